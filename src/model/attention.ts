import { MAX_QUERIES, PackedProduct, wholePanels, type KernelMemory } from "../kernels/index.js";
import { logitsNotFinite, type HeadPlace, type KeepKeys } from "./rule.js";
import type { RuledRow } from "./ruled-row.js";

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
   * @param row has room for n keys
   */
  constructor(
    private readonly memory: KernelMemory,
    private readonly n: number,
    private readonly d: number,
    private readonly row: RuledRow,
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
      this.writeLogits(queries, { first, rows, stride });
      if (keep === undefined) {
        kept += this.soften(place, { first, rows, stride });
        this.values.multiplyStored(z, rows, stride, d, out, outStride);
      } else {
        kept += this.softenKept(place, { first, rows, stride }, keep);
        this.values.multiplyNonzero(z, rows, stride, out, outStride);
      }
      const address = to.address + 4 * first * to.stride;
      this.memory.kernels.model.divideRows(out, rows, outStride, d, sums, address, to.stride);
    }
    return kept;
  }

  private writeLogits(queries: number, { first, rows, stride }: Block): void {
    const { d } = this;
    this.memory.kernels.model.scaled(queries + 4 * first * d, rows * d, 1 / Math.sqrt(d), this.queries);
    this.logits.multiplyStored(this.queries, rows, d, first + rows, this.z, stride);
  }

  /** Logits to weights, 0 where a key is not seen. Returns how many are seen. */
  private soften(place: HeadPlace, { first, rows, stride }: Block): number {
    const done = this.memory.kernels.model.softenRows(this.z, rows, stride, first + 1, this.sums);
    if (done < rows) throw logitsNotFinite(place, first + done);
    return rows * first + (rows * (rows + 1)) / 2;
  }

  /** Logits to weights, 0 where a key is not seen or not kept. Returns how many are kept. */
  private softenKept(place: HeadPlace, { first, rows, stride }: Block, keep: KeepKeys): number {
    let kept = 0;
    for (let r = 0; r < rows; r++) {
      const keys = { place, position: first + r, keep };
      kept += this.row.soften(keys, this.z + 4 * r * stride, stride, this.sums + 8 * r);
    }
    return kept;
  }
}
