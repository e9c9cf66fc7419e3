import { inequalityClaim } from "ncsparse-kit/claims/kinds";
import type { Claim } from "ncsparse-kit/claims/claim";
import { fromFunction } from "ncsparse-kit/claims/display";
import { countDraws } from "ncsparse-kit/claims/measure";
import { averageOverScale } from "ncsparse-kit/claims/power";
import { ULP } from "ncsparse-kit/claims/rounding";
import { CONTROL_CELL, CONTROL_GRID, DIMENSION, DRAWS, GRID, extremes } from "./samples.js";
import { jensenChart } from "./figures.js";

/**
 * What rounding alone can make of ln right - ln left: sums of n terms in any order, each term's exponential and the two
 * logarithms, at an error of one unit each.
 */
function roundingBound(n: number): number {
  return (2 * n + 16) * ULP;
}

/** `ours`: Part 3 sharpened by Jensen's inequality, without any probability. */
export const jensen: Claim = inequalityClaim({
  id: "L4.2-jensen",
  item: "Lemma 4.2, Part 3 (= D.3)",
  restates: { label: "Lemma 4.2", relation: "sharpened" },
  title: "Row sums through Jensen’s inequality",
  provenance: "ours",
  hypotheses: ["No assumption: true of every row of numbers."],
  scope: "Every input and every $n \\ge 2$.",
  statement: "$D_{ii} \\ge (n-1)\\exp\\bigl(\\tfrac{1}{n-1}\\sum_{j\\ne i} z_{ij}\\bigr) + e^{z_{ii}}$ for every row.",
  bound: fromFunction("statistics.jensenExcess", "D_{ii} \\ge (n-1)\\,e^{\\bar z_i} + e^{z_{ii}}"),
  rule: "The largest $\\ln(\\text{right}) - \\ln(\\text{left})$ over all rows of all draws must not exceed the rounding error of the two sums.",
  reason: "The exponential is convex.",
  grid: GRID,
  measure(cell, context) {
    const { jensenExcess } = extremes(cell, context, "claim");
    return { draws: DRAWS, excess: largest(jensenExcess), roundingBound: roundingBound(cell.n) };
  },
  caption:
    "The smallest row sum of a matrix over $n - 1$ (median draw): measured, by Jensen’s inequality, and by Part 3. Gaussian input, $W = I/\\sqrt d$, $d = 64$.",
  chart: (result, context) => jensenChart(result, context),
  control: {
    statement:
      "With $|z_{ij}|$ for $z_{ij}$ in the mean: $\\sum_{j\\ne i} A_{ij} \\ge (n-1)\\exp\\bigl(\\tfrac{1}{n-1}\\sum_{j\\ne i}|z_{ij}|\\bigr)$.",
    power: () => averageOverScale(DIMENSION, (q) => absoluteMeanFails(q, CONTROL_CELL.n)),
    how: "row 1 of one draw alone: Chebyshev's inequality for both sides, averaged over the exact law of $\\sigma_1$",
    grid: CONTROL_GRID,
    measure(cell, context) {
      const { absoluteJensenExcess } = extremes(cell, context, "control");
      const failures = countDraws(DRAWS, (draw) => absoluteJensenExcess[draw]! > roundingBound(cell.n));
      return {
        draws: DRAWS,
        excess: largest(absoluteJensenExcess),
        roundingBound: roundingBound(cell.n),
        note: `fails in ${failures} of ${DRAWS} draws`,
      };
    },
  },
});

function largest(values: Float64Array): number {
  return values.reduce((a, b) => Math.max(a, b));
}

/**
 * A lower bound on Pr[mean e^z < exp(mean |z|)] over m = n - 1 variables N(0, sigma^2): split the gap between the two
 * limits in the middle and let neither side cross it.
 */
function absoluteMeanFails(sigmaSquared: number, n: number): number {
  const m = n - 1;
  const sigma = Math.sqrt(sigmaSquared);
  const [left, right] = [Math.exp(sigmaSquared / 2), Math.exp(sigma * Math.sqrt(2 / Math.PI))];
  if (left >= right) return 0;
  const middle = (left + right) / 2;
  const leftVariance = (left * left * Math.expm1(sigmaSquared)) / m;
  const rightVariance = (sigmaSquared * (1 - 2 / Math.PI)) / m; // of the mean of |z|
  const rightGap = Math.log(right / middle);
  return Math.max(0, 1 - leftVariance / (middle - left) ** 2 - rightVariance / (rightGap * rightGap));
}
