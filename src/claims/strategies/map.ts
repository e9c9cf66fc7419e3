/** Proposition 7.2 at equal cost: where some power of the length beats the constant window, and where none does. */
import type { Weighting, WindowShape } from "../../experiments/index.js";
import { signForest } from "../charts.js";
import { defineClaim, type Claim, type Context, type Measurement } from "../claim.js";
import { formatNumber } from "../format.js";
import type { ClaimResult, VerdictRule, Provenance } from "../result.js";
import { advantage, bestPower, type MapPoint } from "./compare.js";
import { advantageAtEqualLogits, errorAtEqualLogits } from "./equal-logits.js";
import { CONSTANT, CONTROL_SCALE, curvesOf, LENGTHS, ROW_NORMS, SCALES, type Attention, type Norm } from "./samples.js";
import { equalCostWindows, strategyErrors, weightsOf } from "../../experiments/index.js";
import { relative } from "./compare.js";
import { LEVEL } from "../../probability/index.js";
import { controlPower, INPUT_HYPOTHESES, SCOPE, signRule } from "./words.js";

type MapCell = {
  readonly attention: Attention;
  readonly norm: Norm;
  readonly weighting: Weighting;
  readonly sigma: number;
};

const line = (attention: Attention, norm: Norm, weighting: Weighting, scales: readonly number[]): MapCell[] =>
  scales.map((sigma) => ({ attention, norm, weighting, sigma }));

const ADVANTAGE =
  "1 − error at the best of $\\alpha n^{1/4}$, $\\alpha n^{1/2}$, $\\alpha n^{3/4}$ over the error at $k_0$";
const BEST_RULE = (sign: "negative" | "positive"): VerdictRule =>
  signRule(sign, `${ADVANTAGE} (each power at a third of the level)`);
const advantageForest = (result: ClaimResult) => signForest(result, "advantage of the best power over $k_0 = 32$");

async function best(cell: MapPoint, context: Context): Promise<Measurement> {
  const curves = await curvesOf(cell, context);
  const { C, value, low, high } = await bestPower(cell, context);
  return { rule: "sign", draws: curves[0]!.matrices, trend: { value, low, high }, note: `best C = ${C}` };
}

/** A shape at the constant k0's cost against the constant k1, at the controls' scale. */
async function controlAdvantage(
  weighting: Weighting,
  shape: WindowShape,
  k1: number,
  context: Context,
): Promise<Measurement> {
  const point: MapPoint = { attention: "cross", norm: "row l2", weighting, sigma: CONTROL_SCALE };
  const curves = await curvesOf(point, context, "control");
  const weights = weightsOf(weighting, LENGTHS);
  const constant = strategyErrors(
    curves,
    LENGTHS.map(() => k1),
    weights,
  );
  const other = strategyErrors(curves, equalCostWindows(shape, LENGTHS, CONSTANT), weights);
  return { rule: "sign", draws: other.length, trend: relative(constant, other, LEVEL) };
}

const QUARTER: WindowShape = { kind: "power", C: 0.25 };
const THREE_QUARTERS: WindowShape = { kind: "power", C: 0.75 };

interface MapClaim {
  id: string;
  item: string;
  restates: Claim["restates"];
  title: string;
  provenance: Provenance;
  statement: string;
  sign: "negative" | "positive";
  expected: Claim["expected"];
  grid: readonly MapCell[];
  caption: string;
  finding?: Claim["finding"];
  /** "unequal": the constant has half the cost, so that a power wins. "steep": C = 3/4, lengths alike, where it loses. */
  control: { statement: string; kind: "unequal" | "steep"; weighting: Weighting };
}

function mapClaim(spec: MapClaim): Claim {
  const { control } = spec;
  const controlCells = line("cross", "row l2", control.weighting, [CONTROL_SCALE]);
  const unequal = control.kind === "unequal";
  const shape = unequal ? QUARTER : THREE_QUARTERS;
  const half = CONSTANT / 2;
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
    rule: BEST_RULE(spec.sign),
    expected: spec.expected,
    useScale: null,
    grid: { quick: spec.grid, full: spec.grid },
    measure: best,
    ...(spec.finding ? { finding: spec.finding } : {}),
    figure: { caption: spec.caption, chart: advantageForest },
    control: {
      statement: control.statement,
      power: () =>
        controlPower(
          unequal
            ? 1 -
                atEqualLogits(shape, control.weighting) /
                  errorAtEqualLogits(
                    LENGTHS.map(() => half),
                    control.weighting,
                  )
            : advantageAtEqualLogits(shape, control.weighting, CONSTANT),
        ),
      grid: { quick: controlCells, full: controlCells },
      measure: ({ weighting }, context) => controlAdvantage(weighting, shape, unequal ? half : CONSTANT, context),
    },
  });
}

