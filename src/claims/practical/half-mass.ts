import { capturedMass, rowErrorSquared } from "../../practical/kept-errors.js";
import { openHead, type Head } from "../../practical/head.js";
import { ideal, lshBuckets, slidingWindow } from "../../practical/methods/index.js";
import type { Method } from "../../practical/method.js";
import { stream } from "ncsparse-kit/random";
import { certain, inequalityClaim, type MeasuredExcess, type Role } from "ncsparse-kit/claims/kinds";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { fromTex } from "ncsparse-kit/claims/display";
import { ULP } from "ncsparse-kit/claims/rounding";
import { halfMassChart } from "./half-mass-chart.js";
import { DIMENSION, drawInput, type InputName } from "./samples.js";

type HalfCell = {
  readonly input: InputName;
  readonly method: string;
  readonly n: number;
  readonly k: number;
  readonly s: number;
};

const HEADS = 2;
const LENGTH = 128;
const METHODS: readonly Method[] = [ideal, slidingWindow, lshBuckets];

const cellsOf = (input: InputName, k: number, s: number): HalfCell[] =>
  METHODS.map((method) => ({ input, method: method.name, n: LENGTH, k, s }));
/** Equal logits attain the inequality at k = n/2. */
const EQUAL: HalfCell = { input: "Gaussian", method: ideal.name, n: LENGTH, k: LENGTH / 2, s: 0 };
const CELLS: readonly HalfCell[] = [EQUAL, ...cellsOf("Gaussian", 16, 1), ...cellsOf("heavy keys 4", 8, 1)];

/** `ours`: what a window must capture to be of use for the output. */
export const halfMass: Claim = inequalityClaim({
  id: "PW-half",
  item: "sparse attention, its output",
  title: "A window that captures at most half of a row is no better than no attention at all",
  provenance: "ours",
  hypotheses: ["None on the row, nor on how the keys are chosen; the kept entries are renormalised."],
  scope: "$m \\le 1/2$; at $m = 1/2$ the first inequality is an equality.",
  statement:
    "If the kept keys capture $m \\le \\tfrac12$, then $\\lVert p_{\\text{kept}} - p\\rVert_2 \\ge \\lVert p\\rVert_2 > \\lVert u - p\\rVert_2$, $u$ the row of equal weights. So for values with independent entries of mean 0 the output $0$ is as good in root mean square over $V$, and the mean of all values, which reads neither queries nor keys, is better.",
  bound: fromTex(
    "\\lVert p_{\\text{kept}} - p\\rVert_2^2 = \\lVert p\\rVert_2^2 - \\frac{2m-1}{m^2} \\sum_{j\\,\\text{kept}} p_j^2",
  ),
  rule: "$\\ln\\lVert p\\rVert_2^2 - \\ln\\lVert p_{\\text{kept}}-p\\rVert_2^2$ of each row with $m \\le \\tfrac12$ of two heads must not exceed rounding.",
  reason:
    "Renormalised, each kept entry is off by $(1/m - 1)\\,p_j$, by as much as its size or more where $m \\le \\tfrac12$, and each other entry by its size. And $\\lVert u-p\\rVert_2^2 = \\lVert p\\rVert_2^2 - 1/n$.",
  grid: CELLS,
  law: () => 1 / 2,
  measure: worstRow,
  caption:
    "Distance of the renormalised row from the exact one, in units of the exact row’s norm, against the captured mass: means over the rows of two heads, $n = 128$, $s = 1$, at $k = 4$ to 120. Above the thin line no attention at all is better; the dashed line is the least distance at each mass.",
  chart: (_, context) => halfMassChart(context),
  finding: () =>
    "A window that captures at most half of a row’s mass is no better than the output 0, and worse than the mean of all values, however its keys were chosen: in root mean square over values with independent entries of mean 0 that do not depend on the keys.",
  control: {
    statement: "The same for $m \\le \\tfrac34$.",
    power: certain("equal logits capture 5/8 at k = 5n/8, which lies between 1/2 and 3/4"),
    grid: [{ ...EQUAL, k: (5 * LENGTH) / 8 }],
    law: () => 3 / 4,
  },
});

function worstRow({ input, method, n, k, s }: HalfCell, context: Context, role: Role, most: number): MeasuredExcess {
  const chosen = METHODS.find((candidate) => candidate.name === method)!;
  let [worst, rows] = [-Infinity, 0];
  for (let draw = 0; draw < HEADS; draw++) {
    const source = stream(context.seed, "PW-half", role, input, n, k, s, draw);
    const head = openHead(drawInput(input, { n, d: DIMENSION }, source), { scale: s, causal: false });
    const kept = chosen.choose(head, k, source);
    for (let i = 0; i < n; i++) {
      const mass = capturedMass(head, kept, i);
      if (mass > most) continue;
      rows++;
      const squares = rowSquare(head, i);
      worst = Math.max(worst, Math.log(squares / rowErrorSquared(head, kept, i, { mass, squares })));
    }
  }
  // Sums of n terms, at most eight of them in a comparison.
  return { draws: rows, excess: worst, roundingBound: 8 * (n + 8) * ULP };
}

/** ||p||^2 of row i. */
function rowSquare({ n, attention }: Head, i: number): number {
  return attention.subarray(i * n, (i + 1) * n).reduce((sum, p) => sum + p * p, 0);
}
