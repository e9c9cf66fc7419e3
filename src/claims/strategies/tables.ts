/** Tables of the strategies: Table 1 recomputed, and Proposition 7.2 for every constant. */
import {
  equalCostWindows,
  strategyErrors,
  weightsOf,
  type Weighting,
  type WindowShape,
} from "../../experiments/index.js";
import type { Context } from "../claim.js";
import { bestPower } from "./compare.js";
import { CONSTANTS, curvesOf, LENGTHS, SCALES, SHAPES, type Attention, type Norm } from "./samples.js";

/** A strategy's average error for each constant k0, as text with its standard error in units of the last digits. */
export interface AverageLine {
  readonly window: string;
  readonly averages: readonly string[];
}

/** Table 1: mean over the lengths of the mean row l2 error at equal cost, sigma = 1; one column a constant. */
export async function tableOne(context: Context, attention: Attention): Promise<AverageLine[]> {
  const curves = await curvesOf({ attention, norm: "row l2", sigma: 1 }, context);
  const weights = weightsOf("lengths", LENGTHS);
  return SHAPES.map((shape) => ({
    window: nameOf(shape),
    averages: CONSTANTS.map((k0) => withError(strategyErrors(curves, equalCostWindows(shape, LENGTHS, k0), weights))),
  }));
}

function nameOf(shape: WindowShape): string {
  if (shape.kind === "constant") return "$k_0$";
  if (shape.kind === "log") return "$\\beta\\ln n$";
  return `$\\alpha n^{${{ 0.25: "1/4", 0.5: "1/2", 0.75: "3/4" }[shape.C]}}$`;
}

/** "0.1596(2)": the mean, and its standard error in units of the last digit. */
function withError(sample: Float64Array): string {
  const n = sample.length;
  const mean = sample.reduce((sum, x) => sum + x, 0) / n;
  const error = Math.sqrt(sample.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (n - 1) / n);
  return `${mean.toFixed(4)}(${Math.ceil(error * 1e4)})`;
}

/** At how many of the six scales some power wins, for each constant: "2 of 6", undecided ones apart. */
export interface WinLine {
  readonly setting: string;
  readonly wins: readonly string[];
}

export async function winsByConstant(context: Context): Promise<WinLine[]> {
  const lines: WinLine[] = [];
  for (const attention of ["cross", "self"] as const) {
    for (const norm of ["total variation", "row l2"] as const) {
      for (const weighting of ["lengths", "rows"] as const) {
        const wins: string[] = [];
        for (const k0 of CONSTANTS) wins.push(await winsAt({ attention, norm, weighting }, k0, context));
        lines.push({
          setting: `${attention}, ${norm.replace("l2", "$l_2$")}, per ${weighting === "rows" ? "row" : "length"}`,
          wins,
        });
      }
    }
  }
  return lines;
}

interface Setting {
  readonly attention: Attention;
  readonly norm: Norm;
  readonly weighting: Weighting;
}

/** The scales at which a power wins, and those that are not decided. */
async function winsAt(setting: Setting, k0: number, context: Context): Promise<string> {
  const won: number[] = [];
  const open: number[] = [];
  for (const sigma of SCALES) {
    const { low, high } = await bestPower({ ...setting, sigma }, context, { k0 });
    if (low > 0) won.push(sigma);
    else if (high >= 0) open.push(sigma);
  }
  const list = won.length === 0 ? "none" : won.join(", ");
  return open.length === 0 ? list : `${list} (open: ${open.join(", ")})`;
}
