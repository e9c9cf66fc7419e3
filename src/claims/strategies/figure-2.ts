/** Figure 2: the error of the three strategies against the length, at equal cost. */
import { equalCostWindows, errorsAt, type WindowShape } from "../../experiments/index.js";
import { LEVEL } from "../../probability/index.js";
import { signForest } from "../charts.js";
import { defineClaim, type Claim, type Context, type Measurement } from "../claim.js";
import type { ClaimResult, Provenance } from "../result.js";
import { rowErrorAtEqualLogits } from "../../bounds/equal-logits.js";
import { relativeChange } from "./compare.js";
import { trendAtEqualLogits } from "./equal-logits.js";
import { CONSTANT, CONTROL_SCALE, curvesOf, LENGTHS, type Attention, type Norm, type Role } from "./samples.js";
import { controlPower, INPUT_HYPOTHESES, SCOPE, signRule } from "./words.js";

type TrendCell = {
  readonly attention: Attention;
  readonly sigma: number;
  readonly window: "constant" | "log" | "C = 1/4" | "C = 1/2" | "C = 3/4";
};

const SHAPE_OF: Readonly<Record<TrendCell["window"], WindowShape>> = {
  constant: { kind: "constant" },
  log: { kind: "log" },
  "C = 1/4": { kind: "power", C: 0.25 },
  "C = 1/2": { kind: "power", C: 0.5 },
  "C = 3/4": { kind: "power", C: 0.75 },
};

const cells = (attention: Attention, window: TrendCell["window"], ...scales: number[]): TrendCell[] =>
  scales.map((sigma) => ({ attention, sigma, window }));

/** The change of the error from the shortest to the longest length, relative to the shortest's mean. */
async function trend(
  { attention, sigma, window }: TrendCell,
  context: Context,
  { role = "claim", norm = "row l2", per = () => 1 }: { role?: Role; norm?: Norm; per?: (n: number) => number } = {},
): Promise<Measurement> {
  const curves = await curvesOf({ attention, norm, sigma }, context, role);
  const windows = equalCostWindows(SHAPE_OF[window], LENGTHS, CONSTANT);
  const at = (i: number): Float64Array => errorsAt(curves[i]!, windows[i]!).map((x) => x * per(LENGTHS[i]!));
  const [shortest, longest] = [at(0), at(LENGTHS.length - 1)];
  return { rule: "sign", draws: longest.length, trend: relativeChange(shortest, longest, shortest, LEVEL) };
}

const QUANTITY =
  "the change of the error from $n = 2^8$ to $2^{13}$ (replicate by replicate, relative to that at $2^8$)";
const trendForest = (result: ClaimResult) => signForest(result, "relative change of the error, $2^8$ to $2^{13}$");

interface TrendClaim {
  id: string;
  item: string;
  restates: Claim["restates"];
  title: string;
  provenance: Provenance;
  statement: string;
  sign: "negative" | "positive";
  expected: Claim["expected"];
  grid: readonly TrendCell[];
  norm?: Norm;
  caption: string;
  control: { statement: string; window: TrendCell["window"]; norm?: Norm; per?: (n: number) => number; change: number };
}

function trendClaim({ norm, control, ...spec }: TrendClaim): Claim {
  const controlCells = cells("cross", control.window, CONTROL_SCALE);
  return defineClaim({
    id: spec.id,
    item: spec.item,
    restates: spec.restates,
    title: spec.title,
    provenance: spec.provenance,
    hypotheses: INPUT_HYPOTHESES,
    scope: SCOPE,
    statement: spec.statement,
    bound: null,
    rule: signRule(spec.sign, QUANTITY),
    expected: spec.expected,
    useScale: null,
    grid: { quick: spec.grid, full: spec.grid },
    measure: (cell, context) => trend(cell, context, norm ? { norm } : {}),
    figure: { caption: spec.caption, chart: trendForest },
    control: {
      statement: control.statement,
      power: () => controlPower(control.change),
      grid: { quick: controlCells, full: controlCells },
      measure: (cell, context) =>
        trend(cell, context, {
          role: "control",
          ...(control.norm ? { norm: control.norm } : {}),
          ...(control.per ? { per: control.per } : {}),
        }),
    },
  });
}

export const figureConstant: Claim = trendClaim({
  id: "F2-constant",
  item: "Figure 2",
  restates: { label: "Figure 2" },
  title: "At a constant window the error grows",
  provenance: "stated",
  statement: "The mean of the rows' $l_2$ errors at $k = 32$ is larger at $n = 2^{13}$ than at $2^8$.",
  sign: "positive",
  expected: {
    outcome: "holds",
    reason:
      "The row's mass spreads over more entries while the window stays: at equal logits $\\sqrt{1/k-1/n}$ rises to $1/\\sqrt k$.",
  },
  grid: [...cells("cross", "constant", 0.25, 0.5, 1, 2, 4, 8), ...cells("self", "constant", 0.25, 1, 2)],
  caption:
    "Relative growth of the row $l_2$ error at $k = 32$ from $n = 2^8$ to $2^{13}$, with its interval. At equal logits it would be 7 %, at large scales it is many times that.",
  control: {
    statement: "So does that of $k = \\alpha n^{1/2}$.",
    window: "C = 1/2",
    change: trendAtEqualLogits({ kind: "power", C: 0.5 }, CONSTANT),
  },
});

