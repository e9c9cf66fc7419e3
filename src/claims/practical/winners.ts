/** Where sparse and low-rank methods win at equal cost: a map over the logit scale and the budget, and tables. */
import { tileChart, type ChartSpec, type Tile, type TilePanel, type TileState } from "ncsparse-kit/figures";
import { meanInterval } from "ncsparse-kit/probability";
import type { Context } from "ncsparse-kit/claims/claim";
import {
  affordable,
  costOfKeys,
  ESTIMATORS,
  idealKeys,
  LOW_RANK,
  SPARSE,
  type Estimator,
} from "../../practical/estimators/index.js";
import type { ErrorOf } from "./estimate-trend.js";
import { ESTIMATE_LENGTH, sampleEstimates, type EstimateSample } from "./estimates.js";
import { DIMENSION, type InputName } from "./samples.js";

/** Heads behind each number of map and tables. */
const HEADS = 8;
const SCALES: readonly number[] = [0.25, 0.5, 0.75, 1, 1.5, 2, 4];
/** Budgets, in kept keys. */
const BUDGETS: readonly number[] = [8, 16, 32, 64];
const ALL: readonly Estimator[] = [idealKeys, ...ESTIMATORS];

/** Two camps: in each head the best of either counts. */
interface Panel {
  readonly title: string;
  readonly error: ErrorOf;
  readonly sparse: readonly Estimator[];
}

const PANELS: readonly Panel[] = [
  { title: "ideal top-$k$, output", error: "output", sparse: [idealKeys] },
  { title: "practical, output", error: "output", sparse: SPARSE },
  { title: "ideal top-$k$, variation", error: "variation", sparse: [idealKeys] },
];

/** The winner of sparse against low-rank methods on Gaussian rows, over scale and budget. */
export function winnerChart(context: Context): ChartSpec {
  return tileChart({
    panels: PANELS.map((panel) => tilesOf(panel, context)),
    rows: SCALES.map((s) => ({ label: `$s$ = ${s}` })),
    columns: BUDGETS.map((k) => `$n$/${ESTIMATE_LENGTH / k}`),
    columnTitle: "budget in kept keys",
    states: { for: "sparse wins", against: "low rank wins", undecided: "cannot tell" },
    description:
      "Winner of sparse and low-rank methods at equal cost over logit scale and budget, on Gaussian rows. Low rank wins at small scales, the ideal top-k at large ones, from a smaller scale on where the budget is larger; practical sparse methods win only at the largest budget and scales, or nowhere.",
  });
}

function tilesOf({ title, error, sparse }: Panel, context: Context): TilePanel {
  const tiles = SCALES.flatMap((s, row) =>
    BUDGETS.map((k, column): Tile => {
      const sample = gaussianSample(s, k, context);
      const low = bestErrors(sample, LOW_RANK, error);
      const advantage = bestErrors(sample, sparse, error).map((best, draw) => Math.log(low[draw]! / best));
      const interval = meanInterval(advantage);
      return { row, column, state: stateOf(interval), text: shortRatio(Math.exp(interval.value)) };
    }),
  );
  return { title, tiles };
}

function gaussianSample(s: number, k: number, context: Context): EstimateSample {
  return sampleEstimates({ input: "Gaussian", s, k, estimators: ALL, draws: HEADS }, context, "claim");
}

/** The least error of a camp in each head, over those that the budget buys and that have this error. */
function bestErrors(sample: EstimateSample, camp: readonly Estimator[], error: ErrorOf): Float64Array {
  const best = new Float64Array(HEADS).fill(Infinity);
  for (const estimator of camp) {
    sample.of(estimator)?.forEach((errors, draw) => (best[draw] = Math.min(best[draw]!, errors[error] ?? Infinity)));
  }
  return best;
}

function stateOf({ low, high }: { low: number; high: number }): TileState {
  if (low > 0) return "for";
  return high < 0 ? "against" : "undecided";
}

/** Two digits: 0.11, 2.4, 31. */
function shortRatio(ratio: number): string {
  return ratio < 1 ? ratio.toFixed(2) : String(Number(ratio.toPrecision(2)));
}

/** Inputs of the table: those whose logits are products of queries and keys alone. */
const INPUTS: readonly InputName[] = [
  "Gaussian",
  "self-attention",
  "locality 0.9",
  "locality 0.99",
  "heavy keys 2",
  "heavy keys 4",
  "clusters",
];
const TABLE_BUDGET = ESTIMATE_LENGTH / 2;

/** The head of `equalCostMap`: inputs down, methods across. */
export const EQUAL_COST_HEADER: readonly string[] = ["input", ...ALL.map(({ name }) => name)];

/** Mean output error of every method on every input at s = 1 and the cost of half of the keys. */
export function equalCostMap(context: Context): (string | number)[][] {
  return INPUTS.map((input) => {
    const plan = { input, s: 1, k: TABLE_BUDGET, estimators: ALL, draws: HEADS };
    const sample = sampleEstimates(plan, context, "claim");
    return [input, ...ALL.map((estimator) => meanError(sample, estimator))];
  });
}

function meanError(sample: EstimateSample, estimator: Estimator): number | string {
  const errors = sample.of(estimator);
  return errors ? errors.reduce((sum, { output }) => sum + output / errors.length, 0) : "–";
}

/** Multiply-adds a row of each method by formula, and what the cost of half of the keys buys at n = 128, d = w = 32. */
export function multiplyAddTable(): (string | number)[][] {
  const shape = { n: ESTIMATE_LENGTH, d: DIMENSION, w: DIMENSION };
  return ALL.map((estimator) => [
    estimator.name,
    estimator.parameter,
    `$${estimator.cost.tex}$`,
    affordable(estimator, shape, costOfKeys(TABLE_BUDGET, shape)) ?? "–",
    estimator.causal ? "both" : "bidirectional",
  ]);
}
