/** Axes of figures: domains, ticks and their labels, and where a value falls in px. */
import { chartText, powerText } from "./chart-text.js";

/**
 * `log` and `log2` take values and label powers of 10 or 2; `exponent` takes base-10 exponents and labels them 10^x, for
 * values such as n = 10^1000 that no float64 holds.
 */
export type AxisScale = "linear" | "log" | "log2" | "exponent";

export interface ChartAxis {
  /** With `$symbols$`. */
  title: string;
  scale?: AxisScale;
  /** Fixed ends; otherwise the data's, rounded outwards. */
  domain?: readonly [number, number];
}

/** An axis made definite: ready for a spec, and for placing labels in px. */
export interface ResolvedAxis {
  title: string;
  scale: AxisScale;
  domain: readonly [number, number];
  ticks: number[];
  labels: string[];
}

/** At most this many labelled ticks. */
const MAX_TICKS = 8;
/** Room left at either end of a logarithmic axis, as a share of its length. */
const LOG_MARGIN = 0.04;

/**
 * Domain and ticks for the values that an axis must show.
 *
 * @throws RangeError where a value is not finite, or not positive on a logarithmic axis
 */
export function resolveAxis(axis: ChartAxis, values: readonly number[]): ResolvedAxis {
  const scale = axis.scale ?? "linear";
  const title = chartText(axis.title);
  const log = scale === "log" || scale === "log2";
  const shown = axis.domain === undefined ? values : [...axis.domain];
  for (const value of [...values, ...shown]) assertPlottable(value, title, log);
  const low = shown.reduce((a, b) => Math.min(a, b), shown[0] ?? 0);
  const high = shown.reduce((a, b) => Math.max(a, b), shown[0] ?? 1);
  const pad = axis.domain === undefined;
  if (scale === "log") return { title, scale, ...logTicks(low, high, 10, pad) };
  if (scale === "log2") return { title, scale, ...logTicks(low, high, 2, pad) };
  return { title, scale, ...linearTicks(low, high, pad, scale === "exponent") };
}

/** Position of a value along an axis, 0 at its start and 1 at its end. */
export function axisFraction(axis: ResolvedAxis, value: number): number {
  const at = axis.scale === "log" || axis.scale === "log2" ? Math.log : (x: number) => x;
  const [low, high] = axis.domain;
  return (at(value) - at(low)) / (at(high) - at(low));
}

/** The parts of a Vega-Lite encoding that an axis fixes. */
export function axisEncoding(axis: ResolvedAxis, grid: boolean): Record<string, unknown> {
  const log = axis.scale === "log" || axis.scale === "log2";
  return {
    type: "quantitative",
    // A logarithmic axis has no zero, and Vega-Lite would warn of it in JupyterLab's console.
    scale: { domain: [...axis.domain], nice: false, ...(log ? { type: "log" } : { zero: false }), clamp: true },
    axis: { title: axis.title, values: axis.ticks, labelExpr: labelExpression(axis), grid, labelOverlap: "greedy" },
  };
}

/**
 * Refuses what no figure can show: JSON, in which figures travel, has neither NaN nor infinity, and Vega leaves such points
 * out without a word.
 *
 * @param place what holds the numbers, e.g. `point 3 of series "measured"`
 * @throws RangeError naming the place, the field and its value
 */
export function assertFinite(place: string, fields: object): void {
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === "number" && !Number.isFinite(value)) {
      throw new RangeError(`figure: ${place} must have a finite ${name}, got ${value}`);
    }
  }
}

function assertPlottable(value: number, title: string, log: boolean): void {
  if (!Number.isFinite(value)) throw new RangeError(`figure: values on "${title}" must be finite, got ${value}`);
  if (log && value <= 0)
    throw new RangeError(`figure: values on the log axis "${title}" must be positive, got ${value}`);
}

/** Ticks go by position in their list: comparing floats that passed through a log scale is avoided. */
function labelExpression(axis: ResolvedAxis): string {
  return `${JSON.stringify(axis.labels)}[indexof(${JSON.stringify(axis.ticks)}, datum.value)]`;
}

type Ticks = Pick<ResolvedAxis, "domain" | "ticks" | "labels">;

function logTicks(low: number, high: number, base: 2 | 10, pad: boolean): Ticks {
  const exact = [Math.log(low) / Math.log(base), Math.log(high) / Math.log(base)] as const;
  const span = Math.max(exact[1] - exact[0], 0.5);
  const margin = pad ? span * LOG_MARGIN : 0;
  const from = exact[0] - margin;
  const to = exact[0] + span + margin;
  const domain = pad ? ([base ** from, base ** to] as const) : ([low, high] as const);
  if (base === 10 && span < 1.5) return { domain, ...oneTwoFive(domain[0], domain[1]) };
  const first = Math.ceil(from - 1e-9);
  const last = Math.floor(to + 1e-9);
  const step = Math.max(1, Math.ceil((last - first + 1) / MAX_TICKS));
  const powers: number[] = [];
  for (let power = Math.ceil(first / step) * step; power <= last; power += step) powers.push(power);
  return {
    domain,
    ticks: powers.map((power) => exactPower(base, power)),
    labels: powers.map((power) => powerText(base, power)),
  };
}

/** `10 ** -4` is not 1e-4 in floating point; the literal is. */
function exactPower(base: 2 | 10, power: number): number {
  return base === 2 ? 2 ** power : Number(`1e${power}`);
}

/** Ticks 1, 2, 5 x 10^k, for a logarithmic axis too short for powers of ten alone. */
function oneTwoFive(low: number, high: number): Pick<Ticks, "ticks" | "labels"> {
  const ticks: number[] = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) {
    for (const digit of [1, 2, 5]) {
      const tick = Number(`${digit}e${power}`);
      if (tick >= low && tick <= high) ticks.push(tick);
    }
  }
  return { ticks, labels: ticks.map(plainNumber) };
}

function linearTicks(low: number, high: number, pad: boolean, powers: boolean): Ticks {
  const step = niceStep(high > low ? high - low : Math.abs(low) || 1);
  const from = pad ? Math.floor(low / step + 1e-9) * step : low;
  let to = pad ? Math.ceil(high / step - 1e-9) * step : high;
  if (to <= from) to = from + step;
  const ticks: number[] = [];
  for (let index = Math.ceil(from / step - 1e-9); index * step <= to + step * 1e-9; index++) {
    ticks.push(Number((index * step).toPrecision(12)));
  }
  return { domain: [from, to], ticks, labels: ticks.map((tick) => (powers ? powerText(10, tick) : plainNumber(tick))) };
}

/** The step 1, 2, 2.5 or 5 x 10^k that cuts a span into four to eight parts. */
function niceStep(span: number): number {
  const rough = span / 6;
  const power = 10 ** Math.floor(Math.log10(rough));
  return ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
}

/** "0.05", "−2.5", "20,000": what reads best on a tick. */
function plainNumber(value: number): string {
  const text = Math.abs(value) >= 1e4 ? value.toLocaleString("en-US") : String(Number(value.toPrecision(6)));
  return text.replace("-", "−");
}
