import { hansonWright } from "../../bounds/appendix-b/chi-square.js";
import { boundChart, type ChartSpec } from "ncsparse-kit/figures";
import { certain, inequalityClaim } from "ncsparse-kit/claims/kinds";
import type { Claim } from "ncsparse-kit/claims/claim";
import { fromFormula } from "ncsparse-kit/claims/display";
import { lnSquareNormTail } from "./sparse-signs.js";
import { tailOf, type TailPair } from "./exact-tail.js";

type SparseCell = { readonly q: number; readonly d: number; readonly t: number };

const RARE = [1 / 8, 1 / 16, 1 / 64];
const FREQUENT = [1 / 2, 1 / 3];
const LEVELS = [1, 3, 8];

function grid(shares: readonly number[]): SparseCell[] {
  return shares.flatMap((q) => [64, 256].flatMap((d) => LEVELS.map((t) => ({ q, d, t }))));
}
const CELLS = grid(RARE);
const CONTROL = grid(FREQUENT);

/** A = I: ||A||_F = sqrt(d), ||A||_2 = 1. */
function pair(cell: SparseCell): TailPair {
  const { d, t } = cell;
  const level = hansonWright.evaluate({ frobenius: Math.sqrt(d), spectral: 1, t });
  return { lnTail: lnSquareNormTail(cell, level), lnBound: Math.LN2 - t };
}

/** `ours`: the Gaussian constants need what the paper's lemma has its K for. */
export const hansonWrightSparse: Claim = inequalityClaim({
  id: "B.8-sparse",
  item: "Lemma B.8 (Hanson–Wright), beyond Gaussian entries",
  title: "Hanson–Wright’s Gaussian constants hold for every sub-Gaussian law",
  provenance: "ours",
  hypotheses: [
    "$x$ has $d$ independent sparse signs: 0 with probability $1-q$, else $\\pm q^{-1/2}$; mean 0, variance 1, sub-Gaussian.",
    "$A = I$, so that $q\\,x^\\top A x$ is binomial and every probability exact.",
  ],
  scope:
    "$q = 1/8$, $1/16$, $1/64$. The cited lemma is for independent sub-Gaussian entries and has an unnamed constant and the entries’ sub-Gaussian norm in its exponent; this is not what is refuted here. The explicit Gaussian form, by which we restate it, is.",
  statement:
    "The explicit Gaussian form holds for sparse signs, too: $\\Pr\\bigl[\\,|x^\\top A x - \\operatorname{tr} A| \\ge 2\\lVert A_s\\rVert_F\\sqrt t + 2\\lVert A_s\\rVert_2\\,t\\,\\bigr] \\le 2e^{-t}$.",
  bound: fromFormula("\\Delta", hansonWright),
  rule: "$\\ln(\\text{exact probability}) - \\ln(2e^{-t})$ must not exceed the rounding error of the two.",
  expects: "violated",
  reason:
    "$x_a^2$ has variance $1/q - 1$, against 2 for a Gaussian entry: below $q = 1/3$ the form spreads more than the constants allow. At $q = 1/64$, $d = 64$ two entries other than 0, or none, already leave the level at $t = 8$.",
  grid: CELLS,
  measure: tailOf(pair),
  finding: ({ cells }) =>
    `The explicit Gaussian form of Hanson–Wright fails for sparse signs on ${cells.filter((cell) => cell.outcome === "violated").length} of ${cells.length} exact cells: a bound for all sub-Gaussian entries needs their sub-Gaussian norm, as the lemma that the paper cites has it.`,
  caption:
    "The exact probability that $\\lVert x\\rVert^2$ leaves its mean by the Gaussian form’s deviation at $t = 3$, $d = 256$, against the share $q$ of entries other than 0, and $2e^{-3}$. From $q = 1/3$ on, where $x_a^2$ spreads no more than a Gaussian square, the form holds.",
  chart: sparseChart,
  control: {
    expects: "holds",
    statement:
      "With entries that are seldom 0, $q = 1/2$ and $1/3$, whose variance proxy is 1 and whose squares spread no more than Gaussian ones: the same.",
    power: certain(
      "both sides are exact; the largest probability is 0.145, at $q = 1/3$, $d = 256$, $t = 1$, where $2e^{-t} = 0.736$",
    ),
    grid: CONTROL,
  },
});

function sparseChart(): ChartSpec {
  const shares = Array.from({ length: 33 }, (_, i) => 2 ** (-8 + i / 4));
  return boundChart({
    series: [
      { kind: "paper-bound", label: "$2\\,$e$^{-3}$", points: shares.map((q) => ({ x: q, y: 2 * Math.exp(-3) })) },
      {
        kind: "law",
        label: "exact",
        points: shares
          .map((q) => ({ x: q, y: Math.exp(pair({ q, d: 256, t: 3 }).lnTail) }))
          .filter(({ y }) => y > 1e-12),
      },
    ],
    x: { title: "share $q$ of entries other than 0", scale: "log" },
    y: { title: "probability of the deviation", scale: "log" },
    height: 230,
    description:
      "Exact probability of Hanson-Wright's Gaussian deviation at t = 3 for 256 sparse signs against q: far above 2 exp(-3) for small q, below it from about q = 1/6 on.",
  });
}
