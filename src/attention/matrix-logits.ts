import { Arena, instantiate, MAX_QUERIES, PackedProduct, type Kernels } from "../kernels/index.js";
import { requireInputs, type Logits, type LogitsBuffer } from "./logits.js";
import { transposed, type Weights } from "./weights.js";

/** The float64 kernels' panels are this many keys wide. */
const PANEL = 4;
const CEILING = 2 ** 32;

/**
 * All logits z_ij = y_i^T W x_j of one matrix after the other, on the float64 kernels: the same numbers, bit for bit, as
 * `crossLogits`, which is the definition.
 */
export class MatrixLogits {
  private readonly kernels: Kernels = instantiate().float64;
  private readonly projection: PackedProduct;
  private readonly product: PackedProduct;
  private readonly stride: number;
  private readonly out: number; // (MAX_QUERIES, stride), address

  /** @param buffer from `logitsBuffer(n, d)`; overwritten by each matrix */
  constructor(
    private readonly weights: Weights,
    private readonly buffer: LogitsBuffer,
  ) {
    const { n, d } = buffer;
    const arena = new Arena(this.kernels.memory, this.kernels.heapBase, CEILING);
    const memory = { kernels: this.kernels, arena, precision: "float64" } as const;
    this.stride = PANEL * Math.ceil(Math.max(n, d) / PANEL);
    this.projection = new PackedProduct(memory, d, d);
    this.product = new PackedProduct(memory, n, d);
    this.out = arena.take(8 * MAX_QUERIES * this.stride);
    this.projection.pack(transposed(weights.entries, d));
  }

  /**
   * @param y queries, (n, d) row-major
   * @param x keys, (n, d) row-major
   * @throws RangeError if either has another shape
   */
  of(y: Float64Array, x: Float64Array): Logits {
    const { n, d, z, projected, rowNorms } = this.buffer;
    requireInputs("MatrixLogits.of", this.buffer, y, x, this.weights);
    this.multiply(this.projection, y, d, projected);
    this.product.pack(x);
    this.multiply(this.product, projected, n, z);
    for (let i = 0; i < n; i++) {
      let squares = 0;
      for (let f = i * d; f < (i + 1) * d; f++) squares += projected[f]! * projected[f]!;
      rowNorms[i] = Math.sqrt(squares);
    }
    return this.buffer;
  }

  /** out = queries . keys. queries: (n, d); out: (n, keys) */
  private multiply(product: PackedProduct, queries: Float64Array, keys: number, out: Float64Array): void {
    const { n, d } = this.buffer;
    for (let i = 0; i < n; i += MAX_QUERIES) {
      const rows = Math.min(MAX_QUERIES, n - i);
      product.multiply(queries.subarray(i * d, (i + rows) * d), rows, keys, this.out, this.stride);
      const block = new Float64Array(this.kernels.memory.buffer, this.out, rows * this.stride);
      for (let r = 0; r < rows; r++) out.set(block.subarray(r * this.stride, r * this.stride + keys), (i + r) * keys);
    }
  }
}
