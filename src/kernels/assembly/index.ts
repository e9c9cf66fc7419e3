// The module's exports: the kernels of rows in both precisions, those of a language model in float32.
import { gram } from "./gram";
import { moments } from "./moments";
import { pack, packQueries } from "./pack";
import { product } from "./product";
import { statistics } from "./row";
import { softmaxWeights } from "./softmax";
export { addRows, divideRows, rmsNorm, scaled } from "./between";
export { draws } from "./draws";
export { rotateRows, splitHeads } from "./heads";
export { packColumns, packNonzero } from "./pack";
export { productNonzero } from "./product";
export { ask, askOutputs } from "./questions";
export { keepLargest, keepShare } from "./select";
export { copyRow, exactRow, softenKept, softenRows } from "./soften";
export { sumWeights } from "./sum";
export { swiGlu } from "./swi-glu";

/** Where free memory starts, a multiple of 64. */
export function heapBase(): usize {
  return (__heap_base + 63) & ~63;
}

export function packF32(x: usize, n: i32, d: i32, panels: usize): void {
  pack<f32>(x, n, d, panels);
}

export function packF64(x: usize, n: i32, d: i32, panels: usize): void {
  pack<f64>(x, n, d, panels);
}

export function packQueriesF32(y: usize, rows: i32, d: i32, groups: usize): void {
  packQueries<f32>(y, rows, d, groups);
}

export function packQueriesF64(y: usize, rows: i32, d: i32, groups: usize): void {
  packQueries<f64>(y, rows, d, groups);
}

export function productF32(
  y: usize,
  groups: i32,
  panels: usize,
  n: i32,
  d: i32,
  room: i32,
  z: usize,
  stride: i32,
  marks: usize,
): void {
  product<f32>(y, groups, panels, n, d, room, z, stride, marks);
}

export function productF64(
  y: usize,
  groups: i32,
  panels: usize,
  n: i32,
  d: i32,
  room: i32,
  z: usize,
  stride: i32,
  marks: usize,
): void {
  product<f64>(y, groups, panels, n, d, room, z, stride, marks);
}

export function statisticsF32(z: usize, n: i32, record: usize): bool {
  return statistics<f32>(z, n, record);
}

export function statisticsF64(z: usize, n: i32, record: usize): bool {
  return statistics<f64>(z, n, record);
}

export function softmaxWeightsF32(z: usize, n: i32): f64 {
  return softmaxWeights<f32>(z, n);
}

export function softmaxWeightsF64(z: usize, n: i32): f64 {
  return softmaxWeights<f64>(z, n);
}

export function momentsF32(z: usize, n: i32, out: usize): void {
  moments<f32>(z, n, out);
}

export function momentsF64(z: usize, n: i32, out: usize): void {
  moments<f64>(z, n, out);
}

export function gramF32(e: usize, rows: i32, columns: i32, v: usize, out: usize): void {
  gram<f32>(e, rows, columns, v, out);
}

export function gramF64(e: usize, rows: i32, columns: i32, v: usize, out: usize): void {
  gram<f64>(e, rows, columns, v, out);
}
