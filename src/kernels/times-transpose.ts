import { Arena } from "./arena.js";
import { instantiate } from "./instance.js";
import { MAX_QUERIES, PackedProduct, wholePanels, type KernelMemory } from "./packed-product.js";

/** Bytes that the columns may take in the kernels' memory. */
const CEILING = 2 ** 32;

/** One for all products of a thread: each takes the whole memory, and gives it back. */
let shared: KernelMemory | undefined;

/**
 * A B^T in float64, each entry's products added in their order: bit for bit what two loops give, several times as fast.
 *
 * @param a (rows, width), row-major
 * @param b (columns, width), row-major
 * @returns (rows, columns), row-major
 * @throws RangeError if either is no matrix of such rows
 */
export function timesTranspose(a: Float64Array, b: Float64Array, width: number): Float64Array {
  const [rows, columns] = [a.length / width, b.length / width];
  if (!Number.isInteger(rows) || !Number.isInteger(columns)) {
    throw new RangeError(
      `timesTranspose: matrices must have rows of ${width} numbers, got ${a.length} and ${b.length} in all`,
    );
  }
  const out = new Float64Array(rows * columns);
  if (out.length > 0) multiply(a, b, width, out);
  return out;
}

function multiply(a: Float64Array, b: Float64Array, width: number, out: Float64Array): void {
  const memory = (shared ??= open());
  memory.arena.reset();
  const columns = b.length / width;
  const product = new PackedProduct(memory, columns, width);
  const stride = wholePanels(columns);
  const z = memory.arena.take(8 * MAX_QUERIES * stride);
  product.pack(b);
  product.multiplyAll(a, z, stride, out);
}

function open(): KernelMemory {
  const kernels = instantiate().float64;
  const arena = new Arena(kernels.memory, kernels.heapBase, CEILING);
  return { kernels, arena, precision: "float64" };
}
