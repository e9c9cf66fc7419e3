/** How the error of a strategy changes with the length, at equal cost: the claims about Figure 2 are of this form. */
import { rowErrorAtEqualLogits } from "../../bounds/equal-logits.js";
import { equalCostWindows, errorsAt, type WindowShape } from "../../experiments/index.js";
import { LEVEL } from "ncsparse-kit/probability";
import { trendClaim, type MeasuredTrend } from "ncsparse-kit/claims/kinds";
import { signForest } from "ncsparse-kit/claims/charts";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import type { ClaimResult } from "ncsparse-kit/claims/result";
import { medianChange, relativeChange } from "./compare.js";
import { trendAtEqualLogits } from "./equal-logits.js";
import { CONSTANT, CONTROL_SCALE, curvesOf, LENGTHS, type Attention, type Norm, type Role } from "./samples.js";
import { EQUAL_COST, type StrategyClaim } from "./strategy-claim.js";
import { controlPower, medianControlPower, signRule } from "./words.js";

export type WindowName = "constant" | "log" | "C = 0.02" | "C = 1/4" | "C = 1/2" | "C = 3/4";

export type TrendCell = { readonly attention: Attention; readonly sigma: number; readonly window: WindowName };

export const SHAPE_OF: Readonly<Record<WindowName, WindowShape>> = {
  constant: { kind: "constant" },
  log: { kind: "log" },
  "C = 0.02": { kind: "power", C: 0.02 },
  "C = 1/4": { kind: "power", C: 0.25 },
  "C = 1/2": { kind: "power", C: 0.5 },
  "C = 3/4": { kind: "power", C: 0.75 },
};

export const trendCells = (attention: Attention, window: WindowName, ...scales: number[]): TrendCell[] =>
  scales.map((sigma) => ({ attention, sigma, window }));

/** What the paper says of Figure 2: 1 where the error "grows or maintains", -1 where strategies "perform descents". */
export function statedDirection({ window }: Pick<TrendCell, "window">): 1 | -1 {
  return window === "constant" || window === "log" ? 1 : -1;
}

interface TrendOptions {
  readonly norm?: Norm;
  /** A factor on the errors of a length. */
  readonly per?: (n: number) => number;
  /** Turned so that it is positive where the change has the direction that the paper states. */
  readonly asStated?: boolean;
  /** The median over replicates of (last - first)/(last + first), where a few rows carry the mean. */
  readonly median?: boolean;
}

/** The change of the error from the shortest to the longest length, relative to the shortest's mean. */
async function measureTrend(
  cell: TrendCell,
  context: Context,
  role: Role,
  { norm = "row l2", per = () => 1, asStated = false, median = false }: TrendOptions,
): Promise<MeasuredTrend> {
  const { attention, sigma, window } = cell;
  const curves = await curvesOf({ attention, norm, sigma }, context, role);
  const windows = equalCostWindows(SHAPE_OF[window], LENGTHS, CONSTANT);
  const sign = asStated ? statedDirection(cell) : 1;
  const at = (i: number): Float64Array => errorsAt(curves[i]!, windows[i]!).map((x) => x * per(LENGTHS[i]!));
  const [shortest, longest] = [at(0), at(LENGTHS.length - 1)];
  const [from, to] = sign > 0 ? [shortest, longest] : [longest, shortest];
  const trend = median ? medianChange(from, to) : relativeChange(from, to, shortest, LEVEL);
  return { draws: longest.length, trend };
}

const CHANGE = "the change of the error from $n = 2^8$ to $2^{13}$";
const TURNED = "its sign turned for the powers of $n$, which are said to fall";

function quantityOf({ asStated = false, median = false }: TrendOptions): string {
  const scale = median ? "over the sum of the two" : "relative to that at $2^8$";
  return `${CHANGE} (replicate by replicate, ${scale}${asStated ? `; ${TURNED}` : ""})`;
}

function trendForest(result: ClaimResult, { asStated = false }: TrendOptions) {
  const turned = asStated ? ", turned as stated" : "";
  return signForest(result, `relative change of the error, $2^8$ to $2^{13}$${turned}`);
}

export interface LengthTrend extends StrategyClaim<TrendCell> {
  readonly options?: TrendOptions;
  readonly control: TrendControl;
}

/** In cross-attention at the controls' scale; its power follows from the change at equal logits. */
interface TrendControl {
  readonly statement: string;
  readonly window: WindowName;
  readonly expects?: "holds";
  readonly options?: TrendOptions;
  /** The relative change at equal logits, where it is not that of the row l2 error at this window. */
  readonly change?: number;
}

export function lengthTrend({ options = {}, control, caption, ...words }: LengthTrend): Claim {
  const controlCells = trendCells("cross", control.window, CONTROL_SCALE);
  const { statement, change = trendAtEqualLogits(SHAPE_OF[control.window], CONSTANT) } = control;
  return trendClaim({
    ...words,
    ...EQUAL_COST,
    ...signRule(words.sign, quantityOf(options), options.median ? "median" : "mean"),
    law: () => options,
    measure: measureTrend,
    caption,
    chart: (result) => trendForest(result, options),
    control: {
      statement,
      expects: control.expects,
      power: () => (options.median ? medianControlPower(change) : controlPower(change)),
      grid: controlCells,
      law: () => ({ ...options, ...control.options }),
    },
  });
}

/** The Frobenius norm of P_k - P at equal logits and the constant window, from the shortest to the longest length. */
export function frobeniusTrendAtEqualLogits(): number {
  const at = (n: number): number => Math.sqrt(n) * rowErrorAtEqualLogits.evaluate({ n, k: CONSTANT });
  return at(LENGTHS.at(-1)!) / at(LENGTHS[0]!) - 1;
}
