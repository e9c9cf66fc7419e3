/** Figures and the table of the family: what windows cost on prose, what they find, and what growing does. */
import { meanInterval } from "ncsparse-kit/probability";
import {
  boundChart,
  dotChart,
  type ChartSeries,
  type ChartSpec,
  type DotGroup,
  type DotPanel,
  type SeriesColour,
} from "ncsparse-kit/figures";
import { formatNumber } from "ncsparse-kit/claims/format";
import type { Context } from "ncsparse-kit/claims/claim";
import { growthDifference, LOOKUPS, SMALL, type GrowthCell } from "./growing.js";
import { MIXTURES, scoresOf, type MethodName, type Window } from "./runs.js";
import type { Kind } from "./units.js";
import { answersOf, bitsOf, difference, type Inputs } from "./scores.js";
import { EXACT } from "./words.js";

/** Of all figures: the lengths that the quick profile measures. */
const MIXTURE = "128 and 512";
const LONG = 512;

interface ShownWindow {
  readonly label: string;
  readonly window: Window;
  readonly colour: SeriesColour;
}

const fixed = (method: MethodName, k: number): Window => ({ method, k, growth: 0 });

/** Windows on prose: one point each, those of a label together. */
const ON_PROSE: readonly ShownWindow[] = [
  { label: "sliding window", window: fixed("sliding window", 32), colour: "ink" },
  { label: "StreamingLLM", window: fixed("StreamingLLM", 16), colour: "blue" },
  { label: "StreamingLLM", window: fixed("StreamingLLM", 32), colour: "blue" },
  { label: "H2O", window: fixed("H2O", 32), colour: "vermillion" },
  { label: "ideal top-k", window: fixed("ideal top-k", 4), colour: "green" },
  { label: "ideal top-k", window: fixed("ideal top-k", 8), colour: "green" },
  { label: "top-p", window: { method: "top-p", p: 0.5 }, colour: "purple" },
];

/** Windows on records. */
const ON_RECORDS: readonly ShownWindow[] = [
  { label: "exact", window: EXACT, colour: "ink" },
  { label: "ideal top-k, $k = 4$", window: fixed("ideal top-k", 4), colour: "green" },
  { label: "sliding window, 48", window: fixed("sliding window", 48), colour: "orange" },
  { label: "StreamingLLM, 48", window: fixed("StreamingLLM", 48), colour: "blue" },
  { label: "H2O, 48", window: fixed("H2O", 48), colour: "vermillion" },
];

/** Bits a byte over exact attention against the keys that a row keeps. */
export async function windowLossChart(context: Context): Promise<ChartSpec> {
  const scored = { kind: "prose", mixture: MIXTURE, inputs: LONG } as const;
  const exact = await bitsOf({ ...scored, window: EXACT }, context, "claim");
  const series = new Map<string, ChartSeries>();
  // Windows of as many keys stand side by side.
  const shifts: Record<string, number> = { "sliding window": 0.95, StreamingLLM: 1, H2O: 1.05, "top-p": 1 };
  for (const { label, window, colour } of ON_PROSE) {
    const bits = await bitsOf({ ...scored, window }, context, "claim");
    const { value, low, high } = meanInterval(difference(bits, exact));
    const point = { x: bits.keysARow * (shifts[label] ?? 1), y: value, low, high };
    const points = [...(series.get(label)?.points ?? []), point];
    series.set(label, { kind: "measured", label, colour, points });
  }
  return boundChart({
    series: [...series.values(), { kind: "trivial", label: "exact", points: [3, 40].map((x) => ({ x, y: 0 })) }],
    x: { title: "keys kept, a row", scale: "log2", domain: [3, 40] },
    y: { title: "bits a byte over exact attention" },
    description: `Bits a byte of prose over exact attention, against the keys that a row keeps: ${[...series.values()].map(({ label, points }) => `${label} ${points.map(({ x, y }) => `${formatNumber(y)} at ${formatNumber(x)}`).join(", ")}`).join("; ")}.`,
  });
}

/** Ends of the classes of distances, in bytes. */
const DISTANCES: readonly number[] = [8, 32, 64, 128, 256, LONG];

/** The share of values found again, by distance. */
export async function retrievalChart(context: Context): Promise<ChartSpec> {
  const series: ChartSeries[] = [];
  for (const { label, window, colour } of ON_RECORDS) {
    const units = await scoresOf({ kind: "records", mixture: MIXTURE, n: LONG, window }, context, "claim");
    const answers = answersOf(units);
    const points = DISTANCES.slice(1).flatMap((end, c) => {
      const start = DISTANCES[c]!;
      const own = answers.filter(({ distance }) => distance >= start && distance < end);
      if (own.length === 0) return [];
      return { x: Math.sqrt(start * end), y: own.filter(({ right }) => right).length / own.length };
    });
    series.push({ kind: "law", label, colour, points });
  }
  return boundChart({
    series,
    x: { title: "distance of the value, bytes", scale: "log2", domain: [12, LONG] },
    y: { title: "share of values found", domain: [0, 1] },
    description: `Share of values found by distance: ${series
      .map(({ label, points }) => `${label} ${points.map(({ y }) => y.toFixed(2)).join(", ")}`)
      .join("; ")}.`,
  });
}

