/** A window that grows with the input against the constant one of equal cost: Proposition 7.2's question. */
import { trendClaim, type MeasuredTrend, type Role } from "ncsparse-kit/claims/kinds";
import { signForest } from "ncsparse-kit/claims/charts";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import type { Growth, MethodName, MixtureName } from "./runs.js";
import type { Kind } from "./units.js";
import { bitsOf, difference, type Bits, type Inputs } from "./scores.js";
import { CHOSEN, controlPower, measured, MODEL, PROSE, RECORDS, unitRule } from "./words.js";

/** A comparison: the constant window of k keys, and what grows at its cost. */
export type GrowthCell = {
  readonly method: MethodName;
  readonly k: number;
  /** The exponent; or "ln n". */
  readonly C: Growth;
  readonly lengths: MixtureName;
};

/** What a comparison is held against. */
interface Terms {
  /** Bits by which the growing window may win. */
  readonly margin: number;
  /** How many times the constant window's keys the growing one has: 1 but for controls. */
  readonly times: number;
}

const cell = (method: MethodName, k: number, C: Growth, lengths: MixtureName = "128 and 512"): GrowthCell => ({
  method,
  k,
  C,
  lengths,
});

/** Small windows, where keys are scarce. */
export const SMALL: readonly GrowthCell[] = [cell("StreamingLLM", 16, 0.75), cell("ideal top-k", 4, 0.75)];
/** Answers: windows that reach some of them. */
export const LOOKUPS: readonly GrowthCell[] = [cell("StreamingLLM", 48, 0.75), cell("ideal top-k", 4, 0.75)];
/** Further costs, growths and lengths. */
const MORE: readonly GrowthCell[] = [
  ...SMALL,
  cell("StreamingLLM", 16, "ln n"),
  cell("StreamingLLM", 16, 0.5),
  cell("StreamingLLM", 32, 0.5),
  cell("StreamingLLM", 32, 0.75),
  cell("ideal top-k", 8, 0.5),
  cell("StreamingLLM", 32, 0.5, "256 and 1024"),
  cell("ideal top-k", 8, 0.5, "256 and 1024"),
];
/** Where a control gives the growing window many times the keys. */
const UNEQUAL: readonly GrowthCell[] = [cell("ideal top-k", 1, 0.75, "128")];

const EQUAL_COST =
  "Equal cost: over inputs of two lengths, as many bytes of the shorter as of the longer, all rows together keep the same number of keys under both windows, exactly; a row that sees fewer keys than its window keeps all. $k = \\alpha n^C$ depends on the input’s length $n$, as in the paper’s Section 7, and is the same for all rows of an input.";

/** Bits a byte by which a growing window may win. */
const MARGIN = 0.01;
const EQUAL: Terms = { margin: 0, times: 1 };
/** Of the controls: many times the keys, said to change nothing. */
const TIMES = 16;

/** `ours`: no growing window wins much. */
export const growing: Claim = trendClaim({
  id: "LM-growing",
  item: "Proposition 7.2 at equal cost, on a language model",
  title: "On prose a window that grows does not win by 0.01 bits a byte",
  provenance: "ours",
  hypotheses: [MODEL, PROSE],
  scope: `${EQUAL_COST} Lengths 128 and 512; the full profile adds costs, smaller powers and $\\ln n$, and lengths 256 and 1,024.`,
  statement:
    "Over the mixture, bits a byte under $k = \\alpha n^{3/4}$ are at most 0.01 fewer than under the constant window of equal cost.",
  ...unitRule("positive", "bits a byte under the growing window, less those under the constant one, plus 0.01,"),
  reason:
    "What a window costs on prose depends little on the length of the input and is convex in $k$: of two windows with a given mean, equal ones cost least (Jensen).",
  grid: { quick: SMALL, full: MORE },
  law: () => ({ margin: MARGIN, times: 1 }),
  measure: (parameters, context, role, terms) => gained("prose", parameters, context, role, terms),
  caption:
    "Bits a byte under the growing window less those under the constant one, plus 0.01, over both lengths of prose: mean over the passages, with its interval.",
  chart: (result) => signForest(result, "bits a byte, growing less constant, plus 0.01"),
  control: {
    statement: "So are they where the growing window has sixteen times the keys.",
    power: () => controlPower(3.2),
    grid: UNEQUAL,
    law: () => ({ margin: MARGIN, times: TIMES }),
  },
});

