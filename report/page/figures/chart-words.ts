/** A chart that nobody described, in the words of its spec: what it draws, and of what. */
import type { ChartSpec } from "ncsparse-kit";

type Fields = Readonly<Record<string, unknown>>;

/** E.g. "Scatter. A chart with point marks; x: mass, y: length." */
export function chartWords(spec: ChartSpec): string {
  const layers = layersOf(spec);
  const marks = new Set(layers.flatMap(({ mark }) => nameOf(mark, "type")));
  const fields = new Map(layers.flatMap(({ encoding }) => Object.entries(asFields(encoding)).flatMap(fieldOf)));
  const title = nameOf((spec as unknown as Fields).title, "text").map((words) => `${words.replace(/\.$/, "")}. `);
  const drawn = marks.size === 0 ? "A chart" : `A chart with ${[...marks].join(", ")} marks`;
  const of = [...fields].map(([channel, field]) => `${channel}: ${field}`).join(", ");
  return `${title.join("")}${drawn}${of === "" ? "" : `; ${of}`}.`;
}

/** Deeper than any chart that people write. */
const DEEPEST = 5;

/** The spec and what it is put together from. */
function layersOf(spec: Fields, depth = 0): Fields[] {
  const parts = ["layer", "hconcat", "vconcat", "concat"].flatMap((name): unknown[] => {
    const own = spec[name];
    return Array.isArray(own) ? own : [];
  });
  const all = [...parts, spec.spec].filter((part) => part !== undefined);
  return depth > DEEPEST ? [] : [spec, ...all.flatMap((part) => layersOf(asFields(part), depth + 1))];
}

/** Words that stand by themselves, or in a field of an object. */
function nameOf(value: unknown, field: string): string[] {
  const own = typeof value === "string" ? value : asFields(value)[field];
  return typeof own === "string" ? [own] : [];
}

function fieldOf([channel, definition]: [string, unknown]): [string, string][] {
  const { field, aggregate } = asFields(definition);
  const name = [aggregate, field].filter((part) => typeof part === "string").join(" of ");
  return /^(?:x|y|theta|color|size|shape)$/.test(channel) && name !== "" ? [[channel, name]] : [];
}

function asFields(value: unknown): Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}
