import { trendClaim, type MeasuredTrend, type Role } from "ncsparse-kit/claims/kinds";
import { signForest } from "ncsparse-kit/claims/charts";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { mixtureOf } from "./cost-of-windows.js";
import type { MethodName } from "./runs.js";
import { bitsOf } from "./scores.js";
import { controlPower, measured, MODEL, RECORDS, unitRule } from "./words.js";

type BeyondCell = { readonly method: MethodName; readonly k: number; readonly n: number };

/** What a letter costs who guesses among the 26. */
const GUESS = Math.log2(26);

const METHODS: readonly MethodName[] = ["sliding window", "StreamingLLM", "H2O"];
const cells = (k: number, n: number): BeyondCell[] => METHODS.map((method) => ({ method, k, n }));
const CELLS: readonly BeyondCell[] = cells(48, 512);
const FULL: readonly BeyondCell[] = [...CELLS, ...cells(48, 1024), ...cells(128, 1024)];

/** `ours`: what lies beyond the window is lost, and nothing says so. */
export const retrieval: Claim = trendClaim({
  id: "LM-retrieval",
  item: "an analogue of the paper’s Section 7.2",
  title: "Beyond its window the model is confidently wrong",
  provenance: "ours",
  hypotheses: [MODEL, RECORDS],
  scope:
    "Inputs of 512 bytes (in the full profile 1,024, too). Answers whose value was first seen more than $k$ bytes before.",
  statement:
    "Under windows by position and under H2O an answer from beyond the window costs more than $\\log_2 26 = 4.70$ bits a letter, what guessing would cost.",
  ...unitRule("positive", "bits a letter of answers from beyond the window, less $\\log_2 26$,"),
  reason:
    "No key that is kept holds the value, and four layers do not pass it on; the model, trained with all keys, puts its probability on letters of records that it does see. H2O’s score cannot tell which record will be asked for.",
  grid: { quick: CELLS, full: FULL },
  measure: (cell, context, role) => beyond(cell, context, role),
  caption:
    "Bits a letter of answers from beyond the window, less the 4.70 of a guess: mean over the units, with its interval.",
  chart: (result) => signForest(result, "bits a letter beyond the window, less $\\log_2 26$"),
  finding: () =>
    "What separates windows on a small language model is retrieval: beyond a window of 48 keys, by position or by accumulated attention, a value is lost, while the ideal choice of 4 keys a row finds nearly all.",
  control: {
    statement: "So does an answer under the ideal choice of as many keys.",
    power: () => controlPower(10),
    grid: [{ method: "ideal top-k", k: 48, n: 128 }],
  },
});

async function beyond({ method, k, n }: BeyondCell, context: Context, role: Role): Promise<MeasuredTrend> {
  const window = { method, k, growth: 0 } as const;
  const mixture = mixtureOf(n);
  const counts = ({ distance }: { distance: number }): boolean => distance > k;
  const under = await bitsOf({ kind: "records", mixture, inputs: n, window, counts }, context, role);
  const values = under.bits.filter((bits) => !Number.isNaN(bits)).map((bits) => bits - GUESS);
  return measured(values, under);
}