export const figureLog: Claim = trendClaim({
  id: "F2-log",
  item: "Figure 2",
  restates: { label: "Figure 2" },
  title: "At a logarithmic window it grows, where logits have scale 1 or more",
  provenance: "stated",
  statement:
    "The mean of the rows' $l_2$ errors at $k = \\beta\\ln n$ is larger at $n = 2^{13}$ than at $2^8$, for $\\sigma \\ge 1$.",
  sign: "positive",
  expected: {
    outcome: "holds",
    reason:
      "$\\ln n$ grows by a half over the range; from $\\sigma = 1$ on the mass spreads faster than that. Below, the error falls: at equal logits it is about $(\\beta\\ln n)^{-1/2}$.",
  },
  grid: [...cells("cross", "log", 1, 2, 4, 8), ...cells("self", "log", 1, 2)],
  caption:
    "Relative growth of the row $l_2$ error at $k = \\beta\\ln n$. At $\\sigma = 1$, in cross-attention, it is 3 %: the figure's “maintains”.",
  control: {
    statement: "Also at $\\sigma = 1/4$.",
    window: "log",
    change: trendAtEqualLogits({ kind: "log" }, CONSTANT),
  },
});

export const figurePower: Claim = trendClaim({
  id: "F2-power",
  item: "Figure 2",
  restates: { label: "Figure 2" },
  title: "At a power of the length it falls, in cross-attention",
  provenance: "stated",
  statement:
    "The mean of the rows' $l_2$ errors at $k = \\alpha n^C$ is smaller at $n = 2^{13}$ than at $2^8$: for $C = 1/2$ and $3/4$ up to $\\sigma = 4$, for $C = 1/4$ up to $\\sigma = 1$.",
  sign: "negative",
  expected: {
    outcome: "holds",
    reason:
      "At equal logits the error is about $(\\alpha n^C)^{-1/2}$; a larger scale takes some of that back, and at $C = 1/4$ and $\\sigma = 2$ all of it.",
  },
  grid: [
    ...cells("cross", "C = 1/4", 0.25, 0.5, 1),
    ...cells("cross", "C = 1/2", 0.25, 1, 4),
    ...cells("cross", "C = 3/4", 0.25, 1, 4),
  ],
  caption: "Relative change of the row $l_2$ error at $k = \\alpha n^C$ in cross-attention: all fall.",
  control: {
    statement: "So does that of the constant window.",
    window: "constant",
    change: trendAtEqualLogits({ kind: "constant" }, CONSTANT),
  },
});

export const figureSelf: Claim = trendClaim({
  id: "F2-self",
  item: "Figure 2, in self-attention",
  restates: { label: "Figure 2", relation: "read literally" },
  title: "In self-attention with its diagonal, no strategy’s error falls",
  provenance: "reconstructed",
  statement:
    "In self-attention with $W = \\sigma I/\\sqrt d$, $\\sigma = 1$ and $2$, too, the row $l_2$ error at $k = \\alpha n^C$ is smaller at $n = 2^{13}$ than at $2^8$.",
  sign: "negative",
  expected: {
    outcome: "violated",
    reason:
      "At $2^8$ the row's own key holds most of its mass, so that any window is nearly exact; by $2^{13}$ the other keys have caught up. The figure's descent is that of rows without such an entry.",
  },
  grid: [...cells("self", "C = 1/4", 1, 2), ...cells("self", "C = 1/2", 1, 2), ...cells("self", "C = 3/4", 1, 2)],
  caption:
    "Relative change of the row $l_2$ error in self-attention: at every power the error grows, several times over.",
  control: {
    statement: "And in cross-attention at the constant window.",
    window: "constant",
    change: trendAtEqualLogits({ kind: "constant" }, CONSTANT),
  },
});

const frobeniusAtEqualLogits = (i: number): number =>
  Math.sqrt(LENGTHS[i]!) * rowErrorAtEqualLogits.evaluate({ n: LENGTHS[i]!, k: CONSTANT });

export const figureFrobenius: Claim = trendClaim({
  id: "F2-frobenius",
  item: "Figure 2, the norm of its axis",
  restates: null,
  title: "The Frobenius norm over n falls even at the constant window",
  provenance: "ours",
  statement:
    "$\\lVert P_k - P\\rVert_F/n$ at the constant window $k = 32$ is smaller at $n = 2^{13}$ than at $2^8$, for $\\sigma \\le 2$.",
  sign: "negative",
  expected: {
    outcome: "holds",
    reason:
      "It is the root mean square of the rows' errors over $\\sqrt n$, and these stay below 1. So the figure's axis, $\\frac1n\\lVert\\cdot\\rVert_2$, is read here as the mean over rows.",
  },
  norm: "Frobenius / n",
  grid: cells("cross", "constant", 0.25, 0.5, 1, 2),
  caption:
    "Relative change of $\\lVert P_k-P\\rVert_F/n$ at the constant window: it falls where the caption of the paper’s Figure 2 says that the error grows or maintains.",
  control: {
    statement: "So does $\\lVert P_k - P\\rVert_F$ itself.",
    window: "constant",
    norm: "Frobenius / n",
    per: (n) => n,
    change: frobeniusAtEqualLogits(LENGTHS.length - 1) / frobeniusAtEqualLogits(0) - 1,
  },
});
