/** Figures and the table of a trained model's heads: they report and judge nothing. */
import type { Context } from "ncsparse-kit/claims/claim";
import {
  boundChart,
  phaseChart,
  tileChart,
  type ChartPoint,
  type ChartSeries,
  type ChartSpec,
  type PhaseLine,
  type PhaseMark,
  type SeriesColour,
  type Tile,
  type TilePanel,
} from "ncsparse-kit/figures";
import { meanInterval } from "ncsparse-kit/probability";
import { windowHolding } from "../../limit/window-holding.js";
import { BUDGET } from "../../measure/passages/row-figures.js";
import { growingLengths, longRows, type HeadOnPassage } from "../../measure/passages/passage-figures.js";
import { heldOut } from "../../model/trained.js";
import { criticalLine, freezingLine } from "../limit-law/phase-diagram.js";
import { HEADS, INDUCTION, THIN, type HeadName } from "./heads.js";
import { exponent, gaussianExponent, lnFarRatio, lnNeededRatio } from "./reads.js";
import { proseSample, type HeadSample, type Read } from "./samples.js";

type Prose = HeadSample<HeadOnPassage>;

const mean = (sample: Prose, head: HeadName, read: Read<HeadOnPassage>): number =>
  meanInterval(sample.of(head, read)).value;

/** Heads with a panel, and what is said of each. */
const SHOWN: readonly (readonly [HeadName, string])[] = [
  [THIN, "L0H2, spreads its rows"],
  ["L0H3", "L0H3, looks near"],
  ["L1H0", "L1H0, frozen"],
  ["L1H3", "L1H3, looks for copies"],
];

/** Needed keys against the row's length, measured and of Gaussian rows of the same scales. */
export async function growthChart(context: Context): Promise<ChartSpec> {
  const sample = await proseSample(context, "claim");
  return boundChart({
    series: SHOWN.flatMap(([head, facet]): ChartSeries[] => [
      { kind: "law", label: "Gaussian rows of the same scales", facet, points: growth(sample, head, "gaussian") },
      { kind: "measured", label: "measured", facet, points: growth(sample, head, "measured") },
    ]),
    x: { title: "keys that the row sees, $n$", scale: "log2" },
    y: { title: "needed keys $k$", scale: "log", domain: [0.9, 1100] },
    columns: 2,
    description:
      "Needed keys against the row’s length on logarithmic axes in four heads. L0H2: a straight line of slope 1 with the Gaussian rows on it. L0H3: far below its Gaussian rows. L1H0: one or two keys at every length. L1H3: growing, about as its Gaussian rows do.",
  });
}

function growth(sample: Prose, head: HeadName, kind: "measured" | "gaussian"): ChartPoint[] {
  return growingLengths(heldOut().length).map((n, row) => {
    const { value, low, high } = meanInterval(sample.of(head, (one) => one.growth[kind][row]!));
    // No row needs less than one key, or more than it has.
    const [least, most] = [Math.max(0, low), Math.min(Math.log(n), high)];
    return { x: n, y: Math.exp(value), ...(kind === "measured" ? { low: Math.exp(least), high: Math.exp(most) } : {}) };
  });
}

/** The plane of scale and window exponent with the heads in it. */
export async function headPhaseChart(context: Context): Promise<ChartSpec> {
  const sample = await proseSample(context, "claim");
  const lengths = longRows(heldOut().length).map((i) => Math.log(i + 1));
  const lnN = lengths.reduce((sum, x) => sum + x, 0) / lengths.length;
  return phaseChart({
    x: { title: "row scale $c = \\sigma / \\sqrt$(2 $\\ln\\,n$)", domain: [0, 1.5] },
    y: { title: "window exponent $C = \\ln\\,k / \\ln\\,n$", domain: [0, 1] },
    shades: [],
    // Their labels, away from the heads.
    lines: [gaussianLine(lnN), { ...freezingLine(), at: 0.75 }, { ...criticalLine(), at: 0.5, away: -12 }],
    regions: [
      { text: ["needs more", "than the law says"], x: 1.24, y: 0.75 },
      { text: ["needs less"], x: 0.25, y: 0.2 },
    ],
    marks: HEADS.map((head) => markOf(sample, head, lnN)),
    description:
      "The phase plane with the sixteen heads. L0H2 lies at a small scale near C = 1, on the line of Gaussian rows; the other heads of scale below the freezing point lie below that line, L0H3 farthest; L1H3 lies on it or above; L1H0 lies beyond the freezing point at C near 0.",
  });
}