/** Growing less constant at equal cost, for short inputs, long ones and both, with its interval; a panel a method. */
export async function growingChart(kind: Kind, context: Context): Promise<ChartSpec> {
  const panels: DotPanel[] = [];
  for (const cell of kind === "prose" ? SMALL : LOOKUPS) {
    panels.push({ title: `${cell.method}, $k = ${cell.k}$`, groups: await growthGroups(kind, cell, context) });
  }
  const unit = kind === "prose" ? "bits a byte" : "bits a letter";
  const words = panels.map(({ title, groups }) => {
    const values = groups.map(({ label, summary }) => `${label} ${formatNumber(summary.value)}`);
    return `${title}: ${values.join(", ")}`.replaceAll("$", "");
  });
  return dotChart({
    panels,
    axis: { title: `${unit}, growing less constant` },
    target: 0,
    description: `${unit}, growing window less the constant one of equal cost. ${words.join("; ")}.`,
  });
}

async function growthGroups(kind: Kind, cell: GrowthCell, context: Context): Promise<DotGroup[]> {
  const groups: DotGroup[] = [];
  for (const inputs of [...MIXTURES[cell.lengths].map(({ n }) => n), "all"] as readonly Inputs[]) {
    const { values } = await growthDifference(kind, cell, inputs, { context, role: "claim" });
    const label = inputs === "all" ? "both" : `$n = ${inputs}$`;
    groups.push({ label, summary: meanInterval(values), points: [] });
  }
  return groups;
}

export const LANGUAGE_MODEL_HEADER: readonly string[] = [
  "window",
  "keys a row, $n = 128$",
  "keys a row, $n = 512$",
  "bits a byte, 128",
  "bits a byte, 512",
  "values found, 128",
  "values found, 512",
];

/** Windows whose scores are measured at both lengths: prose and records at once, or one of them. */
const IN_TABLE: readonly { readonly label: string; readonly window: Window; readonly kinds: readonly Kind[] }[] = [
  ...SMALL.flatMap(({ method, k, C }) => [
    { label: `${method}, ${k}`, window: fixed(method, k), kinds: kindsOf(method, k) },
    { label: `${method}, $\\alpha ${growthTex(C)}$`, window: { method, k, growth: C }, kinds: kindsOf(method, k) },
  ]),
  ...LOOKUPS.filter(({ method }) => method === "StreamingLLM").flatMap(({ method, k, C }) => [
    { label: `${method}, ${k}`, window: fixed(method, k), kinds: ["records"] as const },
    { label: `${method}, $\\alpha ${growthTex(C)}$`, window: { method, k, growth: C }, kinds: ["records"] as const },
  ]),
];

/** Rows of a table: what windows of equal cost keep and score, by the length of the input. */
export async function languageModelTable(context: Context): Promise<string[][]> {
  const rows: string[][] = [];
  for (const { label, window, kinds } of IN_TABLE) {
    const of = (kind: Kind, of: (n: number) => Promise<string>): Promise<string>[] =>
      [128, 512].map((n) => (kinds.includes(kind) ? of(n) : Promise.resolve("—")));
    const keys = [128, 512].map(async (n) => {
      const scored = { kind: kinds[0]!, mixture: MIXTURE, inputs: n, window } as const;
      return (await bitsOf(scored, context, "claim")).keysARow.toFixed(1);
    });
    const bits = of("prose", async (n) => {
      const { bits: values } = await bitsOf({ kind: "prose", mixture: MIXTURE, inputs: n, window }, context, "claim");
      return meanInterval(values).value.toFixed(3);
    });
    const found = of("records", async (n) => {
      const answers = answersOf(await scoresOf({ kind: "records", mixture: MIXTURE, n, window }, context, "claim"));
      return (answers.filter(({ right }) => right).length / answers.length).toFixed(3);
    });
    rows.push([label, ...(await Promise.all([...keys, ...bits, ...found]))]);
  }
  return rows;
}

function kindsOf(method: MethodName, k: number): readonly Kind[] {
  return LOOKUPS.some((cell) => cell.method === method && cell.k === k) ? ["prose", "records"] : ["prose"];
}

function growthTex(C: GrowthCell["C"]): string {
  return C === "ln n" ? "\\ln n" : `n^{${C}}`;
}
