import {
  drawInputs,
  MAX_QUERIES,
  numbersAt,
  PackedProduct,
  wholePanels,
  type KernelMemory,
  type Kernels,
} from "../kernels/index.js";
import { stream } from "ncsparse-kit/random";
import { norm } from "./logits.js";
import type { Shape } from "./pipeline-check.js";
import { transposed } from "./weights.js";
import type { InputSource, KeySource, LawSource, LogitSource, Rows, RowSource } from "./pipeline-types.js";

/** Writes logits to the kernels' memory. */
export interface LogitMaker {
  /** || y || of the rows written last, where logits are products. */
  readonly queryNorms?: Float64Array;
  /**
   * @param rows at most 16
   * @param length how many keys are needed
   * @param z address, (rows, stride)
   * @param scale factor on the logits
   */
  write(rows: readonly number[], length: number, z: number, stride: number, scale: number): void;
}

/** The maker for a source, its keys packed. `doubles`: the float64 kernels, which project in either precision. */
export function logitMaker(memory: KernelMemory, doubles: Kernels, source: RowSource, shape: Shape): LogitMaker {
  switch (source.kind) {
    case "logits":
      return new GivenLogits(memory, source);
    case "law":
      return new LawLogits(memory, source);
    case "keys":
      return new ProductLogits(memory, source.keys, shape, scaledQueries(source));
    case "inputs":
      return new ProductLogits(memory, source.inputs, shape, projectedQueries(memory, doubles, source));
  }
}

/** Copies the queries of some rows, times the scale, to `out`: (rows, d). */
type QueryReader = (rows: readonly number[], out: Float64Array) => void;

function scaledQueries({ queries, d, scale = 1 }: KeySource): QueryReader {
  return (rows, out) => {
    rows.forEach((row, r) => {
      for (let f = 0; f < d; f++) out[r * d + f] = scale * queries[row * d + f]!;
    });
  };
}

/** y = W^T x by the float64 kernel: the columns of W are its keys. */
function projectedQueries(memory: KernelMemory, doubles: Kernels, source: InputSource): QueryReader {
  const { d, entries } = source.weights;
  const inputs = source.queries ?? source.inputs;
  const project = new PackedProduct({ ...memory, kernels: doubles, precision: "float64" }, d, d);
  project.pack(transposed(entries, d));
  const stride = wholePanels(d);
  const y = memory.arena.take(8 * MAX_QUERIES * stride); // (rows, stride)
  const x = new Float64Array(MAX_QUERIES * d);
  return (rows, out) => {
    copyRows(inputs, rows, d, x);
    project.multiply(x, rows.length, d, y, stride);
    const projected = new Float64Array(doubles.memory.buffer, y, rows.length * stride);
    if (stride === d) out.set(projected);
    else rows.forEach((_, r) => out.set(projected.subarray(r * stride, r * stride + d), r * d));
  };
}

/** Copies some rows of a matrix, one behind another: at once where they stand so. A view costs more than a query's numbers. */
function copyRows(from: Rows, rows: readonly number[], d: number, to: Float64Array): void {
  const first = rows[0]!;
  const last = rows.at(-1)!;
  if (last - first === rows.length - 1 && rows.every((row, r) => row === first + r)) {
    to.set(from.subarray(first * d, (last + 1) * d));
    return;
  }
  rows.forEach((row, r) => to.set(from.subarray(row * d, (row + 1) * d), r * d));
}

class ProductLogits implements LogitMaker {
  readonly queryNorms: Float64Array = new Float64Array(MAX_QUERIES);
  private readonly product: PackedProduct;
  private readonly queries: Float64Array; // (rows, d)

  constructor(
    memory: KernelMemory,
    keys: Rows,
    { keys: count, d }: Shape,
    private readonly readQueries: QueryReader,
  ) {
    this.product = new PackedProduct(memory, count, d);
    this.product.pack(keys);
    this.queries = new Float64Array(MAX_QUERIES * d);
  }

  write(rows: readonly number[], length: number, z: number, stride: number, scale: number): void {
    this.readQueries(rows, this.queries);
    if (scale !== 1) for (let f = 0; f < this.queries.length; f++) this.queries[f]! *= scale;
    const d = this.queries.length / MAX_QUERIES;
    for (let r = 0; r < rows.length; r++) this.queryNorms[r] = norm(this.queries, r * d, (r + 1) * d);
    this.product.multiply(this.queries, rows.length, length, z, stride);
  }
}

class GivenLogits implements LogitMaker {
  constructor(
    private readonly memory: KernelMemory,
    private readonly source: LogitSource,
  ) {}

  write(rows: readonly number[], length: number, z: number, stride: number, scale: number): void {
    rows.forEach((row, r) => {
      const { keys, logits } = this.source;
      const from = row * keys;
      const to = numbersAt(this.memory, z, r * stride, length);
      if (scale === 1) to.set(logits.subarray(from, from + length));
      else for (let j = 0; j < length; j++) to[j] = scale * logits[from + j]!;
    });
  }
}

class LawLogits implements LogitMaker {
  private readonly drawn: Float64Array; // (keys)

  constructor(
    private readonly memory: KernelMemory,
    private readonly source: LawSource,
  ) {
    this.drawn = new Float64Array(source.keys);
  }

  write(rows: readonly number[], length: number, z: number, stride: number, scale: number): void {
    const { seed, path, sigma } = this.source;
    rows.forEach((row, r) => {
      drawInputs(stream(seed, ...path, row), "gaussian", this.drawn, scale * sigma);
      numbersAt(this.memory, z, r * stride, length).set(this.drawn);
    });
  }
}
