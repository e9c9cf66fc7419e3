import { softmax } from "../../attention/softmax.js";
import { sparseRow } from "../../attention/sparse-row.js";
import { constantCost, exactCost, logCost, powerCost, totalCost } from "../../bounds/claim-7.1.js";
import { equalCostWindows, shapeAt, type WindowShape } from "../../experiments/index.js";
import { boundChart, type ChartSpec, type SeriesColour } from "../../figures/index.js";
import { defineClaim, type Claim, type Measurement } from "../claim.js";
import { fromFunction } from "../display.js";
import { exactly } from "../intervals.js";
import { CONSTANT, CONSTANTS, LENGTHS, POWERS } from "./samples.js";

type CostCell = { readonly window: "k = 1" | "k = 8" | "C = 1/4" | "C = 1/2" | "C = 3/4" };

/** The constant k of Part 1, or the exponent C of Part 2. */
const WINDOWS: Readonly<Record<CostCell["window"], { readonly k: number } | { readonly C: number }>> = {
  "k = 1": { k: 1 },
  "k = 8": { k: 8 },
  "C = 1/4": { C: 0.25 },
  "C = 1/2": { C: 0.5 },
  "C = 3/4": { C: 0.75 },
};

const CELLS: readonly CostCell[] = (Object.keys(WINDOWS) as CostCell["window"][]).map((window) => ({ window }));

/** Fourth powers: n^(1/4), n^(1/2) and n^(3/4) are integers. */
const INPUTS: readonly number[] = [16, 81, 256, 625];
const DIMENSION = 8;
const ROUNDING = 1e-9;

/** Claim 7.1: what a window costs, counted on sparse rows. */
export const cost: Claim = defineClaim({
  id: "C7.1-cost",
  item: "Claim 7.1",
  restates: { label: "Claim 7.1" },
  title: "What a window costs",
  provenance: "reconstructed",
  hypotheses: [
    "Sparse attention as in Definition 3.4, of dimension $d$; one multiplication for each kept entry and coordinate, up to one constant.",
  ],
  scope: "The products with the kept entries. Finding the $k$ largest of $n$ logits is not in it.",
  statement:
    "Over inputs of lengths $n_1, \\dots, n_N$ the constant window costs $\\sum_i n_i\\,k\\,d$, and the window $k = n^C$ costs $\\sum_i n_i^{1+C} d$.",
  bound: fromFunction(
    "totalCost",
    `\\text{Part 1: } \\sum_i n_i\\,k\\,d,\\qquad \\text{Part 2: } \\sum_i n_i^{1+C}\\,d`,
  ),
  rule: {
    kind: "ratio",
    tolerance: ROUNDING,
    text: "Counted / stated must be 1 to $10^{-9}$: non-zero entries of all sparse rows, times $d$, at lengths 16, 81, 256 and 625.",
  },
  deterministic: true,
  expected: {
    outcome: "holds",
    reason: "Each of $n$ rows keeps $k$ entries, and each kept entry takes $d$ multiplications.",
  },
  useScale: null,
  grid: { quick: CELLS, full: CELLS },
  measure: (cell) => ratio(countedCost(cell), statedCost(cell)),
  figure: {
    caption:
      "The cost of one input at $d = 1$ against its length: exact attention, the powers, and a constant window. Choosing the $k$ largest needs all $n^2$ logits, whatever the window: as Definition 3.4 is written, that line is the cost of every strategy.",
    chart: costChart,
  },
  control: {
    statement:
      "With the choice of the $k$ largest counted too, which reads all logits: the cost is still $\\sum_i n_i\\,k\\,d$.",
    power: () => ({ value: 1, how: "certain: $n^2 d$ products are needed for the logits themselves" }),
    grid: { quick: CELLS, full: CELLS },
    measure: (cell) => ratio(totalCost(exactCost, INPUTS, { d: DIMENSION }), statedCost(cell)),
  },
});

