/** Arrays that NumPy saved. */
export { readNpy, type NpyArray } from "./read-npy.js";
