/** Arrays as users have them: .npy, .npz and .safetensors files, read by rows, and the attention heads that they hold. */
export type { ArrayRef, Dtype } from "./array-ref.js";
export { headsFrom, headsOf, type ArraysByRole, type HeadKind, type HeadOptions, type HeadRef } from "./heads.js";
export type { ArrayRole } from "./name-place.js";
export { readNpy, type NpyArray } from "./npy.js";
export { openTensors, type TensorSet } from "./open-tensors.js";
export { readRows, type ReadOptions } from "./read-rows.js";
export { selectArrays, type PlacedArray } from "./select-arrays.js";
export type { Tensor } from "./tensor.js";
