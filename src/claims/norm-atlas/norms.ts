import { errorLaw, type ErrorNorm } from "../../limit/atlas/index.js";
import { ratioClaim, type MeasuredRatio, type Role, type Wording } from "ncsparse-kit/claims/kinds";
import { ratioForest } from "ncsparse-kit/claims/charts";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { fromFunction } from "ncsparse-kit/claims/display";
import { formatNumber } from "ncsparse-kit/claims/format";
import { entryLawApplies } from "../../bounds/theorem-4.3.js";
import { scaled } from "ncsparse-kit/claims/intervals";
import { normalHazard, normalTailQuantileFromLog } from "ncsparse-kit/probability";
import { medianBelowPower, outsidePower } from "./power.js";
import {
  CONTROL_CELL,
  GRID,
  lnLaw,
  measureNorm,
  OUTPUT_ROWS,
  ROWS,
  rowsBehind,
  VALUE_DIMENSION,
  windowAt,
  type AtlasCell,
  NO_MEMO,
} from "./samples.js";
import { HYPOTHESES, SCOPE } from "./words.js";

const TOLERANCE = 0.1;

/** One row of the atlas at finite n: the measured norm over its law. */
interface NormClaim extends Pick<Wording<AtlasCell>, "id" | "title" | "statement" | "reason"> {
  norm: ErrorNorm;
  quantity: string;
  /** TeX of the finite-n law. */
  tex: string;
  control: {
    statement: string;
    /** ln of the false law's value over the true one's, at the control's cell. */
    lnFalse: (lnTrue: (norm: ErrorNorm) => number, k: number) => number;
    power: (falseRatio: number, k: number) => number;
    how: string;
  };
}

function normClaim({ norm, quantity, tex, control, ...words }: NormClaim): Claim {
  const draws = rowsBehind(norm);
  const k = windowAt(CONTROL_CELL.window, CONTROL_CELL.n);
  const measure = (cell: AtlasCell, context: Context, role: Role, law: number): MeasuredRatio => {
    const measured = measureNorm(norm, cell, context, role);
    const comparison = role === "claim" ? { measured, bound: law, trivial: null } : undefined;
    return { draws, ratio: scaled(measured, 1 / law), comparison };
  };
  return ratioClaim({
    ...words,
    item: "norm atlas, beside Theorems 6.1 and 6.2",
    provenance: "ours",
    hypotheses: HYPOTHESES,
    scope: SCOPE,
    inScope: ({ n, sigma }) => entryLawApplies(n, sigma),
    bound: fromFunction("errorLaw", tex),
    tolerance: TOLERANCE,
    rule: `The interval of measured / law over ${formatNumber(draws)} independent rows must lie within $1 \\pm 0.1$.`,
    grid: GRID,
    law: (cell, context) => Math.exp(lnLaw(norm, cell, context)),
    measure,
    caption: `${quantity[0]!.toUpperCase()}${quantity.slice(1)}, measured over the finite-$n$ law; intervals at 99.9995 %.`,
    chart: (result) => ratioForest(result, quantity),
    control: {
      statement: control.statement,
      power: () => {
        const lnTrue = (of: ErrorNorm): number => lnLaw(of, CONTROL_CELL, NO_MEMO);
        return { value: control.power(Math.exp(control.lnFalse(lnTrue, k)), k), how: control.how };
      },
      grid: CONTROL_CELL,
      law: (cell, context) => {
        const lnTrue = (of: ErrorNorm): number => lnLaw(of, cell, context);
        return Math.exp(lnTrue(norm) + control.lnFalse(lnTrue, windowAt(cell.window, cell.n)));
      },
    },
  });
}

const NORMAL_HOW =
  "the mean of the rows by the normal approximation, for a row's standard deviation of up to its mean; the false law is off by the stated factor";

export const max: Claim = normClaim({
  id: "NA-max",
  norm: "max",
  title: "The entrywise max error of a typical row",
  quantity: "median entrywise max error",
  statement:
    "The median of $\\lVert p_k-p\\rVert_{\\max}$ is $v\\,(1/K - 1/(K+T))$: $v$ the weight of the median largest logit, $K$ the kept sum given it, $T$ the dropped sum.",
  tex: "\\lVert p_k-p\\rVert_{\\max} \\approx v\\left(\\tfrac1K - \\tfrac1{K+T}\\right)",
  reason:
    "It is $p_{(1)}(1/m_k - 1)$, which grows with the largest logit; the other kept logits are normals between the threshold and it.",
  control: {
    statement: "The row’s $\\ell_2$ law in place of the entrywise max.",
    lnFalse: (lnTrue) => lnTrue("l2") - lnTrue("max"),
    power: (_, k) =>
      medianBelowPower({
        n: CONTROL_CELL.n,
        k,
        sigma: CONTROL_CELL.sigma,
        level: (1 - TOLERANCE) * Math.exp(lnLaw("l2", CONTROL_CELL, NO_MEMO)),
      }),
    how: "binomial bounds for the largest and the $k$-th logit of a row, and for the number of rows whose error exceeds nine tenths of the false law",
  },
});