/** `ours`: at small windows the growing one is worse. */
export const growingSmall: Claim = trendClaim({
  id: "LM-growing-small",
  item: "Proposition 7.2 at equal cost, on a language model",
  title: "Where keys are scarce, the growing window is worse on prose",
  provenance: "ours",
  hypotheses: [MODEL, PROSE],
  scope: `${EQUAL_COST} Lengths 128 and 512; 16 keys of StreamingLLM, 4 of the ideal choice. ${CHOSEN}`,
  statement:
    "Over the mixture, bits a byte under $k = \\alpha n^{3/4}$ exceed those under the constant window of equal cost.",
  ...unitRule("positive", "bits a byte under the growing window, less those under the constant one,"),
  reason: "The cost of a window is steepest where it is small, so that there the convexity shows (Jensen).",
  grid: SMALL,
  law: () => EQUAL,
  measure: (parameters, context, role, terms) => gained("prose", parameters, context, role, terms),
  caption:
    "Bits a byte under the growing window less those under the constant one, over both lengths of prose: mean with its interval.",
  chart: (result) => signForest(result, "bits a byte, growing less constant"),
  finding: () =>
    "On a small language model at equal cost over inputs of 128 and 512 bytes, a window $\\alpha n^{3/4}$ does not beat the constant one in bits a byte: what it gives to long inputs it takes from short ones, which lose more.",
  control: {
    statement: "They do where the growing window has sixteen times the keys.",
    power: () => controlPower(3.2),
    grid: UNEQUAL,
    law: () => ({ ...EQUAL, times: TIMES }),
  },
});

/** `ours`: nor does it retrieve more. */
export const growingLookups: Claim = trendClaim({
  id: "LM-growing-lookups",
  item: "Proposition 7.2 at equal cost, on a language model",
  title: "A window that grows retrieves less at equal cost",
  provenance: "ours",
  hypotheses: [MODEL, RECORDS],
  scope: `${EQUAL_COST} Lengths 128 and 512 (in the full profile 256 and 1,024, too); 48 keys of StreamingLLM, 4 of the ideal choice. Each length counts half: its answers’ mean. ${CHOSEN}`,
  statement:
    "Over the mixture, bits a letter of the answers under $k = \\alpha n^{3/4}$ exceed those under the constant window of equal cost.",
  ...unitRule("positive", "bits a letter under the growing window, less those under the constant one,"),
  reason:
    "A key more in every row of an input of $n$ bytes reaches the share of its answers that stand at that distance, which is about $2(1-k/n)/n$: the shorter the input, the more, at the same cost a byte.",
  grid: { quick: LOOKUPS, full: [...LOOKUPS, cell("StreamingLLM", 64, 0.5, "256 and 1024")] },
  law: () => EQUAL,
  measure: (parameters, context, role, terms) => gained("records", parameters, context, role, terms),
  caption:
    "Bits a letter of the answers under the growing window less those under the constant one, over both lengths: mean over the units, with its interval.",
  chart: (result) => signForest(result, "bits a letter, growing less constant"),
  control: {
    statement: "They do where the growing window has sixteen times the keys.",
    power: () => controlPower(4),
    grid: UNEQUAL,
    law: () => ({ ...EQUAL, times: TIMES }),
  },
});

/** Growing less constant, bits a byte, unit by unit. */
export async function growthDifference(
  kind: Kind,
  { method, k, C, lengths }: GrowthCell,
  inputs: Inputs,
  { context, role, times = 1 }: { readonly context: Context; readonly role: Role; readonly times?: number },
): Promise<{ readonly values: Float64Array; readonly constant: Bits; readonly growing: Bits }> {
  const scored = { kind, mixture: lengths, inputs } as const;
  const constant = await bitsOf({ ...scored, window: { method, k, growth: 0 } }, context, role);
  const grown = await bitsOf({ ...scored, window: { method, k: k * times, growth: C } }, context, role);
  if (times === 1 && inputs === "all" && grown.kept !== constant.kept) {
    throw new RangeError(`growthDifference: costs must be equal, got ${grown.kept} and ${constant.kept} keys`);
  }
  return { values: difference(grown, constant), constant, growing: grown };
}

async function gained(
  kind: Kind,
  parameters: GrowthCell,
  context: Context,
  role: Role,
  { margin, times }: Terms,
): Promise<MeasuredTrend> {
  const {
    values,
    constant,
    growing: grown,
  } = await growthDifference(kind, parameters, "all", {
    context,
    role,
    times,
  });
  return measured(
    values.map((bits) => bits + margin),
    constant,
    grown,
  );
}
