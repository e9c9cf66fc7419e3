import { attentionRow, type Head } from "./head.js";
import { keptRow, type Kept } from "./kept.js";
import { addScaled, times } from "./products.js";

/** Values V, and the exact output P V. */
export interface HeadOutput {
  readonly width: number;
  readonly values: Float64Array; // (n, width), row-major
  readonly output: Float64Array; // (n, width): P V
}

/** The exact output of a head. */
export function headOutput(head: Head, values: Float64Array): HeadOutput {
  const width = values.length / head.n;
  // A causal row's unseen keys have attention 0.
  return { width, values, output: times(head.attention, values, head.n) };
}

/** The mass that row i's kept keys capture: m = sum of p_j over them; the total variation is 1 - m. */
export function capturedMass(head: Head, kept: Kept, i: number): number {
  const p = attentionRow(head, i);
  const keys = keptRow(head, kept, i);
  let mass = 0;
  for (let t = 0; t < keys.length; t++) mass += p[keys[t]!]!;
  return mass;
}

/**
 * ||p_kept - p||^2 of row i: (1/m - 1)^2 times the kept squares, and the others.
 *
 * @param row.mass what they capture
 * @param row.squares ||p||^2
 */
export function rowErrorSquared(
  head: Head,
  kept: Kept,
  i: number,
  { mass, squares }: { mass: number; squares: number },
): number {
  const p = attentionRow(head, i);
  const keys = keptRow(head, kept, i);
  let inside = 0;
  for (let t = 0; t < keys.length; t++) inside += p[keys[t]!]! * p[keys[t]!]!;
  return (1 / mass - 1) ** 2 * inside + Math.max(0, squares - inside);
}

/**
 * ||(p_kept - p) V||^2 of row i, p_kept the row restricted to its kept keys and renormalised.
 *
 * @param mass what they capture
 */
export function outputErrorSquared(head: Head, kept: Kept, exact: HeadOutput, i: number, mass: number): number {
  return keptOutputError(attentionRow(head, i), keptRow(head, kept, i), exact, { i, mass });
}

/**
 * The same of any keys.
 *
 * @param p row i of the exact attention; @param keys what is kept of it, each key once
 * @param mass what they capture
 */
export function keptOutputError(
  p: Float64Array,
  keys: Uint32Array,
  { width, values, output }: HeadOutput,
  { i, mass }: { i: number; mass: number },
): number {
  const sparse = new Float64Array(width);
  for (let t = 0; t < keys.length; t++) addScaled(sparse, 0, p[keys[t]!]!, values, keys[t]! * width, width);
  let squares = 0;
  for (let f = 0; f < width; f++) squares += (sparse[f]! / mass - output[i * width + f]!) ** 2;
  return squares;
}
