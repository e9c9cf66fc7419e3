import { MAX_QUERIES, numbersAt, PackedProduct, wholePanels, type KernelMemory } from "../kernels/index.js";
import { logitsNotFinite, type HeadPlace, type KeepKeys } from "./rule.js";
import { RuledRow } from "./ruled-row.js";

/** Where a head's outputs go: row i of a matrix, from a column on. */
export interface HeadOutput {
  readonly matrix: Float32Array; // (n, columns)
  readonly columns: number;
  readonly from: number;
}

/** Causal attention of one head after another over the same number of tokens. */
export class CausalAttention {
  private readonly logits: PackedProduct; // keys (n, d)
  private readonly values: PackedProduct; // V^T (d, n up to whole panels)
  private readonly transposed: Float32Array;
  private readonly queries: Float64Array; // (MAX_QUERIES, d)
  private readonly z: number; // (MAX_QUERIES, stride): logits, then weights
  private readonly out: number; // (MAX_QUERIES, outStride)
  private readonly outStride: number;
  private readonly row: RuledRow;

  /**
   * @param memory float32 kernels
   * @param d entries of a query
   */
  constructor(
    private readonly memory: KernelMemory,
    private readonly n: number,
    private readonly d: number,
  ) {
    const whole = wholePanels(n);
    this.outStride = wholePanels(d);
    this.logits = new PackedProduct(memory, n, d);
    this.values = new PackedProduct(memory, d, whole);
    this.transposed = new Float32Array(d * whole);
    this.queries = new Float64Array(MAX_QUERIES * d);
    this.z = memory.arena.take(4 * MAX_QUERIES * whole);
    this.out = memory.arena.take(4 * MAX_QUERIES * this.outStride);
    this.row = new RuledRow(memory.kernels, n);
  }

  /** Takes keys and values, (n, d) each, in the place of those before. */
  load(keys: Float32Array, values: Float32Array): void {
    this.logits.pack(keys);
    const whole = this.transposed.length / this.d;
    for (let j = 0; j < this.n; j++) {
      for (let f = 0; f < this.d; f++) this.transposed[f * whole + j] = values[j * this.d + f]!;
    }
    this.values.pack(this.transposed);
  }

  /**
   * Attends from each query to the keys up to it, or to those of them that are kept.
   *
   * @param queries (n, d)
   * @throws RangeError if logits are not finite, or a row keeps nothing
   */
  attend(place: HeadPlace, queries: Float32Array, keep: KeepKeys | undefined, to: HeadOutput): void {
    for (let first = 0; first < this.n; first += MAX_QUERIES) {
      const rows = Math.min(MAX_QUERIES, this.n - first);
      const stride = wholePanels(first + rows);
      this.writeLogits(queries, first, rows, stride);
      const sums = this.soften(place, first, rows, stride, keep);
      this.values.multiplyStored(this.z, rows, stride, this.out, this.outStride);
      const mixed = numbersAt(this.memory, this.out, 0, rows * this.outStride);
      for (let r = 0; r < rows; r++) {
        const at = (first + r) * to.columns + to.from;
        for (let f = 0; f < this.d; f++) to.matrix[at + f] = mixed[r * this.outStride + f]! / sums[r]!;
      }
    }
  }

  private writeLogits(queries: Float32Array, first: number, rows: number, stride: number): void {
    const scale = 1 / Math.sqrt(this.d);
    const from = first * this.d;
    for (let i = 0; i < rows * this.d; i++) this.queries[i] = scale * queries[from + i]!;
    this.logits.multiply(this.queries, rows, first + rows, this.z, stride);
  }

  /** Logits to weights, 0 where a key is not seen or not kept. Returns the weights' sums, a row each. */
  private soften(
    place: HeadPlace,
    first: number,
    rows: number,
    stride: number,
    keep: KeepKeys | undefined,
  ): Float64Array {
    const z = numbersAt(this.memory, this.z, 0, rows * stride) as Float32Array;
    return Float64Array.from({ length: rows }, (_, r) => {
      const [position, address] = [first + r, this.z + 4 * r * stride];
      const row = z.subarray(r * stride, (r + 1) * stride);
      const sum =
        keep === undefined
          ? this.memory.kernels.softmaxWeights(address, position + 1)
          : this.row.soften(place, position, { address, row }, keep);
      if (sum === 0) throw logitsNotFinite(place, position);
      row.fill(0, position + 1);
      return sum;
    });
  }
}
