/** One head's budgets and selectors at equal cost. */
// By their modules, as a worker loads this: the room's index brings the formulas of estimators, and with them mathjs.
import { compareMethods } from "../../practical/compare.js";
import { attentionRow, openHead, type Head } from "../../practical/head.js";
import { headOutput, keptOutputError, type HeadOutput } from "../../practical/kept-errors.js";
import type { Method } from "../../practical/method.js";
import {
  bigBird,
  heavyHitters,
  ideal,
  lshBuckets,
  sinkWindow,
  slidingWindow,
  topPages,
} from "../../practical/methods/index.js";
import { stream } from "ncsparse-kit/random";
import { evenlySpaced } from "../evenly-spaced.js";
import {
  constantBudget,
  logBudget,
  massBudget,
  powerBudget,
  shareKeys,
  type Budget,
  type BudgetRow,
} from "./budgets.js";
import type { HeadArrays, HeadSetting } from "./head-source.js";

/** Rows that share a budget, and the shortest of them. */
const BUDGET_ROWS = 64;
const SHORTEST = 16;
/** The longest head that is compared: its whole attention is held, 8 n^2 bytes. */
export const LONGEST_COMPARED = 4096;

/** What one way of keeping keys leaves, over the rows. */
export interface KeptShare {
  readonly name: string;
  /** Mean captured mass; the mean total variation is 1 less it. */
  readonly mass: number;
  /** 95 % of the rows capture at least this much; NaN where only means are computed. */
  readonly massLow: number;
  /** ||(P_kept - P) V||_F / ||P V||_F; NaN without values. */
  readonly output: number;
}

export interface ComparedHead {
  /** Keys a row, on average, of every budget and selector. */
  readonly k: number;
  /** The exponent of the power budget. */
  readonly C: number;
  /** The largest keys of each row, by how many a row is given; over rows of all lengths. */
  readonly budgets: readonly KeptShare[];
  /** k keys of each row, by how they are chosen; over the rows that see at least half of the keys. */
  readonly selectors: readonly KeptShare[];
}

/**
 * Compares budgets and selectors at equal cost on one head.
 *
 * @param k keys a row, an integer in [5, n / 2]
 * @param C exponent of the power budget
 * @throws RangeError for logits without queries and keys, for queries that are not the keys' own, for more than 4,096 keys
 */
export function compareHead(
  arrays: HeadArrays,
  { k, C, seed, ...setting }: HeadSetting & { k: number; C: number; seed: number },
): ComparedHead {
  const head = wholeHead(arrays, setting);
  if (!(Number.isInteger(k) && k >= 5 && 2 * k <= head.n)) {
    throw new RangeError(`compareHead: k must be an integer in [5, ${Math.floor(head.n / 2)}], got ${k}`);
  }
  const values = arrays.v === undefined ? undefined : headOutput(head, Float64Array.from(arrays.v.entries));
  return {
    k,
    C,
    budgets: compareBudgets(head, values, { k, C }),
    selectors: compareSelectors(head, values, { k, seed }),
  };
}

function wholeHead(arrays: HeadArrays, { causal, cross, scale }: HeadSetting): Head {
  if (arrays.kind !== "keys") throw new RangeError(`compareHead: there must be queries and keys, got ${arrays.kind}`);
  const { d, queries, keys } = arrays;
  const n = keys.length / d;
  if (cross || queries.length !== keys.length) {
    throw new RangeError(`compareHead: each key must have a query, got ${queries.length / d} queries for ${n} keys`);
  }
  if (n > LONGEST_COMPARED)
    throw new RangeError(`compareHead: there must be at most ${LONGEST_COMPARED} keys, got ${n}`);
  const input = { n, d, queries: Float64Array.from(queries), keys: Float64Array.from(keys) };
  return openHead(input, { causal, scale: (scale ?? 1 / Math.sqrt(d)) * Math.sqrt(d) });
}

function compareSelectors(
  head: Head,
  values: HeadOutput | undefined,
  { k, seed }: { k: number; seed: number },
): KeptShare[] {
  const methods: Method[] = [
    ideal,
    slidingWindow,
    sinkWindow,
    bigBird,
    ...(head.causal ? [heavyHitters] : []),
    lshBuckets,
    ...[16, 32, 64, 128].map(topPages),
  ];
  const outputs = values === undefined ? [] : [values];
  const [compared] = compareMethods(head, { methods, windows: [k], outputs }, stream(seed, "compare"));
  return compared!.methods.map(({ mass, output }, i) => ({
    name: methods[i]!.name,
    mass,
    massLow: NaN,
    output: output[0] ?? NaN,
  }));
}

function compareBudgets(head: Head, values: HeadOutput | undefined, { k, C }: { k: number; C: number }): KeptShare[] {
  const chosen = budgetRows(head);
  const rows = chosen.map((i) => rankedRow(attentionRow(head, i)));
  const budgets: Budget[] = [constantBudget, logBudget, powerBudget(C), massBudget];
  return budgets.map((budget) => {
    const keys = shareKeys(budget, rows, k * rows.length);
    const masses = rows.map(({ sorted }, r) => sumTo(sorted, keys[r]!)).sort((a, b) => a - b);
    return {
      name: budget.name,
      mass: masses.reduce((sum, m) => sum + m, 0) / masses.length,
      massLow: masses[Math.round(0.05 * (masses.length - 1))]!,
      output: values === undefined ? NaN : outputError(values, rows, chosen, keys),
    };
  });
}

/** Rows of all lengths, evenly spaced. */
function budgetRows(head: Head): number[] {
  return evenlySpaced(BUDGET_ROWS, head.causal ? Math.min(SHORTEST, head.n) - 1 : 0, head.n);
}

/** A row's probabilities, and their keys by falling probability. */
interface RankedRow extends BudgetRow {
  readonly p: Float64Array;
  readonly order: Uint32Array;
}

function rankedRow(p: Float64Array): RankedRow {
  const order = Uint32Array.from(p.keys()).sort((a, b) => p[b]! - p[a]! || a - b);
  return { p, order, sorted: Float64Array.from(order, (j) => p[j]!) };
}

function sumTo(sorted: Float64Array, k: number): number {
  let sum = 0;
  for (let r = 0; r < k; r++) sum += sorted[r]!;
  return Math.min(1, sum);
}

function outputError(
  exact: HeadOutput,
  rows: readonly RankedRow[],
  chosen: readonly number[],
  keys: readonly number[],
): number {
  let [errors, norms] = [0, 0];
  rows.forEach(({ p, order, sorted }, r) => {
    const i = chosen[r]!;
    errors += keptOutputError(p, order.subarray(0, keys[r]), exact, { i, mass: sumTo(sorted, keys[r]!) });
    const own = exact.output.subarray(i * exact.width, (i + 1) * exact.width);
    norms += own.reduce((sum, x) => sum + x * x, 0);
  });
  return Math.sqrt(errors / norms);
}
