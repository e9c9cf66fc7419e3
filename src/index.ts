/** The library `ncsparse`: attention rows, bounds, claims and what a notebook's cells call. */
export * from "./attention/index.js";
export * from "./bounds/index.js";
export * from "./claims/index.js";
export * from "./experiments/index.js";
export * from "ncsparse-kit";
export * from "./limit/index.js";
export * from "./measure/index.js";
export * from "./model/index.js";
export * from "./practical/index.js";
export * from "./tensors/index.js";
export * from "./window/index.js";
