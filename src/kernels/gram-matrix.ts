import { Arena } from "./arena.js";
import { instantiate } from "./instance.js";
import { bytesOf, type Precision } from "./precision.js";

/** A matrix E in the kernels' memory, to be filled and then multiplied: v -> E^T E v. */
export class GramMatrix {
  private readonly kernels: ReturnType<typeof instantiate>[Precision];
  private readonly stride: number; // whole vectors
  private readonly e: number; // (rows up to an even number, stride)
  private readonly v: number;
  private readonly out: number;

  /** @param ceiling bytes that the memory may grow to */
  constructor(
    private readonly precision: Precision,
    private readonly rows: number,
    private readonly columns: number,
    ceiling: number,
  ) {
    this.kernels = instantiate()[precision];
    const arena = new Arena(this.kernels.memory, this.kernels.heapBase, ceiling);
    this.stride = 4 * Math.ceil(columns / 4);
    this.e = arena.take(bytesOf(precision) * this.stride * 2 * Math.ceil(rows / 2));
    this.v = arena.take(8 * this.stride);
    this.out = arena.take(8 * this.stride);
  }

  /** Row i, to be written. */
  row(i: number): Float32Array | Float64Array {
    const numbers = this.precision === "float32" ? Float32Array : Float64Array;
    const from = this.e + bytesOf(this.precision) * i * this.stride;
    return new numbers(this.kernels.memory.buffer, from, this.columns);
  }

  /** Writes E^T E v to `out`; both have one entry a column. Sums are in float64. */
  multiply(v: Float64Array, out: Float64Array): void {
    const { buffer } = this.kernels.memory;
    new Float64Array(buffer, this.v, this.columns).set(v);
    this.kernels.gram(this.e, 2 * Math.ceil(this.rows / 2), this.stride, this.v, this.out);
    out.set(new Float64Array(buffer, this.out, this.columns));
  }
}
