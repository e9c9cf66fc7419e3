import { blindMass, selfMassBelow } from "../../bounds/practical-windows.js";
import { bigBird, sinkWindow, slidingWindow } from "../../practical/methods/index.js";
import type { Method } from "../../practical/method.js";
import { meanInterval } from "ncsparse-kit/probability";
import { ratioClaim, type MeasuredRatio, type Role } from "ncsparse-kit/claims/kinds";
import { ratioForest } from "ncsparse-kit/claims/charts";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { fromFormula } from "ncsparse-kit/claims/display";
import type { JudgedClaim } from "ncsparse-kit/claims/result";
import { boundedMeanPower } from "./power.js";
import { DIMENSION, DRAWS, LENGTH, sampleHeads, type InputName } from "./samples.js";

type BlindCell = { readonly input: InputName; readonly method: string; readonly n: number; readonly k: number };

const TOLERANCE = 0.1;
const BLIND: readonly Method[] = [slidingWindow, sinkWindow, bigBird];
const QUARTER = LENGTH / 4;

const cellsOf = (input: InputName, n: number): BlindCell[] =>
  BLIND.map((method) => ({ input, method: method.name, n, k: n / 4 }));
const CELLS: readonly BlindCell[] = (["Gaussian", "heavy keys 2", "clusters"] as const).flatMap((input) =>
  cellsOf(input, LENGTH),
);
const FULL: readonly BlindCell[] = [...CELLS, ...cellsOf("Gaussian", 1024)];

/** Logit scale of the control: the diagonal then holds most of a row. */
const CONTROL_SCALE = 2;
const CONTROL: readonly BlindCell[] = [{ input: "self-attention", method: slidingWindow.name, n: LENGTH, k: QUARTER }];

/** `ours`: what a pattern that looks at nothing captures. */
export const blindPatterns: Claim = ratioClaim({
  id: "PW-blind",
  item: "fixed patterns: sliding window, sinks, BigBird",
  title: "A pattern fixed in advance captures k/n of an exchangeable row",
  provenance: "ours",
  hypotheses: ["The keys are exchangeable: their order carries no information, however unequal they are."],
  scope: "Bidirectional attention, queries not among the keys. Exact in expectation at every $n$, $k$ and row scale.",
  statement:
    "For a pattern of $k$ positions fixed before the keys are drawn, or drawn at random, $\\mathbb E\\,m = k/n$: on Gaussian keys, on keys of two sizes in random order, and on keys in clusters alike.",
  bound: fromFormula("\\mathbb E\\,m", blindMass),
  tolerance: TOLERANCE,
  rule: "Student’s interval of the mean of $m\\,n/k$ over 32 heads, $m$ averaged over the rows of a head, must lie within $1 \\pm 0.1$.",
  reason: "Exchangeable entries have equal expectations, and they sum to 1.",
  grid: { quick: CELLS, full: FULL },
  law: () => 1,
  measure: measureAt,
  finding: ({ cells }: JudgedClaim) =>
    `A pattern fixed in advance (sliding window, sinks, window + global + random) captures $k/n$ of the mass on average where keys are exchangeable, on ${cells.length} of ${cells.length} grid cells: it needs structure in the *order* of the keys, and concentration of the row does not help it.`,
  caption: "Captured mass over $k/n$ at $k = n/4$, for three fixed patterns on three inputs without order.",
  chart: (result) => ratioForest(result, "captured mass"),
  control: {
    statement: "In self-attention, too, where the window holds the query’s own key: $\\mathbb E\\,m = k/n$.",
    power: () =>
      boundedMeanPower({
        truth: selfMassBelow(LENGTH, { s: CONTROL_SCALE, d: DIMENSION }) / (QUARTER / LENGTH),
        ceiling: LENGTH / QUARTER,
        draws: DRAWS,
        tolerance: TOLERANCE,
      }),
    how: "the diagonal entry’s mean by Jensen’s inequality, then Hoeffding’s for the mean of the draws and the largest variance that draws of that mean can have",
    grid: CONTROL,
    law: () => CONTROL_SCALE,
  },
});

function measureAt({ input, method, n, k }: BlindCell, context: Context, role: Role, s: number): MeasuredRatio {
  const plan = { input, causal: false, methods: BLIND, windows: [k], draws: DRAWS, n, s } as const;
  const chosen = BLIND.find((candidate) => candidate.name === method)!;
  const law = blindMass.evaluate({ n, k });
  const ratios = sampleHeads(plan, context, role).at(k, (of) => of(chosen).mass / law);
  return { draws: DRAWS, ratio: meanInterval(ratios) };
}
