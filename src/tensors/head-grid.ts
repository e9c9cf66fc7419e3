import type { ArrayRef } from "./array-ref.js";
import { axesOf, type Axis } from "./axes.js";
import type { Place, ArrayRole } from "./name-place.js";
import type { PlacedArray } from "./select-arrays.js";
import { shapeText, type Tensor } from "./tensor.js";

/** The heads of one layer and batch, of one role. */
export interface HeadGroup {
  readonly layer: number;
  readonly batch: number;
  /** By head, from 0 on without a gap. */
  readonly heads: readonly ArrayRef[];
  /** What messages call it: an array and its shape. */
  readonly text: string;
}

/** By layer and batch. */
export type HeadGrid = ReadonlyMap<string, HeadGroup>;

/** The matrices of a role's arrays, by layer, batch and head. @throws RangeError where two arrays hold one head, or one is missing */
export function headGrid(role: ArrayRole, arrays: readonly PlacedArray[], axes: readonly Axis[] | undefined): HeadGrid {
  const cells = arrays.flatMap((array) => cellsOf(array, axes));
  const groups = new Map<string, { first: Cell; heads: ArrayRef[] }>();
  for (const cell of cells) {
    const key = `${cell.layer},${cell.batch}`;
    const group = groups.get(key) ?? { first: cell, heads: [] };
    if (group.heads[cell.head] !== undefined) {
      throw new RangeError(
        `headsOf: ${role} must hold ${placeText(cell)} once, got ${group.first.tensor.label} and ${cell.tensor.label}`,
      );
    }
    group.heads[cell.head] = cell.ref;
    groups.set(key, group);
  }
  return new Map([...groups].map(([key, { first, heads }]) => [key, groupOf(role, first, heads)]));
}

function groupOf(role: ArrayRole, first: Cell, heads: readonly (ArrayRef | undefined)[]): HeadGroup {
  const missing = Array.from(heads).indexOf(undefined);
  if (missing >= 0) {
    throw new RangeError(
      `headsOf: ${role} must hold ${placeText({ ...first, head: missing })}, as it does head ${heads.length - 1}`,
    );
  }
  const { layer, batch, tensor } = first;
  return { layer, batch, heads: heads as readonly ArrayRef[], text: `${tensor.label} ${shapeText(tensor.shape)}` };
}

interface Cell extends Required<Place> {
  readonly tensor: Tensor;
  readonly ref: ArrayRef;
}

function cellsOf({ tensor, place }: PlacedArray, given: readonly Axis[] | undefined): Cell[] {
  const axes = axesOf(tensor, place, given);
  const [rows, columns] = [axes.indexOf("n"), axes.indexOf("d")];
  const others = axes.flatMap((axis, i) => (i === rows || i === columns ? [] : [{ axis, size: tensor.shape[i]! }]));
  return indices(others.map(({ size }) => size)).map((index) => {
    const at = (axis: Axis): number | undefined => index[others.findIndex((one) => one.axis === axis)];
    return {
      layer: coordinate(tensor, "layer", place.layer, at("layers")),
      batch: coordinate(tensor, "batch", place.batch, at("batch")),
      head: coordinate(tensor, "head", place.head, at("heads")),
      tensor,
      ref: tensor.matrix(rows, columns, index),
    };
  });
}

/** Every index of a shape, the last one fastest. */
function indices(sizes: readonly number[]): number[][] {
  return sizes.reduce<number[][]>(
    (all, size) => all.flatMap((index) => Array.from({ length: size }, (_, i) => [...index, i])),
    [[]],
  );
}

function coordinate({ label }: Tensor, what: string, byName: number | undefined, byAxis: number | undefined): number {
  if (byName !== undefined && byAxis !== undefined) {
    throw new RangeError(`headsOf: ${label}: name or axes must give the ${what}, got both`);
  }
  return byName ?? byAxis ?? 0;
}

/** @returns e.g. "layer 3, batch 0, head 5" */
export function placeText({ layer, batch, head }: { layer: number; batch: number; head?: number }): string {
  return `layer ${layer}, batch ${batch}${head === undefined ? "" : `, head ${head}`}`;
}