function atEqualLogits(shape: WindowShape, weighting: Weighting): number {
  return errorAtEqualLogits(equalCostWindows(shape, LENGTHS, CONSTANT), weighting);
}

export const noneByLengths: Claim = mapClaim({
  id: "P7.2-lengths",
  item: "Proposition 7.2 at equal cost",
  restates: null,
  title: "With lengths weighted equally, no power of the length wins in cross-attention",
  provenance: "ours",
  statement:
    "In cross-attention, with each length weighted equally, none of $k = \\alpha n^C$, $C = 1/4, 1/2, 3/4$, has a smaller error than the constant window of equal cost: in total variation, row $l_2$ and $\\lVert\\cdot\\rVert_F/n$, at every scale.",
  sign: "negative",
  expected: {
    outcome: "holds",
    reason:
      "A row at $n = 2^{13}$ counts as a 32nd of a row at $2^8$ and costs as much: entries are best spent on short lengths, and a growing window spends them on long ones.",
  },
  grid: ROW_NORMS.flatMap((norm) => line("cross", norm, "lengths", SCALES)),
  caption:
    "Advantage of the best power over the constant window, in cross-attention with lengths weighted equally: negative throughout.",
  control: { statement: "Nor where the constant window costs half as much.", kind: "unequal", weighting: "lengths" },
});

export const noneByRows: Claim = mapClaim({
  id: "P7.2-rows-small",
  item: "Proposition 7.2 at equal cost",
  restates: null,
  title: "With rows weighted equally, none wins at small scales",
  provenance: "ours",
  statement:
    "In cross-attention, with each row weighted equally, none of the three powers has a smaller error than the constant window of equal cost, in total variation and row $l_2$ for $\\sigma \\le 2$, and in $\\lVert\\cdot\\rVert_F/n$ at every scale.",
  sign: "negative",
  expected: {
    outcome: "holds",
    reason:
      "At equal logits the constant window is the optimum; a growing window pays once $\\sigma$ exceeds the hazard $h(t)$, about 2.7 here.",
  },
  grid: [
    ...line("cross", "total variation", "rows", [0.25, 0.5, 1, 2]),
    ...line("cross", "row l2", "rows", [0.25, 0.5, 1, 2]),
    ...line("cross", "Frobenius / n", "rows", SCALES),
  ],
  caption:
    "Advantage of the best power over the constant window with rows weighted equally: below 0, by one or two percent in total variation and row $l_2$.",
  control: { statement: "Nor where the constant window costs half as much.", kind: "unequal", weighting: "rows" },
});

export const winsByRows: Claim = mapClaim({
  id: "P7.2-rows-large",
  item: "Proposition 7.2 at equal cost",
  restates: null,
  title: "With rows weighted equally, a power wins at large scales",
  provenance: "ours",
  statement:
    "In cross-attention at $\\sigma = 8$, with each row weighted equally, one of the three powers has a smaller error than the constant window of equal cost, in total variation and row $l_2$.",
  sign: "positive",
  expected: {
    outcome: "holds",
    reason: "Where $\\sigma > h(t)$, an entry kept in a long row saves more than one in a short row.",
  },
  grid: [...line("cross", "total variation", "rows", [8]), ...line("cross", "row l2", "rows", [8])],
  caption: "Advantage of the best power at $\\sigma = 8$, rows weighted equally: some percent.",
  control: {
    statement: "Also for $C = 3/4$ at $\\sigma = 1/4$ with lengths weighted equally.",
    kind: "steep",
    weighting: "lengths",
  },
});

export const winsInSelf: Claim = mapClaim({
  id: "P7.2-self",
  item: "Proposition 7.2 at equal cost",
  restates: null,
  title: "Self-attention favours growing windows earlier",
  provenance: "ours",
  statement:
    "In self-attention with $W = \\sigma I/\\sqrt d$ at $\\sigma = 1$, with each row weighted equally, one of the three powers has a smaller row $l_2$ error than the constant window of equal cost.",
  sign: "positive",
  expected: {
    outcome: "holds",
    reason:
      "The own key's logit, about $8\\sigma$, holds a short row's mass: what is left to gain lies in the long rows.",
  },
  grid: line("self", "row l2", "rows", [1]),
  caption: "Advantage of the best power in self-attention at $\\sigma = 1$, rows weighted equally: small, and above 0.",
  control: { statement: "Also for $C = 3/4$ at $\\sigma = 1/4$ in cross-attention.", kind: "steep", weighting: "rows" },
});