export const l2: Claim = normClaim({
  id: "NA-l2",
  norm: "l2",
  title: "The row l2 error, and the Frobenius error",
  quantity: "root mean square $l_2$ error",
  statement:
    "The root mean square of $\\lVert p_k-p\\rVert_2$ over rows is $\\bigl((1-m)^2\\,\\mathrm E[Q/K^2] + Q_T/D^2\\bigr)^{1/2}$, with the kept weights’ $K$ and sum of squares $Q$ given the threshold. The Frobenius error of $n$ independent rows is $\\sqrt n$ times it.",
  tex: "\\lVert p_k-p\\rVert_2^2 \\approx (1-m)^2\\,\\mathrm E\\!\\left[\\tfrac{Q}{K^2}\\right] + \\tfrac{Q_T}{D^2}",
  reason:
    "Given the threshold the kept logits are independent, and the mean of a ratio of their sums is one integral over a Laplace variable.",
  control: {
    statement: "The law of a window twice as long.",
    lnFalse: (lnTrue, k) => errorLaw(CONTROL_CELL.n, 2 * k, CONTROL_CELL.sigma).lnL2 - lnTrue("l2"),
    power: (ratio) => outsidePower({ draws: ROWS, truth: 1 / ratio, deviation: 1, tolerance: TOLERANCE }),
    how: NORMAL_HOW,
  },
});

export const tv: Claim = normClaim({
  id: "NA-tv",
  norm: "tv",
  title: "The total variation of a row",
  quantity: "mean total variation",
  statement:
    "The mean of $1-m_k$ is $T/(K+T)$: kept and dropped sums at their means given the threshold, the median $(k+1)$-th logit.",
  tex: "1-m_k \\approx \\frac{T}{K+T}",
  reason: "Both sums concentrate at fixed $\\sigma$; $k/n = \\bar\\Phi(\\sigma + \\Phi^{-1}(1-m))$ in the limit.",
  control: {
    statement: "The law of a window three times as long.",
    lnFalse: (lnTrue, k) => errorLaw(CONTROL_CELL.n, 3 * k, CONTROL_CELL.sigma).lnTail - lnTrue("tv"),
    power: (ratio) => outsidePower({ draws: ROWS, truth: 1 / ratio, deviation: 1, tolerance: TOLERANCE }),
    how: NORMAL_HOW,
  },
});

export const along: Claim = normClaim({
  id: "NA-along",
  norm: "along",
  title: "The output error along the query",
  quantity: "mean output error along the query",
  statement:
    "With $V = X$, the mean output error along $W^\\top x_i$ is $(1-m)(\\mu_K - \\mu_T)$: the weighted means of the kept and of the dropped keys. For large $k$ it is the normal hazard $h(t-\\sigma)$, $t = \\Phi^{-1}(1-k/n)$.",
  tex: "\\lVert (p_k-p)V\\rVert_{\\parallel} \\approx h(t-\\sigma)",
  reason: "Keys with large logits point along the query: dropping the others moves the mean by the tilted hazard.",
  control: {
    statement: "The hazard at $t$ in place of $t - \\sigma$: as if the weights did not tilt the logits’ law.",
    lnFalse: (lnTrue, k) =>
      Math.log(normalHazard(normalTailQuantileFromLog(Math.log(k / CONTROL_CELL.n)))) - lnTrue("along"),
    power: (ratio) => outsidePower({ draws: OUTPUT_ROWS, truth: 1 / ratio, deviation: 1, tolerance: TOLERANCE }),
    how: NORMAL_HOW,
  },
});

export const orthogonal: Claim = normClaim({
  id: "NA-orthogonal",
  norm: "orthogonal",
  title: "The output error across the query",
  quantity: "root mean square output error across",
  statement: `The output error orthogonal to $W^\\top x_i$ has root mean square $\\sqrt{d-1}\\,\\lVert p_k - p\\rVert_2$, about $\\sqrt{(d-1)/k}$ ($d = ${VALUE_DIMENSION}$).`,
  tex: "\\lVert (p_k-p)V\\rVert_{\\perp} \\approx \\sqrt{d-1}\\,\\lVert p_k-p\\rVert_2",
  reason:
    "Those coordinates are independent of the logits: given $p$, the error is normal with variance $\\lVert p_k-p\\rVert_2^2$ in each.",
  control: {
    statement: "In one dimension instead of $d-1$: without $\\sqrt{d-1}$.",
    lnFalse: () => -0.5 * Math.log(VALUE_DIMENSION - 1),
    power: (ratio) => outsidePower({ draws: OUTPUT_ROWS, truth: 1 / ratio, deviation: 1, tolerance: TOLERANCE }),
    how: NORMAL_HOW,
  },
});
