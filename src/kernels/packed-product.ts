import type { Arena } from "./arena.js";
import type { Kernels } from "./instance.js";
import { bytesOf, type Precision } from "./precision.js";

/** Keys that are packed at a time: a multiple of every panel. */
const PACK_ROWS = 64;

/** Queries that are multiplied at a time: whole groups of four. */
export const MAX_QUERIES = 16;

/** Kernels of one precision, and the memory that they work in. */
export interface KernelMemory {
  readonly kernels: Kernels;
  readonly arena: Arena;
  readonly precision: Precision;
}

/** Products of blocks of queries with keys that are packed once, or once for each of many draws. */
export class PackedProduct {
  private readonly panels: number;
  private readonly raw: number; // (PACK_ROWS, d): on the way to the panels or groups
  private readonly groups: number; // packed queries
  private readonly lists: number; // which of their features are there, a list a group

  /** @param count how many keys, of d entries each */
  constructor(
    private readonly memory: KernelMemory,
    private readonly count: number,
    private readonly d: number,
  ) {
    const { arena, precision } = memory;
    const size = bytesOf(precision);
    this.panels = arena.take(Math.ceil(count / panelKeys(precision)) * 32 * d);
    this.raw = arena.take(Math.max(Math.min(PACK_ROWS, count), MAX_QUERIES) * d * size);
    this.groups = arena.take(MAX_QUERIES * d * size);
    this.lists = arena.take(MAX_QUERIES * (d + 1));
  }

  /** Takes keys in the place of those before. keys: (count, d) */
  pack(keys: Float32Array | Float64Array): void {
    const { d, count, memory } = this;
    for (let from = 0; from < count; from += PACK_ROWS) {
      const rows = Math.min(PACK_ROWS, count - from);
      numbersAt(memory, this.raw, 0, rows * d).set(keys.subarray(from * d, (from + rows) * d));
      memory.kernels.pack(this.raw, rows, d, this.panels + (from / panelKeys(memory.precision)) * 32 * d);
    }
  }

  /** As `pack`, of keys that stand in the kernels' memory. keys: address, (count, d) */
  packStored(keys: number): void {
    this.memory.kernels.pack(keys, this.count, this.d, this.panels);
  }

  /**
   * As `packStored`, of float32 keys that are the columns of a matrix, and 0 behind its last row.
   *
   * @param columns address, (rows, count)
   * @param rows at most d
   */
  packColumns(columns: number, rows: number): void {
    this.memory.kernels.model.packColumns(columns, rows, this.count, this.panels, this.d);
  }

  /**
   * z = queries . keys for the first `length` keys.
   *
   * @param queries (rows, d), at most MAX_QUERIES rows
   * @param z address, (rows up to a multiple of 4, stride), stride a multiple of the panel and at least `length`
   */
  multiply(queries: Float32Array | Float64Array, rows: number, length: number, z: number, stride: number): void {
    numbersAt(this.memory, this.raw, 0, rows * this.d).set(queries.subarray(0, rows * this.d));
    this.multiplyStored(this.raw, rows, this.d, length, z, stride);
  }

  /**
   * out = queries . keys for any number of queries and all keys, block by block.
   *
   * @param queries (rows, d)
   * @param z address of room for a block, (MAX_QUERIES, stride), stride as above
   * @param out (rows, count)
   */
  multiplyAll(queries: Float64Array, z: number, stride: number, out: Float64Array): void {
    const { count, d } = this;
    const all = queries.length / d;
    for (let i = 0; i < all; i += MAX_QUERIES) {
      const rows = Math.min(MAX_QUERIES, all - i);
      this.multiply(queries.subarray(i * d, (i + rows) * d), rows, count, z, stride);
      const block = numbersAt(this.memory, z, 0, rows * stride);
      for (let r = 0; r < rows; r++) out.set(block.subarray(r * stride, r * stride + count), (i + r) * count);
    }
  }

  /**
   * As `multiply`, of queries that stand in the kernels' memory and may end early: entries from `width` on count as 0, and cost
   * nothing.
   *
   * @param queries address, (rows, width), at most MAX_QUERIES rows
   * @param width in [1, d]
   */
  multiplyStored(queries: number, rows: number, width: number, length: number, z: number, stride: number): void {
    const { kernels } = this.memory;
    kernels.packQueries(queries, rows, width, this.groups);
    kernels.product(this.groups, Math.ceil(rows / 4), this.panels, length, width, this.d, z, stride, 0);
  }

  /**
   * The same of float32 queries, of which only some keys are wanted: where eight keys are marked for none of four queries in
   * succession, z is left as it was.
   *
   * @param queries address, (rows, d)
   * @param marks address, bytes (rows up to a multiple of 4, stride), not 0 where a key is wanted
   */
  multiplyMarked(queries: number, rows: number, length: number, marks: number, z: number, stride: number): void {
    const { kernels } = this.memory;
    const { groups, panels, d } = this;
    kernels.packQueries(queries, rows, d, groups);
    kernels.product(groups, Math.ceil(rows / 4), panels, length, d, d, z, stride, marks);
  }

  /**
   * The same for all keys, of float32 queries whose entries are mostly 0: what is 0 in four queries in succession is left out,
   * which changes no product with finite keys.
   *
   * @param width a multiple of 4
   */
  multiplyNonzero(queries: number, rows: number, width: number, z: number, stride: number): void {
    const { model } = this.memory.kernels;
    const { groups, lists } = this;
    model.packNonzero(queries, rows, width, groups, lists);
    const count = Math.ceil(rows / 4);
    model.productNonzero(groups, lists, count, this.panels, this.count, width, this.d, z, stride);
  }
}

/** The stride of a row of logits for this many keys: whole panels, in either precision. */
export function wholePanels(keys: number): number {
  return 16 * Math.ceil(keys / 16);
}

function panelKeys(precision: Precision): number {
  return 32 / bytesOf(precision);
}

/** A view of `count` numbers from element `offset` after an address. */
export function numbersAt(
  { kernels, precision }: Pick<KernelMemory, "kernels" | "precision">,
  address: number,
  offset: number,
  count: number,
): Float32Array | Float64Array {
  const { buffer } = kernels.memory;
  return precision === "float32"
    ? new Float32Array(buffer, address + 4 * offset, count)
    : new Float64Array(buffer, address + 8 * offset, count);
}
