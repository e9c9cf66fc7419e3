import { bytesOf, drawInputs, type Kernels, type Precision } from "../kernels/index.js";
import { stream } from "../random/index.js";
import type { Shape } from "./pipeline-check.js";
import type { Workshop } from "./pipeline-engine.js";
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

/** Keys that are packed at a time: a multiple of every panel. */
const PACK_ROWS = 1024;

/** Queries that are multiplied at a time: whole groups of four. */
const MAX_QUERIES = 16;

/** The maker for a source, its keys packed. `doubles`: the float64 kernels, which project in either precision. */
export function logitMaker(workshop: Workshop, doubles: Kernels, source: RowSource, shape: Shape): LogitMaker {
  switch (source.kind) {
    case "logits":
      return new GivenLogits(workshop, source);
    case "law":
      return new LawLogits(workshop, source);
    case "keys":
      return new ProductLogits(workshop, source.keys, shape, scaledQueries(source));
    case "inputs":
      return new ProductLogits(workshop, source.inputs, shape, projectedQueries(workshop, doubles, source));
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
function projectedQueries(workshop: Workshop, doubles: Kernels, source: InputSource): QueryReader {
  const { d, entries } = source.weights;
  const inputs = source.queries ?? source.inputs;
  const project = new PackedProduct(
    { ...workshop, kernels: doubles, precision: "float64" },
    transposed(entries, d),
    d,
    d,
  );
  const stride = Math.ceil(d / 16) * 16;
  const y = workshop.arena.take(8 * MAX_QUERIES * stride); // (rows, stride)
  const x = new Float64Array(MAX_QUERIES * d);
  return (rows, out) => {
    rows.forEach((row, r) => x.set(inputs.subarray(row * d, (row + 1) * d), r * d));
    project.multiply(x, rows.length, d, y, stride);
    const projected = new Float64Array(doubles.memory.buffer, y, rows.length * stride);
    rows.forEach((_, r) => out.set(projected.subarray(r * stride, r * stride + d), r * d));
  };
}

/** The transpose of a (d, d) matrix. */
function transposed(entries: Float64Array, d: number): Float64Array {
  const columns = new Float64Array(d * d);
  for (let a = 0; a < d; a++) {
    for (let b = 0; b < d; b++) columns[b * d + a] = entries[a * d + b]!;
  }
  return columns;
}

class ProductLogits implements LogitMaker {
  readonly queryNorms: Float64Array = new Float64Array(MAX_QUERIES);
  private readonly product: PackedProduct;
  private readonly queries: Float64Array; // (rows, d)

  constructor(
    workshop: Workshop,
    keys: Rows,
    { keys: count, d }: Shape,
    private readonly readQueries: QueryReader,
  ) {
    this.product = new PackedProduct(workshop, keys, count, d);
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
    private readonly workshop: Workshop,
    private readonly source: LogitSource,
  ) {}

  write(rows: readonly number[], length: number, z: number, stride: number, scale: number): void {
    rows.forEach((row, r) => {
      const from = row * this.source.keys;
      const logits = this.source.logits.subarray(from, from + length);
      numbersAt(this.workshop, z, r * stride, length).set(scale === 1 ? logits : logits.map((x) => scale * x));
    });
  }
}

class LawLogits implements LogitMaker {
  private readonly drawn: Float64Array; // (keys)

  constructor(
    private readonly workshop: Workshop,
    private readonly source: LawSource,
  ) {
    this.drawn = new Float64Array(source.keys);
  }

  write(rows: readonly number[], length: number, z: number, stride: number, scale: number): void {
    const { seed, path, sigma } = this.source;
    rows.forEach((row, r) => {
      drawInputs(stream(seed, ...path, row), "gaussian", this.drawn, scale * sigma);
      numbersAt(this.workshop, z, r * stride, length).set(this.drawn);
    });
  }
}

/** Packed keys, ready to be multiplied by blocks of queries. */
class PackedProduct {
  private readonly panels: number;
  private readonly raw: number; // (PACK_ROWS, d): on the way to the panels or groups
  private readonly groups: number; // packed queries

  constructor(
    private readonly workshop: Workshop,
    keys: Rows,
    count: number,
    private readonly d: number,
  ) {
    const { arena, kernels, precision } = workshop;
    const size = bytesOf(precision);
    const panelKeys = 32 / size;
    this.panels = arena.take(Math.ceil(count / panelKeys) * 32 * d);
    this.raw = arena.take(Math.max(PACK_ROWS, MAX_QUERIES) * d * size);
    this.groups = arena.take(MAX_QUERIES * d * size);
    for (let from = 0; from < count; from += PACK_ROWS) {
      const rows = Math.min(PACK_ROWS, count - from);
      numbersAt(workshop, this.raw, 0, rows * d).set(keys.subarray(from * d, (from + rows) * d));
      kernels.pack(this.raw, rows, d, this.panels + (from / panelKeys) * 32 * d);
    }
  }

  /** z = queries . keys for the first `length` keys. queries: (rows, d). z: address, (rows up to a multiple of 4, stride) */
  multiply(queries: Float64Array, rows: number, length: number, z: number, stride: number): void {
    const { kernels } = this.workshop;
    numbersAt(this.workshop, this.raw, 0, rows * this.d).set(queries.subarray(0, rows * this.d));
    kernels.packQueries(this.raw, rows, this.d, this.groups);
    kernels.product(this.groups, Math.ceil(rows / 4), this.panels, length, this.d, z, stride);
  }
}

/** The length of the vector of the entries from .. to - 1. */
function norm(entries: Float64Array, from: number, to: number): number {
  let squares = 0;
  for (let f = from; f < to; f++) squares += entries[f]! * entries[f]!;
  return Math.sqrt(squares);
}

/** A view of `count` numbers from element `offset` after an address. */
function numbersAt(
  { kernels, precision }: { kernels: Kernels; precision: Precision },
  address: number,
  offset: number,
  count: number,
): Rows {
  const { buffer } = kernels.memory;
  return precision === "float32"
    ? new Float32Array(buffer, address + 4 * offset, count)
    : new Float64Array(buffer, address + 8 * offset, count);
}
