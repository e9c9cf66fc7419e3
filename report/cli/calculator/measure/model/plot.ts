/**
 * Small line plots as SVG text, a thousand to a page: a chart a head through Vega would take minutes and megabytes.
 */
import { escapeHtml } from "../../../../text/escape.js";
import { sayNumber } from "../../../../text/numbers.js";

export interface PlotAxis {
  readonly title: string;
  readonly min: number;
  readonly max: number;
  readonly log: boolean;
}

export interface PlotSeries {
  /** What the page's style knows it by. */
  readonly look: "measured" | "predicted" | "output" | "law" | "many";
  readonly label?: string;
  readonly dots?: boolean;
  readonly points: readonly (readonly [x: number, y: number])[];
}

export interface Plot {
  readonly title: string;
  readonly description: string;
  readonly x: PlotAxis;
  readonly y: PlotAxis;
  readonly series: readonly PlotSeries[];
  readonly size?: { readonly width: number; readonly height: number };
}

const MARGIN = { left: 44, right: 12, top: 24, bottom: 38 } as const;
const SIZE = { width: 300, height: 220 } as const;

/**
 * Draws plots of one page. Titles, grids and axes that plots have in common are written once, and referred to by each: of
 * a thousand heads all have the same.
 */
export class Plotter {
  private readonly frames = new Map<string, string>();

  plot({ title, description, x, y, series, size = SIZE }: Plot): string {
    const { width, height } = size;
    const across = (value: number): number => MARGIN.left + share(x, value) * (width - MARGIN.left - MARGIN.right);
    const up = (value: number): number =>
      height - MARGIN.bottom - share(y, value) * (height - MARGIN.top - MARGIN.bottom);
    const frame = frameSvg(x, y, size, across, up);
    const id = this.frames.get(frame) ?? `frame-${this.frames.size}`;
    this.frames.set(frame, id);
    const lines = series.map((one) => seriesSvg(one, across, up)).join("");
    return (
      `<svg class="plot" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeHtml(description)}">` +
      `<text class="plot-title" x="${MARGIN.left}" y="13">${escapeHtml(title)}</text><use href="#${id}"/>${lines}</svg>`
    );
  }

  /** What the plots refer to; it stands before them in the page. */
  shared(): string {
    const frames = [...this.frames].map(([frame, id]) => `<g class="frame" id="${id}">${frame}</g>`);
    return `<svg class="frames" width="0" height="0" aria-hidden="true"><defs>${frames.join("")}</defs></svg>`;
  }
}

function frameSvg(
  x: PlotAxis,
  y: PlotAxis,
  { width, height }: { width: number; height: number },
  across: (x: number) => number,
  up: (y: number) => number,
): string {
  const floor = height - MARGIN.bottom;
  return [
    ...ticks(y).map(
      (value) =>
        `<path class="grid" d="M${MARGIN.left} ${at(up(value))}H${width - MARGIN.right}"/><text x="${MARGIN.left - 6}" y="${at(up(value) + 4)}" text-anchor="end">${sayNumber(value)}</text>`,
    ),
    ...ticks(x).map(
      (value) =>
        `<path class="tick" d="M${at(across(value))} ${floor}v4"/><text x="${at(across(value))}" y="${floor + 16}" text-anchor="middle">${sayNumber(value)}</text>`,
    ),
    `<path class="axis" d="M${MARGIN.left} ${floor}H${width - MARGIN.right}"/>`,
    `<text x="${at((MARGIN.left + width - MARGIN.right) / 2)}" y="${height - 4}" text-anchor="middle">${escapeHtml(x.title)}</text>`,
  ].join("");
}

function seriesSvg(
  { look, dots, points }: PlotSeries,
  across: (x: number) => number,
  up: (y: number) => number,
): string {
  const drawn = points.filter(([a, b]) => Number.isFinite(a) && Number.isFinite(b));
  if (drawn.length === 0) return "";
  if (dots === true) {
    // A dot is a line of no length with round ends.
    return `<path class="${look} dots" d="${drawn.map(([a, b]) => `M${at(across(a))} ${at(up(b))}h0`).join("")}"/>`;
  }
  return `<path class="${look}" d="M${drawn.map(([a, b]) => `${at(across(a))} ${at(up(b))}`).join("L")}"/>`;
}

/** Where a value lies between the ends, cut to [0, 1]. */
function share({ min, max, log }: PlotAxis, value: number): number {
  const position = log ? Math.log(value / min) / Math.log(max / min) : (value - min) / (max - min);
  return Math.min(1, Math.max(0, position));
}

/** Powers of two or ten on a logarithmic axis, about five round numbers on another. */
function ticks({ min, max, log }: PlotAxis): number[] {
  if (!log) {
    const rough = (max - min) / 4;
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10);
    const first = Math.ceil(min / step - 1e-9);
    return Array.from({ length: Math.floor(max / step + 1e-9) - first + 1 }, (_, i) =>
      Number(((first + i) * step).toPrecision(6)),
    );
  }
  const base = max / min > 1e4 ? 10 : 2;
  const first = Math.ceil(Math.log(min) / Math.log(base) - 1e-9);
  const last = Math.floor(Math.log(max) / Math.log(base) + 1e-9);
  const every = Math.ceil((last - first + 1) / 6);
  return Array.from({ length: Math.floor((last - first) / every) + 1 }, (_, i) => base ** (first + i * every));
}

function at(pixels: number): string {
  return String(Math.round(10 * pixels) / 10);
}
