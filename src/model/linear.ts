import { MAX_QUERIES, PackedProduct, wholePanels, type KernelMemory } from "../kernels/index.js";

/** A linear map y = W x, its weights packed for the kernels. */
export class Linear {
  /** Entries from row to row of what `times` leaves. */
  readonly stride: number;
  private readonly product: PackedProduct;
  private readonly outputs: number;
  private readonly y: number; // (MAX_QUERIES, stride)

  /** @param weights matrices (outputs, inputs), one below another */
  constructor(
    memory: KernelMemory,
    weights: readonly Float32Array[],
    private readonly inputs: number,
  ) {
    this.outputs = weights.reduce((sum, matrix) => sum + matrix.length / inputs, 0);
    this.stride = wholePanels(this.outputs);
    this.product = new PackedProduct(memory, this.outputs, inputs);
    this.product.pack(stacked(weights));
    this.y = memory.arena.take(4 * MAX_QUERIES * this.stride);
  }

  /**
   * @param x address, (rows, inputs), at most MAX_QUERIES rows
   * @returns address, (rows, stride), of which the first entries are W x: until the next product
   */
  times(x: number, rows: number): number {
    this.product.multiplyStored(x, rows, this.inputs, this.outputs, this.y, this.stride);
    return this.y;
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