function ratio(counted: number, stated: number): Measurement {
  const value = counted / stated;
  return { rule: "ratio", draws: 0, ratio: exactly(value) };
}

function statedCost({ window }: CostCell): number {
  const one = WINDOWS[window];
  return "k" in one
    ? totalCost(constantCost, INPUTS, { k: one.k, d: DIMENSION })
    : totalCost(powerCost, INPUTS, { C: one.C, alpha: 1, d: DIMENSION });
}

/** Non-zero entries of all sparse rows, times d. The logits are arbitrary, with ties. */
function countedCost({ window }: CostCell): number {
  const one = WINDOWS[window];
  let entries = 0;
  for (const n of INPUTS) {
    const k = "k" in one ? one.k : Math.round(shapeAt({ kind: "power", C: one.C }, n));
    for (let i = 0; i < n; i++) {
      const row = Float64Array.from({ length: n }, (_, j) => ((7 * i + 13 * j) % 17) / 8);
      for (const p of sparseRow(softmax(row), k)) if (p > 0) entries++;
    }
  }
  return entries * DIMENSION;
}

function costChart(): ChartSpec {
  const curve = (
    label: string,
    kind: "law" | "trivial",
    value: (n: number) => number,
    colour?: "orange" | "green" | "sky",
  ) => ({
    kind,
    label,
    ...(colour ? { colour } : {}),
    points: LENGTHS.map((n) => ({ x: n, y: value(n) })),
  });
  return boundChart({
    series: [
      curve("exact, $n^2$", "trivial", (n) => exactCost.evaluate({ n, d: 1 })),
      curve("$k = n$ to the 3/4", "law", (n) => powerCost.evaluate({ n, C: 0.75, alpha: 1, d: 1 }), "orange"),
      curve("$k = √n$", "law", (n) => powerCost.evaluate({ n, C: 0.5, alpha: 1, d: 1 }), "green"),
      curve("$k = 32$", "law", (n) => constantCost.evaluate({ n, k: 32, d: 1 })),
    ],
    x: { title: "length $n$", scale: "log2" },
    y: { title: "kept entries", scale: "log" },
    useless: "none",
    description:
      "Kept entries against length: n^2 for exact attention, n^1.75 and n^1.5 for the powers, 32 n for the constant window.",
  });
}

type EqualCell = { readonly k: number; readonly window: "log" | "C = 1/4" | "C = 1/2" | "C = 3/4" };

const SHAPE_OF: Readonly<Record<EqualCell["window"], WindowShape>> = {
  log: { kind: "log" },
  "C = 1/4": { kind: "power", C: 0.25 },
  "C = 1/2": { kind: "power", C: 0.5 },
  "C = 3/4": { kind: "power", C: 0.75 },
};
const EQUAL: readonly EqualCell[] = CONSTANTS.flatMap((k) =>
  (Object.keys(SHAPE_OF) as EqualCell["window"][]).map((window) => ({ k, window })),
);

const shapeOf = ({ window }: EqualCell): WindowShape => SHAPE_OF[window];

