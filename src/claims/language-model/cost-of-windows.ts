import { trendClaim, type MeasuredTrend, type Role } from "ncsparse-kit/claims/kinds";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { signForest } from "ncsparse-kit/claims/charts";
import type { MethodName, MixtureName } from "./runs.js";
import { bitsOf, difference } from "./scores.js";
import { EXACT, controlPower, FIRST_LOOK, measured, MODEL, PROSE, unitRule } from "./words.js";

type CostCell = { readonly method: MethodName; readonly k: number; readonly n: number };

/** Bits a byte that a window may cost. */
const LOSS = 0.1;

const CELLS: readonly CostCell[] = [
  { method: "sliding window", k: 32, n: 512 },
  { method: "StreamingLLM", k: 32, n: 512 },
  { method: "H2O", k: 32, n: 512 },
  { method: "ideal top-k", k: 8, n: 512 },
];
const FULL: readonly CostCell[] = [
  ...CELLS,
  { method: "sliding window", k: 32, n: 1024 },
  { method: "StreamingLLM", k: 32, n: 1024 },
  { method: "H2O", k: 32, n: 1024 },
  { method: "ideal top-k", k: 16, n: 1024 },
];

/** `ours`: prose does not miss far keys. */
export const costOfWindows: Claim = trendClaim({
  id: "LM-cost",
  item: "an analogue of the paper’s Section 7.2",
  title: "On prose a window of 32 keys costs this model little",
  provenance: "ours",
  hypotheses: [MODEL, PROSE],
  scope: "Inputs of 512 bytes (in the full profile 1,024, too).",
  statement:
    "Under each window, a row of $k$ keys instead of up to $n$, the model spends less than 0.1 bits a byte more than under exact attention.",
  ...unitRule("negative", "bits a byte under the window, less those under exact attention, less 0.1,"),
  reason: `Bits a byte do not fall after some 128 bytes of context on this model, so that far keys are hardly missed. ${FIRST_LOOK}`,
  grid: { quick: CELLS, full: FULL },
  measure: (cell, context, role) => lossBeyond(cell, context, role),
  caption: "Bits a byte over exact attention, less 0.1: mean over the passages, with its interval.",
  chart: (result) => signForest(result, "bits a byte over exact attention, less 0.1"),
  finding: () =>
    "A small language model under windows of 32 keys loses less than 0.1 of 1.8 bits a byte on prose, whichever keys are kept.",
  control: {
    statement: "The same of the one key of the largest logit in each row.",
    power: () => controlPower(2.9),
    grid: [{ method: "ideal top-k", k: 1, n: 128 }],
  },
});

async function lossBeyond({ method, k, n }: CostCell, context: Context, role: Role): Promise<MeasuredTrend> {
  const window = { method, k, growth: 0 } as const;
  const scored = { kind: "prose", mixture: mixtureOf(n), inputs: n } as const;
  const [under, exact] = [
    await bitsOf({ ...scored, window }, context, role),
    await bitsOf({ ...scored, window: EXACT }, context, role),
  ];
  return measured(
    difference(under, exact).map((loss) => loss - LOSS),
    under,
  );
}

/** The mixture of which n is the greater length. */
export function mixtureOf(n: number): MixtureName {
  if (n === 512) return "128 and 512";
  return n === 1024 ? "256 and 1024" : "128";
}