export const literalProposition: Claim = mapClaim({
  id: "P7.2-literal",
  item: "Proposition 7.2, read at equal cost",
  restates: { label: "Proposition 7.2" },
  title: "“A dynamic window performs lower error”: not at the paper’s own setting and equal cost",
  provenance: "reconstructed",
  statement:
    "For the constant window $k_0 = 32$ there is a window $k = \\alpha n^C$ of equal cost ($C = 1/4, 1/2, 3/4$) of lower error, at $\\sigma = 1$ in cross-attention.",
  sign: "positive",
  expected: {
    outcome: "violated",
    reason:
      "At $\\sigma = 1$ the optimum does not grow with the length. Proposition 7.2 states no cost; without one it is trivially true, and the section that it stands in compares costs.",
  },
  grid: [
    ...line("cross", "total variation", "lengths", [1]),
    ...line("cross", "total variation", "rows", [1]),
    ...line("cross", "row l2", "lengths", [1]),
    ...line("cross", "row l2", "rows", [1]),
  ],
  finding: ({ cells }) =>
    `At equal cost the paper’s Proposition 7.2 does not hold in general: at $\\sigma = 1$, in cross-attention, the best of three powers of $n$ has ${formatNumber(-100 * Math.max(...cells.map((c) => c.estimate.value)))} % to ${formatNumber(-100 * Math.min(...cells.map((c) => c.estimate.value)))} % more error than the constant window, in total variation and row $\\ell_2$. Where rows count equally, it wins at $\\sigma = 8$.`,
  caption:
    "Advantage of the best power over $k_0 = 32$ at $\\sigma = 1$: below 0 in both norms and under both weightings.",
  control: { statement: "And for $C = 3/4$ at $\\sigma = 1/4$.", kind: "steep", weighting: "lengths" },
});

/** The literal reading of section 6.3's last sentence, one power at a time. */
type MinimalCell = MapCell & { readonly C: number };
const MINIMAL: readonly MinimalCell[] = (["cross", "self"] as const).flatMap((attention) =>
  [0.25, 0.5, 0.75].map((C) => ({ ...line(attention, "row l2", "lengths", [1])[0]!, C })),
);
const MINIMAL_CONTROL: readonly MinimalCell[] = [
  { attention: "cross", norm: "row l2", weighting: "lengths", sigma: CONTROL_SCALE, C: 0.75 },
];

export const minimalError: Claim = defineClaim({
  id: "TB1-minimal",
  item: "Table 1",
  restates: { label: "Table 1" },
  title: "“The dynamic window performs with minimal error”",
  provenance: "stated",
  hypotheses: INPUT_HYPOTHESES,
  scope: `${SCOPE} The numbers of the paper’s Table 1, its lengths and its weights are lost; average over the lengths, $\\sigma = 1$.`,
  statement:
    "The mean over the lengths of the row $l_2$ error is smaller at $k = \\alpha n^C$ than at the constant window of equal cost.",
  bound: null,
  rule: signRule("positive", "1 − error at $\\alpha n^C$ over the error at $k_0$"),
  expected: {
    outcome: "violated",
    reason:
      "In an average over lengths the short ones weigh as much as the long ones and cost a 32nd: a window that grows is short where keeping entries is cheap.",
  },
  useScale: null,
  grid: { quick: MINIMAL, full: MINIMAL },
  measure: (cell, context) => measureMinimal(cell, context, "claim"),
  figure: {
    caption:
      "Advantage of each power over the constant window in the average that the paper’s Table 1 takes: all are below 0, more so the faster the window grows.",
    chart: (result) => signForest(result, "advantage of the power over $k_0 = 32$"),
  },
  control: {
    statement: "The same at $C = 3/4$ and $\\sigma = 1/4$.",
    power: () => controlPower(advantageAtEqualLogits(THREE_QUARTERS, "lengths", CONSTANT)),
    grid: { quick: MINIMAL_CONTROL, full: MINIMAL_CONTROL },
    measure: (cell, context) => measureMinimal(cell, context, "control"),
  },
});

async function measureMinimal(cell: MinimalCell, context: Context, role: "claim" | "control"): Promise<Measurement> {
  const curves = await curvesOf(cell, context, role);
  const trend = await advantage(cell, { kind: "power", C: cell.C }, context, { role });
  return { rule: "sign", draws: curves[0]!.matrices, trend };
}
