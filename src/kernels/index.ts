export { Arena } from "./arena.js";
export { drawInputs } from "./draw-inputs.js";
export { instantiate, type Kernels } from "./instance.js";
export type { ModelKernels } from "./model-kernels.js";
export { bytesOf, cutoff, type Precision } from "./precision.js";
export { GramMatrix } from "./gram-matrix.js";
export { WeightSums } from "./sum-weights.js";
export { MAX_QUERIES, numbersAt, PackedProduct, wholePanels, type KernelMemory } from "./packed-product.js";
export { ViewsByLength } from "./views-by-length.js";
