import { DTYPE_BYTES, type ArrayRef, type Dtype } from "./array-ref.js";

/** One named array of a file, with any number of axes. */
export interface Tensor {
  readonly name: string;
  /** What messages call it: the file, and the name in it where the file has several. */
  readonly label: string;
  readonly shape: readonly number[];
  /**
   * The last two axes as a matrix, at one index of each axis before.
   *
   * @throws RangeError where the index does not fit the shape, or where entries of this type are not read
   */
  readonly at: (index: readonly number[]) => ArrayRef;
  /**
   * Any two axes as a matrix, at one index of each of the others, in their order.
   *
   * @throws RangeError as `at`
   */
  readonly matrix: (rowAxis: number, columnAxis: number, index: readonly number[]) => ArrayRef;
  /**
   * The last axis as a matrix of one row, at one index of each axis before.
   *
   * @throws RangeError as `at`
   */
  readonly row: (index: readonly number[]) => ArrayRef;
}

/** An array as its file's header tells of it. */
export interface StoredArray {
  readonly shape: readonly number[];
  /** Of an entry; or why entries of its type are not read, and what to do instead. */
  readonly type: Dtype | { readonly refused: string };
  readonly bigEndian: boolean;
  /** The first index is the fastest. */
  readonly fortran: boolean;
  /** Of the first entry, in bytes from the beginning of the file. */
  readonly offset: number;
}

/** The array that lies in a file. */
export function tensorIn(file: string, name: string, label: string, stored: StoredArray): Tensor {
  const { shape } = stored;
  const strides = stridesOf(shape, stored.fortran);
  const part = (matrixAxes: readonly number[], index: readonly number[]): ArrayRef => {
    const axes = shape.map((_, axis) => axis).filter((axis) => !matrixAxes.includes(axis));
    requireIndex(label, shape, axes, matrixAxes.length, index);
    if (typeof stored.type === "object") throw new RangeError(`openTensors: ${label}: ${stored.type.refused}`);
    const skipped = axes.reduce((sum, axis, i) => sum + index[i]! * strides[axis]!, 0);
    const [columnAxis, rowAxis] = [matrixAxes.at(-1)!, matrixAxes.at(-2)];
    return {
      file,
      label: index.length === 0 ? label : `${label}[${index.join(", ")}]`,
      dtype: stored.type,
      ...(stored.bigEndian ? { bigEndian: true } : {}),
      offset: stored.offset + skipped * DTYPE_BYTES[stored.type],
      rows: rowAxis === undefined ? 1 : shape[rowAxis]!,
      columns: shape[columnAxis]!,
      rowStride: rowAxis === undefined ? shape[columnAxis]! * strides[columnAxis]! : strides[rowAxis]!,
      columnStride: strides[columnAxis]!,
    };
  };
  const last = shape.length - 1;
  return {
    name,
    label,
    shape,
    matrix: (rowAxis, columnAxis, index) => part([rowAxis, columnAxis], index),
    at: (index) => part([last - 1, last], index),
    row: (index) => part([last], index),
  };
}

/** How many entries apart neighbours along each axis lie. */
function stridesOf(shape: readonly number[], fortran: boolean): number[] {
  const product = (sizes: readonly number[]): number => sizes.reduce((all, size) => all * size, 1);
  return shape.map((_, axis) => product(fortran ? shape.slice(0, axis) : shape.slice(axis + 1)));
}

function requireIndex(
  label: string,
  shape: readonly number[],
  axes: readonly number[],
  matrixAxes: number,
  index: readonly number[],
): void {
  if (axes.length !== shape.length - matrixAxes) {
    const least = matrixAxes === 1 ? "an axis" : "two axes";
    throw new RangeError(`openTensors: ${label}: the array must have ${least} or more, got shape ${shapeText(shape)}`);
  }
  const fits = index.length === axes.length && axes.every((axis, i) => isIndex(index[i]!, shape[axis]!));
  if (!fits) {
    const sizes = axes.map((axis) => shape[axis]!);
    throw new RangeError(
      `openTensors: ${label}: the index must lie within (${sizes.join(", ")}), got (${index.join(", ")})`,
    );
  }
}

function isIndex(i: number, size: number): boolean {
  return Number.isInteger(i) && i >= 0 && i < size;
}

/** A shape as Python prints it. */
export function shapeText(shape: readonly number[]): string {
  return `(${shape.join(", ")}${shape.length === 1 ? "," : ""})`;
}
