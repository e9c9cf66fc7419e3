import { trendClaim, type MeasuredTrend, type Role } from "ncsparse-kit/claims/kinds";
import { signForest } from "ncsparse-kit/claims/charts";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { mixtureOf } from "./cost-of-windows.js";
import type { MethodName, Window } from "./runs.js";
import type { Kind } from "./units.js";
import { bitsOf, difference } from "./scores.js";
import { EXACT, controlPower, measured, MODEL, PROSE, RECORDS, unitRule } from "./words.js";

type SelectorCell = {
  readonly score: Kind;
  readonly rival: MethodName | "exact";
  readonly k: number;
  /** Keys of the ideal choice. */
  readonly ideal: number;
  readonly n: number;
};

const CELLS: readonly SelectorCell[] = [
  { score: "records", rival: "sliding window", k: 48, ideal: 4, n: 512 },
  { score: "records", rival: "StreamingLLM", k: 48, ideal: 4, n: 512 },
  { score: "records", rival: "H2O", k: 48, ideal: 4, n: 512 },
];
const FULL: readonly SelectorCell[] = [
  ...CELLS,
  { score: "records", rival: "StreamingLLM", k: 48, ideal: 4, n: 1024 },
  { score: "records", rival: "StreamingLLM", k: 128, ideal: 4, n: 1024 },
  { score: "prose", rival: "StreamingLLM", k: 8, ideal: 8, n: 512 },
];

/** `ours`: which keys are kept matters more than how many. */
export const selector: Claim = trendClaim({
  id: "LM-selector",
  item: "an analogue of the paper’s Section 7.2",
  title: "Four keys well chosen retrieve more than forty-eight by position",
  provenance: "ours",
  hypotheses: [MODEL, PROSE, RECORDS],
  scope:
    "Inputs of 512 bytes; in the full profile also 1,024, where the window has 128 keys, and prose at equal $k$. The ideal choice reads every logit: it bounds what a selector can do, at no cost counted.",
  statement:
    "The ideal choice of 4 keys a row spends fewer bits a letter on the answers than a window of 48 by position or by accumulated attention.",
  ...unitRule("positive", "bits under the rival, less bits under the ideal choice,"),
  reason:
    "The keys of the record that is asked for have the largest logits in the heads that look it up, wherever they stand.",
  grid: { quick: CELLS, full: FULL },
  measure: (cell, context, role) => lead(cell, context, role),
  caption:
    "Bits a letter that the rival spends beyond the ideal choice of 4 keys: mean over the units, with its interval.",
  chart: (result) => signForest(result, "bits under the rival less bits under the ideal choice"),
  control: {
    statement: "On prose one key well chosen spends fewer bits a byte than exact attention.",
    power: () => controlPower(3.2),
    grid: [{ score: "prose", rival: "exact", k: 128, ideal: 1, n: 128 }],
  },
});

async function lead({ score, rival, k, ideal, n }: SelectorCell, context: Context, role: Role): Promise<MeasuredTrend> {
  const scored = { kind: score, mixture: mixtureOf(n), inputs: n } as const;
  const window: Window = rival === "exact" ? EXACT : { method: rival, k, growth: 0 };
  const left = await bitsOf({ ...scored, window }, context, role);
  const chosen = { method: "ideal top-k", k: ideal, growth: 0 } as const;
  const right = await bitsOf({ ...scored, window: chosen }, context, role);
  return measured(difference(left, right), left, right);
}
