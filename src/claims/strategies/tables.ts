/** Tables of the strategies: Table 1 recomputed, and Proposition 7.2 for every constant. */
import {
  equalCostWindows,
  errorsAt,
  strategyErrors,
  weightsOf,
  type Weighting,
  type WindowShape,
} from "../../experiments/index.js";
import { quantileInterval } from "ncsparse-kit/probability";
import type { Context } from "ncsparse-kit/claims/claim";
import { advantage, bestPower } from "./compare.js";
import { formatNumber } from "ncsparse-kit/claims/format";
import {
  CONSTANT,
  CONSTANTS,
  curvesOf,
  EXPONENTS,
  LENGTHS,
  PLAIN_SCALE,
  SCALES,
  SHAPES,
  type Attention,
  type Norm,
} from "./samples.js";

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
  for (const attention of ["cross", "random", "self"] as const) {
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

/** A line of the table of small exponents: the advantage over k0 in percent at each C, with half its interval. */
export interface SmallGrowthLine {
  readonly setting: string;
  readonly advantages: readonly string[];
}

/** The exponents of `smallGrowth`, as numbers. */
export const SMALL_GROWTH_EXPONENTS: readonly number[] = EXPONENTS;

/** Rows weighted equally at sigma = 2 and 4: what each exponent gains over the constant window of equal cost. */
export async function smallGrowth(context: Context): Promise<SmallGrowthLine[]> {
  const lines: SmallGrowthLine[] = [];
  for (const sigma of [2, 4]) {
    for (const attention of ["cross", "random", "self"] as const) {
      for (const norm of ["total variation", "row l2"] as const) {
        const advantages: string[] = [];
        for (const C of EXPONENTS) {
          const gain = await advantage({ attention, norm, sigma, weighting: "rows" }, { kind: "power", C }, context);
          advantages.push(percent(gain.value, (gain.high - gain.low) / 2));
        }
        lines.push({ setting: `$\\sigma = ${sigma}$, ${attention}, ${norm.replace("l2", "$l_2$")}`, advantages });
      }
    }
  }
  return lines;
}

/** "+0.20 ± 0.03", in percent. */
export function percent(value: number, half: number): string {
  const sign = value < 0 ? "−" : "+";
  return `${sign}${(100 * Math.abs(value)).toFixed(2)} ± ${(100 * half).toFixed(2)}`;
}

/** A window's medians over replicates where W_Q and W_K have N(0, 1) entries, at the cost of k0 = 32. */
export interface FrozenLine {
  readonly window: string;
  readonly shortest: string; // k at the shortest length, and the error there
  readonly longest: string;
  readonly average: string; // over the lengths
}

/** Table 1 in frozen rows: medians, since the means are those of single rows. */
export async function frozenTable(context: Context): Promise<FrozenLine[]> {
  const curves = await curvesOf({ attention: "random", norm: "row l2", sigma: PLAIN_SCALE }, context);
  const weights = weightsOf("lengths", LENGTHS);
  const last = LENGTHS.length - 1;
  return SHAPES.map((shape) => {
    const windows = equalCostWindows(shape, LENGTHS, CONSTANT);
    const at = (i: number): string =>
      `${formatNumber(median(errorsAt(curves[i]!, windows[i]!)))} ($k = ${windows[i]!.toFixed(1)}$)`;
    return {
      window: nameOf(shape),
      shortest: at(0),
      longest: at(last),
      average: formatNumber(median(strategyErrors(curves, windows, weights))),
    };
  });
}

function median(sample: Float64Array): number {
  return quantileInterval(sample, 0.5).value;
}
