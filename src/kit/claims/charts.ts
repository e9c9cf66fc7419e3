/** Charts that several claims share: made from a result's cells alone. */
import {
  boundChart,
  powerText,
  type ChartAxis,
  type ChartPoint,
  type ChartSeries,
  type ChartSpec,
} from "../figures/index.js";
import { forestChart } from "./forest-chart.js";
import { formatRange } from "./format.js";
import type { CellResult, ClaimResult } from "./result.js";

/** Names of cell parameters as they are set in figures; others are set as they are. */
const PARAMETER_SYMBOLS: Readonly<Record<string, string>> = {
  n: "$n$",
  k: "$k$",
  d: "$d$",
  s: "$s$",
  sigma: "$\\sigma$",
  c: "$c$",
  C: "$C$",
  R: "$R$",
  eps: "$\\eps$",
  b: "$b$",
  rho: "$\\rho$",
};

/** "n = 256, k = 16": what tells a cell from the others. */
export function cellLabel(cell: CellResult): string {
  return Object.entries(cell.parameters)
    .map(([name, value]) =>
      typeof value === "string" ? value : `${PARAMETER_SYMBOLS[name] ?? name} = ${shortNumber(value)}`,
    )
    .join(", ");
}

/** 0.25 and 16384 as they are; 10¹² and 5 × 10⁻⁴ where the plain form would be long. */
function shortNumber(value: number): string {
  const size = Math.abs(value);
  if (size === 0 || (size >= 1e-3 && size < 1e7)) return String(value);
  const [mantissa, exponent] = value.toExponential().split("e") as [string, string];
  const power = powerText(10, Number(exponent));
  return mantissa === "1" ? power : `${mantissa} × ${power}`;
}

/** Measured / law of every cell against the band that the rule allows. */
export function ratioForest(result: ClaimResult, quantity: string): ChartSpec {
  const { rule, cells } = result;
  if (rule.kind !== "ratio") throw new RangeError(`ratioForest: the claim's rule must be ratio, got ${rule.kind}`);
  const band = [1 - rule.tolerance, 1 + rule.tolerance] as const;
  return forestChart({
    rows: forest(cells),
    axis: { title: `measured / predicted ${quantity}` },
    target: band,
    targetLabel: `within ${rule.tolerance} of 1`,
    description: `Measured over predicted ${quantity}, ${inWords(cells)}: ${formatRange(cells.map((c) => c.estimate.value))}; the band is 1 ± ${rule.tolerance}.`,
  });
}

/** Measured - law of every cell against the band that the rule allows. */
export function differenceForest(result: ClaimResult, quantity: string): ChartSpec {
  const { rule, cells } = result;
  if (rule.kind !== "difference") {
    throw new RangeError(`differenceForest: the claim's rule must be difference, got ${rule.kind}`);
  }
  if (areTiny(cells, rule.tolerance)) return sizeForest(cells, quantity, rule.tolerance);
  return forestChart({
    rows: forest(cells),
    axis: { title: quantity },
    target: [-rule.tolerance, rule.tolerance],
    targetLabel: `within ${rule.tolerance} of 0`,
    description: `${quantity}, ${inWords(cells)}: ${formatRange(cells.map((c) => c.estimate.value))}; the band is 0 ± ${rule.tolerance}.`,
  });
}

/** Differences below this share of the tolerance are one dot at 0 beside a band of the tolerance's width. */
const TINY = 0.02;
/** The size at which smaller differences stand, 0 among them: half a unit in the last place of 1, about. */
const LEAST_SIZE = 1e-16;

/** True where every difference is a number without an interval that could not be told from 0. */
function areTiny(cells: readonly CellResult[], tolerance: number): boolean {
  return cells.every(({ estimate: { value, low, high } }) => low === high && Math.abs(value) < TINY * tolerance);
}

