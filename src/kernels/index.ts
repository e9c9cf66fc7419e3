export { Arena } from "./arena.js";
export { drawInputs } from "./draw-inputs.js";
export { instantiate, type Kernels } from "./instance.js";
export { bytesOf, cutoff, type Precision } from "./precision.js";
export { GramMatrix } from "./gram-matrix.js";
export { timesTranspose } from "./times-transpose.js";
export { WeightSums } from "./sum-weights.js";
export { MAX_QUERIES, numbersAt, PackedProduct, wholePanels, type KernelMemory } from "./packed-product.js";
