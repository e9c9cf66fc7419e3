import { MAX_QUERIES, numbersAt, PackedProduct, wholePanels, type KernelMemory } from "../kernels/index.js";

/** A linear map y = W x, its weights packed for the kernels. */
export class Linear {
  /** Entries from row to row of what `times` returns. */
  readonly stride: number;
  private readonly product: PackedProduct;
  private readonly outputs: number;
  private readonly y: number; // (MAX_QUERIES, stride)

  /** @param weights matrices (outputs, inputs), one below another */
  constructor(
    private readonly memory: KernelMemory,
    weights: readonly Float32Array[],
    inputs: number,
  ) {
    this.outputs = weights.reduce((sum, matrix) => sum + matrix.length / inputs, 0);
    this.stride = wholePanels(this.outputs);
    this.product = new PackedProduct(memory, this.outputs, inputs);
    this.product.pack(stacked(weights));
    this.y = memory.arena.take(4 * MAX_QUERIES * this.stride);
  }

  /**
   * @param x (rows, inputs), at most MAX_QUERIES rows
   * @returns (rows, stride), of which the first entries are W x; the kernels' own, until the next product
   */
  times(x: Float32Array, rows: number): Float32Array {
    this.product.multiply(x, rows, this.outputs, this.y, this.stride);
    return numbersAt(this.memory, this.y, 0, rows * this.stride) as Float32Array;
  }
}

function stacked(matrices: readonly Float32Array[]): Float32Array {
  const out = new Float32Array(matrices.reduce((sum, matrix) => sum + matrix.length, 0));
  let at = 0;
  for (const matrix of matrices) {
    out.set(matrix, at);
    at += matrix.length;
  }
  return out;
}
