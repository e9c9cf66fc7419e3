import { MAX_QUERIES, PackedProduct, wholePanels, type KernelMemory } from "../kernels/index.js";
import { logitsNotFinite, type HeadPlace, type KeepKeys } from "./rule.js";
import type { RuledBlock, RuledRows } from "./ruled-rows.js";

/** Where a head's outputs go: the address of its first entry, and entries from row to row. */
export interface HeadOutput {
  readonly address: number;
  readonly stride: number;
}

/** Rows whose logits stand in the kernels' memory: the first of them, how many, and numbers from row to row. */
interface Block {
  readonly first: number;
  readonly rows: number;
  readonly stride: number;
}

/** Causal attention of one head after another over the same number of tokens. */
export class CausalAttention {
  private readonly logits: PackedProduct; // keys (n, d)
  private readonly values: PackedProduct; // V^T (d, n up to whole panels)
  private readonly queries: number; // (MAX_QUERIES, d)
  private readonly z: number; // (MAX_QUERIES, stride): logits, then weights
  private readonly sums: number; // float64 (MAX_QUERIES): the weights' sums
  private readonly out: number; // (MAX_QUERIES, outStride)
  private readonly outStride: number;

  /**
   * @param memory float32 kernels
   * @param d entries of a query
   * @param ruled has room for n keys
   */
  constructor(
    private readonly memory: KernelMemory,
    private readonly n: number,
    private readonly d: number,
    private readonly ruled: RuledRows,
  ) {
    const { arena } = memory;
    const whole = wholePanels(n);
    this.outStride = wholePanels(d);
    this.logits = new PackedProduct(memory, n, d);
    this.values = new PackedProduct(memory, d, whole);
    this.queries = arena.take(4 * MAX_QUERIES * d);
    this.z = arena.take(4 * MAX_QUERIES * whole);
    this.sums = arena.take(8 * MAX_QUERIES);
    this.out = arena.take(4 * MAX_QUERIES * this.outStride);
  }

  /** Takes keys and values, (n, d) each, in the place of those before: addresses. */
  load(keys: number, values: number): void {
    this.logits.packStored(keys);
    this.values.packColumns(values, this.n);
  }

  /**
   * Attends from each query to the keys up to it, or to those of them that are kept.
   *
   * @param queries address, (n, d)
   * @returns how many keys are kept, over all rows
   * @throws RangeError if logits are not finite, or a row keeps nothing
   */
  attend(place: HeadPlace, queries: number, keep: KeepKeys | undefined, to: HeadOutput): number {
    const { z, sums, out, outStride, d } = this;
    let kept = 0;
    for (let first = 0; first < this.n; first += MAX_QUERIES) {
      const rows = Math.min(MAX_QUERIES, this.n - first);
      const stride = wholePanels(first + rows);
      const own = queries + 4 * first * d;
      if (keep === undefined) {
        kept += this.soften(place, own, { first, rows, stride });
        this.values.multiplyStored(z, rows, stride, d, out, outStride);
      } else {
        kept += this.softenKept({ place, keep, first, rows, z, stride }, own);
        this.values.multiplyNonzero(z, rows, stride, out, outStride);
      }
      const address = to.address + 4 * first * to.stride;
      this.memory.kernels.model.divideRows(out, rows, outStride, d, sums, address, to.stride);
    }
    return kept;
  }

  /** Weights of all keys that are seen, and how many they are. queries: of the block, (rows, d) */
  private soften(place: HeadPlace, queries: number, block: Block): number {
    const { first, rows, stride } = block;
    this.writeLogits(queries, block);
    const done = this.memory.kernels.model.softenRows(this.z, rows, stride, first + 1, this.sums);
    if (done < rows) throw logitsNotFinite(place, first + done);
    return rows * first + (rows * (rows + 1)) / 2;
  }

  /** Weights of the keys that are kept, and how many they are. */
  private softenKept(block: RuledBlock, queries: number): number {
    const { first, rows, z, stride } = block;
    const written = this.ruled.ask(block, () => this.writeLogits(queries, block));
    if (!written) {
      this.logits.multiplyMarked(this.scaled(queries, rows), rows, first + rows, this.ruled.marks, z, stride);
    }
    return this.ruled.soften(block, this.sums);
  }

  private writeLogits(queries: number, { first, rows, stride }: Block): void {
    this.logits.multiplyStored(this.scaled(queries, rows), rows, this.d, first + rows, this.z, stride);
  }

  /** Queries over sqrt(d). */
  private scaled(queries: number, rows: number): number {
    this.memory.kernels.model.scaled(queries, rows * this.d, 1 / Math.sqrt(this.d), this.queries);
    return this.queries;
  }
}