/** The comparison's terms: alpha and beta. */
export const equalCost: Claim = defineClaim({
  id: "C7.1-equal",
  item: "Section 6.3, the comparison’s terms",
  restates: { label: "Section 6.3" },
  title: "Windows of equal cost",
  provenance: "stated",
  hypotheses: ["Lengths $2^8, \\dots, 2^{13}$; constants $k_0 = 8, 16, 32, 64, 128$."],
  scope:
    "Windows are real numbers in $[1, n]$: 20.6 means that six rows in ten keep 21 entries and the others 20. Where $\\alpha n^C < 1$ the window is 1 and $\\alpha$ makes up for it.",
  statement:
    "The windows $k = \\beta\\ln n$ and $k = \\alpha n^C$ cost over all lengths what the constant window $k_0$ costs.",
  bound: fromFunction(
    "equalCostWindows",
    "\\beta = \\frac{k_0\\sum_n n}{\\sum_n n\\ln n},\\qquad \\alpha = \\frac{k_0\\sum_n n}{\\sum_n n^{1+C}}",
  ),
  rule: { kind: "ratio", tolerance: ROUNDING, text: "Cost / the constant window's cost must be 1 to $10^{-9}$." },
  deterministic: true,
  expected: { outcome: "holds", reason: "That is how $\\alpha$ and $\\beta$ are chosen; nothing is lost to rounding." },
  useScale: null,
  grid: { quick: EQUAL, full: EQUAL },
  measure: (cell) => ratio(costOf(equalCostWindows(shapeOf(cell), LENGTHS, cell.k)), budget(cell)),
  figure: {
    caption:
      "The windows that cost what $k_0 = 32$ costs. Entries kept at $2^{13}$ are 32 times as many as at $2^8$ for the same window, so all cross near the longest lengths.",
    chart: windowsChart,
  },
  control: {
    statement: "The same with $\\alpha$ and $\\beta$ such that the windows agree at the *longest* length.",
    power: () => ({ value: 1, how: "certain: such windows are shorter at every other length" }),
    grid: { quick: EQUAL, full: EQUAL },
    measure: (cell) => ratio(costOf(atLongest(cell)), budget(cell)),
  },
});

function windowsChart(): ChartSpec {
  const curve = (label: string, shape: WindowShape, colour: SeriesColour) => {
    const windows = equalCostWindows(shape, LENGTHS, CONSTANT);
    return { kind: "law" as const, label, colour, points: LENGTHS.map((n, i) => ({ x: n, y: windows[i]! })) };
  };
  return boundChart({
    series: [
      curve("constant", { kind: "constant" }, "vermillion"),
      curve("log", SHAPE_OF.log, "orange"),
      curve("C = 1/4", SHAPE_OF["C = 1/4"], "sky"),
      curve("C = 1/2", SHAPE_OF["C = 1/2"], "blue"),
      curve("C = 3/4", SHAPE_OF["C = 3/4"], "green"),
    ],
    x: { title: "length $n$", scale: "log2" },
    y: { title: "window $k_n$", scale: "log2" },
    useless: "none",
    description:
      "Windows of equal cost against the length: the faster a window grows, the shorter it is at 256; all are near 32 at 4096.",
  });
}

/** By the claim's formulas, so that the windows are not checked by their own sum. */
function costOf(windows: ArrayLike<number>): number {
  return LENGTHS.reduce((sum, n, i) => sum + constantCost.evaluate({ n, k: windows[i]!, d: 1 }), 0);
}

function budget({ k }: EqualCell): number {
  return totalCost(constantCost, LENGTHS, { k, d: 1 });
}

function atLongest(cell: EqualCell): number[] {
  const longest = shapeAt(shapeOf(cell), LENGTHS.at(-1)!);
  return LENGTHS.map((n) => (cell.k * shapeAt(shapeOf(cell), n)) / longest);
}

/** alpha and beta for every constant, by the closed forms; null where a window would fall below 1. */
export interface FactorLine {
  readonly k0: number;
  readonly beta: number;
  readonly alpha: readonly (number | null)[]; // for C = 1/4, 1/2, 3/4
}

export function equalCostFactors(): FactorLine[] {
  return CONSTANTS.map((k0) => ({
    k0,
    beta: totalCost(constantCost, LENGTHS, { k: k0, d: 1 }) / totalCost(logCost, LENGTHS, { beta: 1, d: 1 }),
    alpha: POWERS.map((C) => {
      const alpha =
        totalCost(constantCost, LENGTHS, { k: k0, d: 1 }) / totalCost(powerCost, LENGTHS, { C, alpha: 1, d: 1 });
      return alpha * shapeAt({ kind: "power", C }, LENGTHS[0]!) < 1 ? null : alpha;
    }),
  }));
}
