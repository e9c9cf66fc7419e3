import type { Place } from "./name-place.js";
import { shapeText, type Tensor } from "./tensor.js";

/** What an axis counts. `n` are an array's rows, `d` its columns. */
export type Axis = "layers" | "batch" | "heads" | "n" | "d";

/** Other names of the two axes of a matrix, as arrays of logits have them. */
const SYNONYMS: Readonly<Record<string, Axis>> = { queries: "n", keys: "d", layer: "layers", head: "heads" };
const AXES: readonly Axis[] = ["layers", "batch", "heads", "n", "d"];

/**
 * Axes in their order, e.g. `batch,n,heads,d`; queries and keys say n and d of an array of logits.
 *
 * @throws RangeError where one is unknown or comes twice, or n or d is missing
 */
export function parseAxes(text: string): Axis[] {
  const axes = text.split(",").map((part) => {
    const name = part.trim();
    const axis = Object.hasOwn(SYNONYMS, name) ? SYNONYMS[name] : AXES.find((one) => one === name);
    if (axis === undefined) throw new RangeError(`headsOf: axes must be of ${AXES.join(", ")}, got ${text}`);
    return axis;
  });
  const repeated = new Set(axes).size < axes.length;
  if (repeated || !axes.includes("n") || !axes.includes("d")) {
    throw new RangeError(`headsOf: axes must name n and d, and none twice, got ${text}`);
  }
  return axes;
}

/**
 * The axes of an array by their number: (n, d), (heads, n, d), and of four (layers, heads, n, d), or (batch, heads, n, d)
 * where the name gives the layer.
 *
 * @throws RangeError where the number fits none of these, or not the axes that were given
 */
export function axesOf(
  { label, shape }: Tensor,
  { layer, head }: Place,
  given: readonly Axis[] | undefined,
): readonly Axis[] {
  const axes = given ?? usualAxes(shape.length, layer !== undefined, head !== undefined);
  if (axes?.length !== shape.length) {
    const requirement = given === undefined ? "2 to 5 axes, or names for them (axes)" : `the axes ${given.join(",")}`;
    throw new RangeError(`headsOf: ${label}: the array must have ${requirement}, got shape ${shapeText(shape)}`);
  }
  if (shape.includes(0)) {
    throw new RangeError(`headsOf: ${label}: the array must have an entry or more, got shape ${shapeText(shape)}`);
  }
  return axes;
}

/** Where the name gives a coordinate, no axis does. */
function usualAxes(count: number, layer: boolean, head: boolean): readonly Axis[] | undefined {
  const before: readonly Axis[] = count === 4 && !layer && !head ? ["layers", "heads"] : ["layers", "batch", "heads"];
  const left = before.filter((axis) => !(axis === "layers" && layer) && !(axis === "heads" && head));
  const more = count - 2;
  return more > left.length ? undefined : [...left.slice(left.length - more), "n", "d"];
}
