import { Arena, instantiate, MAX_QUERIES, PackedProduct, wholePanels, type KernelMemory } from "../kernels/index.js";
import { norm, requireInputs, type Logits, type LogitsBuffer } from "./logits.js";
import { transposed, type Weights } from "./weights.js";

const CEILING = 2 ** 32;

/**
 * All logits z_ij = y_i^T W x_j of one matrix after the other, on the float64 kernels: the same numbers, bit for bit, as
 * `crossLogits`, which is the definition.
 */
export class MatrixLogits {
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
    const kernels = instantiate().float64;
    const arena = new Arena(kernels.memory, kernels.heapBase, CEILING);
    const memory: KernelMemory = { kernels, arena, precision: "float64" };
    this.stride = wholePanels(Math.max(n, d));
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
    this.projection.multiplyAll(y, this.out, this.stride, projected);
    this.product.pack(x);
    this.product.multiplyAll(projected, this.out, this.stride, z);
    for (let i = 0; i < n; i++) rowNorms[i] = norm(projected, i * d, (i + 1) * d);
    return this.buffer;
  }
}
