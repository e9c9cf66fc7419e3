import { gaussianMomentNorm, khintchineLower, khintchineUpper } from "../../bounds/appendix-b/khintchine.js";
import { boundChart, type ChartSpec } from "ncsparse-kit/figures";
import { certain, inequalityClaim, type MeasuredExcess } from "ncsparse-kit/claims/kinds";
import type { Claim } from "ncsparse-kit/claims/claim";
import { fromFunction } from "ncsparse-kit/claims/display";
import { exactly } from "ncsparse-kit/claims/intervals";
import { ULP } from "ncsparse-kit/claims/rounding";
import { equalSignMomentNorm, signMomentNorm } from "./sign-moments.js";

type VectorCell = { readonly p: number; readonly x: keyof typeof VECTORS };

const GRID_STEPS = 20;

/** Vectors whose sign sums are enumerated; the last is a search over all directions of three numbers. */
const VECTORS = {
  "1, 0, 0": () => [[1, 0, 0]],
  "1, 1": () => [[1, 1]],
  "14 equal": () => [Array<number>(14).fill(1)],
  "1/j, j ≤ 14": () => [Array.from({ length: 14 }, (_, j) => 1 / (j + 1))],
  "2⁻ʲ, j ≤ 14": () => [Array.from({ length: 14 }, (_, j) => 2 ** -j)],
  "all (1, u, v)": () =>
    Array.from({ length: (GRID_STEPS + 1) ** 2 }, (_, i) => [
      1,
      Math.floor(i / (GRID_STEPS + 1)) / GRID_STEPS,
      (i % (GRID_STEPS + 1)) / GRID_STEPS,
    ]),
} as const;

const CELLS: readonly VectorCell[] = [1, 1.5, 1.9, 2, 3, 4, 6].flatMap((p) =>
  (Object.keys(VECTORS) as (keyof typeof VECTORS)[]).map((x) => ({ p, x })),
);

/** Moment norm over l2 norm, for every vector of a cell. */
function ratios({ p, x }: VectorCell): number[] {
  return VECTORS[x]().map((vector) => signMomentNorm(vector, p) / Math.sqrt(vector.reduce((sum, v) => sum + v * v, 0)));
}

/**
 * Sums of at most 2^13 positive terms, each an exponential of a logarithm times p: 2^13 roundings and 16 (1 + p) more
 * at the size of the logarithms, which stay below 16.
 */
function roundingBound(p: number): number {
  return (2 ** 13 + 256 * (1 + p)) * ULP;
}

function measureSide(cell: VectorCell, constant: number, side: "lower" | "upper"): MeasuredExcess {
  const found = ratios(cell);
  const value = side === "lower" ? Math.min(...found) : Math.max(...found);
  const gap = Math.log(value / constant);
  return {
    excess: side === "lower" ? -gap : gap,
    roundingBound: roundingBound(cell.p),
    comparison: {
      measured: exactly(value),
      bound: constant,
      trivial: null,
      tightness: side === "lower" ? value / constant : constant / value,
    },
  };
}

const SHARED = {
  restates: "Lemma B.7",
  provenance: "reconstructed",
  hypotheses: ["$s_1, \\dots, s_n$ independent signs, $x \\in \\mathbb R^n$."],
  rule: "The logarithm of left over right must not exceed the rounding error of sums over $2^{13}$ sign patterns.",
  useScale: "norm to norm, at the nearest vector of the cell",
  grid: CELLS,
} as const;

/** B.7, from below, with the constants of Szarek and Haagerup. */
export const khintchineBelow: Claim = inequalityClaim({
  ...SHARED,
  id: "B.7-lower",
  item: "Lemma B.7 (Khintchine), left side",
  title: "Khintchine from below: sums of signs are not small",
  scope: "Every $p > 0$; measured for $p$ from 1 to 6, on all sign patterns of up to 14 numbers.",
  statement:
    "$A_p\\lVert x\\rVert_2 \\le \\bigl(\\mathbb E\\,|\\sum_i s_i x_i|^p\\bigr)^{1/p}$ with $A_p = \\min\\bigl(2^{1/2-1/p}, \\gamma_p\\bigr)$ for $p < 2$, and $A_p = 1$ from $p = 2$ on; $\\gamma_p = \\sqrt2\\,\\bigl(\\Gamma(\\tfrac{p+1}2)/\\sqrt\\pi\\bigr)^{1/p}$ is the $p$-norm of a normal variable.",
  bound: fromFunction("khintchineLower", "A_1 = 2^{-1/2},\\qquad A_p = 1 \\ \\ (p \\ge 2)"),
  reason:
    "The constants are Haagerup’s, and the best: two equal entries attain $2^{1/2-1/p}$, a single entry attains 1.",
  measure: (cell: VectorCell) => measureSide(cell, khintchineLower(cell.p), "lower"),
  caption:
    "The 1-norm of a sum of $n$ equal signs over $\\sqrt n$, exact, with the best constants. Two signs attain $A_1 = 2^{-1/2}$; many approach the normal value $\\sqrt{2/\\pi}$, which is no lower bound.",
  chart: () => momentChart(1),
  control: {
    statement:
      "With the normal value in place of $2^{1/2-1/p}$: $\\gamma_1\\lVert x\\rVert_2 \\le \\mathbb E\\,|\\sum_i s_i x_i|$, $\\gamma_1 = \\sqrt{2/\\pi}$.",
    power: certain("two equal entries have $\\mathbb E\\,|s_1+s_2|/\\sqrt2 = 0.707 < 0.798$"),
    grid: { p: 1, x: "1, 1" },
    measure: (cell: VectorCell) => measureSide(cell, gaussianMomentNorm(cell.p), "lower"),
  },
});