/** On which side a head's name stands where others are near. */
const SIDES: Partial<Record<HeadName, NonNullable<PhaseMark["side"]>>> = {
  L0H0: "left",
  L0H1: "below",
  L0H2: "below",
  L1H1: "left",
  L3H1: "left",
  L3H2: "left",
  L3H3: "below",
};

function markOf(sample: Prose, head: HeadName, lnN: number): PhaseMark {
  const C = mean(sample, head, ({ measured }) => measured.lnNeeded) / lnN;
  const c = mean(sample, head, ({ measured }) => measured.c);
  return { x: c, y: C, label: head, colour: colourOf(head), side: SIDES[head] ?? "right" };
}

function colourOf(head: HeadName): SeriesColour {
  if (head === THIN) return "green";
  return INDUCTION.includes(head) ? "vermillion" : "purple";
}

/** What a Gaussian row of the long rows' length needs, in the same plane. */
function gaussianLine(lnN: number): PhaseLine {
  const points = Array.from({ length: 61 }, (_, i) => (1.5 * i) / 60).map((c) => ({
    x: c,
    y: windowHolding(lnN, c, 1 - BUDGET),
  }));
  return { label: "a Gaussian row of these lengths", points, colour: "blue", width: 1.6, at: 0.62, away: 11 };
}

/** The heads by layer: needed keys over those of Gaussian rows, of all keys and of the far ones. */
export async function headMap(context: Context): Promise<ChartSpec> {
  const sample = await proseSample(context, "claim");
  const panel = (title: string, read: Read<HeadOnPassage>): TilePanel => ({
    title,
    tiles: HEADS.map((head, h): Tile => {
      const { value, low, high } = meanInterval(sample.of(head, read));
      const state = high < 0 ? "for" : low > 0 ? "against" : "undecided";
      return { row: Math.floor(h / 4), column: h % 4, state, text: Math.exp(value).toPrecision(2) };
    }),
  });
  return tileChart({
    panels: [panel("all keys", lnNeededRatio), panel("without the last 64", lnFarRatio)],
    rows: [0, 1, 2, 3].map((layer) => ({ label: `layer ${layer}` })),
    columns: ["H0", "H1", "H2", "H3"],
    columnTitle: "head",
    states: { for: "fewer than the law says", against: "more", undecided: "cannot tell" },
    description:
      "Needed keys over those of Gaussian rows, by layer and head. Of all keys most heads need a tenth to a half of what the law says; without the last 64 keys most need more.",
  });
}

export const HEAD_HEADER: readonly string[] = [
  "head",
  "$c$",
  "needed keys",
  "Gaussian",
  "$C$",
  "Gaussian $C$",
  "$m_{16}$",
  "Gaussian $m_{16}$",
  "last 16 keys",
];

/** A row for each head: means over passages, of needed keys the geometric one. */
export async function headTable(context: Context): Promise<(string | number)[][]> {
  const sample = await proseSample(context, "claim");
  return HEADS.map((head) => [
    head,
    ...[
      mean(sample, head, ({ measured }) => measured.c),
      Math.exp(mean(sample, head, ({ measured }) => measured.lnNeeded)),
      Math.exp(mean(sample, head, ({ gaussian }) => gaussian.lnNeeded)),
      mean(sample, head, exponent),
      mean(sample, head, gaussianExponent),
      mean(sample, head, ({ measured }) => measured.mass),
      mean(sample, head, ({ gaussian }) => gaussian.mass),
      mean(sample, head, ({ places }) => places.recent),
    ],
  ]);
}