/** The sizes of tiny differences on a logarithmic axis, below the tolerance. */
function sizeForest(cells: readonly CellResult[], quantity: string, tolerance: number): ChartSpec {
  return forestChart({
    rows: forest(cells).map((row) => {
      const size = Math.max(LEAST_SIZE, Math.abs(row.value));
      return { ...row, value: size, low: size, high: size };
    }),
    axis: { title: `|${quantity}|, from $10^{-16}$ on`, scale: "log", domain: [LEAST_SIZE / 4, tolerance * 4] },
    target: tolerance,
    targetLabel: `at most ${tolerance}`,
    description: `Size of ${quantity}, ${inWords(cells)}: ${formatRange(cells.map((c) => Math.abs(c.estimate.value)))}, on a logarithmic axis; the claim allows ${tolerance}.`,
  });
}

/** The trend of every cell, with its interval, against 0. */
export function signForest(result: ClaimResult, quantity: string): ChartSpec {
  const { rule, cells } = result;
  if (rule.kind !== "sign") throw new RangeError(`signForest: the claim's rule must be sign, got ${rule.kind}`);
  return forestChart({
    rows: forest(cells),
    axis: { title: quantity },
    target: 0,
    targetLabel: `${rule.sign} where the claim holds`,
    description: `${quantity}, ${inWords(cells)}: ${formatRange(cells.map((c) => c.estimate.value))}; the claim says ${rule.sign}.`,
  });
}

/** The failure probability of every cell, with its interval, against delta. */
export function failureForest(result: ClaimResult): ChartSpec {
  const { rule, cells } = result;
  if (rule.kind !== "failure-rate") {
    throw new RangeError(`failureForest: the claim's rule must be failure-rate, got ${rule.kind}`);
  }
  return forestChart({
    rows: forest(cells),
    axis: { title: "share of draws in which the statement fails", domain: [0, 1] },
    target: rule.delta,
    targetLabel: "$\\delta$",
    description: `Share of failing draws, ${inWords(cells)}: ${formatRange(cells.map((c) => c.estimate.value))}; allowed is ${rule.delta}.`,
  });
}

function inWords({ length }: readonly CellResult[]): string {
  return `${length} ${length === 1 ? "cell" : "cells"}`;
}

function forest(cells: readonly CellResult[]) {
  return cells.map((cell) => ({ ...cell.estimate, label: cellLabel(cell), outcome: cell.outcome }));
}

/** What a chart of bound against measurement over one parameter needs to know. */
export interface AlongOptions {
  /** The parameter on the x axis, e.g. "n". */
  parameter: string;
  x: ChartAxis;
  y: ChartAxis;
  measuredLabel: string;
  boundLabel: string;
  boundKind: "bound" | "paper-bound";
  cells: readonly CellResult[];
  /** For a lower bound, what lies below it is what it excludes. */
  useless?: "above" | "below";
  /** What x shows of the parameter; the parameter itself by default. */
  at?: (value: number) => number;
}

/** Bound and measurement of some cells along one parameter. */
export function along(options: AlongOptions): ChartSpec {
  const { parameter, x, y, cells, at = (value: number) => value } = options;
  const place = (cell: CellResult): number => at(Number(cell.parameters[parameter]));
  const measured: ChartPoint[] = cells.map((cell) => ({
    x: place(cell),
    y: cell.measured!.value,
    low: cell.measured!.low,
    high: cell.measured!.high,
  }));
  const bound: ChartPoint[] = cells.map((cell) => ({ x: place(cell), y: cell.bound! }));
  const series: ChartSeries[] = [
    { kind: options.boundKind, label: options.boundLabel, points: bound },
    { kind: "measured", label: options.measuredLabel, points: measured },
  ];
  const ratios = cells.map((cell) => cell.tightness!);
  return boundChart({
    series,
    x,
    y,
    useless: options.useless,
    description: `Bound and measurement at ${parameter} = ${cells.map((c) => c.parameters[parameter]).join(", ")}; their ratio is ${formatRange(ratios)}.`,
  });
}