/** B.7, from above. */
export const khintchineAbove: Claim = inequalityClaim({
  ...SHARED,
  id: "B.7-upper",
  item: "Lemma B.7 (Khintchine), right side",
  title: "Khintchine from above: sums of signs are no larger than normal ones",
  scope: "Every $p > 0$; measured for $p$ from 1 to 6, on all sign patterns of up to 14 numbers.",
  statement:
    "$\\bigl(\\mathbb E\\,|\\sum_i s_i x_i|^p\\bigr)^{1/p} \\le B_p\\lVert x\\rVert_2$ with $B_p = 1$ up to $p = 2$ and $B_p = \\gamma_p = \\sqrt2\\,\\bigl(\\Gamma(\\tfrac{p+1}2)/\\sqrt\\pi\\bigr)^{1/p}$ from there on: a supremum, which no $x$ attains for $p > 2$.",
  bound: fromFunction(
    "khintchineUpper",
    "B_p = \\sqrt2\\,\\Bigl(\\Gamma\\bigl(\\tfrac{p+1}2\\bigr)/\\sqrt\\pi\\Bigr)^{1/p} \\ \\ (p \\ge 2)",
  ),
  reason: "The constants are Haagerup’s; many equal entries approach them, by the central limit theorem.",
  measure: (cell: VectorCell) => measureSide(cell, khintchineUpper(cell.p), "upper"),
  caption:
    "The 4-norm of a sum of $n$ equal signs over $\\sqrt n$, exact: $(3 - 2/n)^{1/4}$. It climbs to the normal value $B_4 = 3^{1/4}$ and does not reach it.",
  chart: () => momentChart(4),
  control: {
    statement: "With $\\Gamma(\\tfrac p2)$ for $\\Gamma(\\tfrac{p+1}2)$, at $p = 4$: $B_4 = 1.226$.",
    power: certain("14 equal entries have 4-norm $(3-2/14)^{1/4} = 1.300$"),
    grid: { p: 4, x: "14 equal" },
    // sqrt 2 (Gamma(2) / sqrt pi)^(1/4), Gamma(2) = 1
    measure: (cell: VectorCell) => measureSide(cell, Math.SQRT2 / Math.sqrt(Math.sqrt(Math.sqrt(Math.PI))), "upper"),
  },
});

function momentChart(p: number): ChartSpec {
  const counts = [1, 2, 3, 4, 5, 6, 8, 10, 14, 20, 32, 64, 128, 256];
  const ends = [1, 256];
  const level = (y: number) => ends.map((x) => ({ x, y }));
  return boundChart({
    series: [
      { kind: "bound", label: `$A_${p}$`, points: level(khintchineLower(p)) },
      { kind: "bound", label: `$B_${p}$`, colour: "purple", points: level(khintchineUpper(p)) },
      ...(p < 2 ? [{ kind: "law" as const, label: "normal", points: level(gaussianMomentNorm(p)) }] : []),
      { kind: "measured", label: "exact", points: counts.map((n) => ({ x: n, y: equalSignMomentNorm(n, p) })) },
    ],
    x: { title: "number $n$ of equal signs", scale: "log2" },
    y: { title: `${p}-norm of their sum over $\\sqrt\\,n$`, domain: p < 2 ? [0.6, 1.05] : [0.9, 1.4] },
    height: 230,
    description: `The ${p}-norm of a sum of n equal signs over the root of n, n from 1 to 256, lies between Khintchine's constants ${khintchineLower(p).toFixed(3)} and ${khintchineUpper(p).toFixed(3)}.`,
  });
}
