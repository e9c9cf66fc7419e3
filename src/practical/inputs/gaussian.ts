import { drawInputs } from "../../kernels/index.js";
import type { Stream } from "ncsparse-kit/random";
import type { HeadInput } from "../head.js";

/** Size of an input. */
export interface Shape {
  readonly n: number;
  readonly d: number;
}

/** Queries and keys with independent N(0, 1) entries: queries are not among the keys. */
export function gaussianInput({ n, d }: Shape, source: Stream): HeadInput {
  return { n, d, queries: normals(source, n * d), keys: normals(source, n * d) };
}

/** Independent standard normals. */
export function normals(source: Stream, count: number): Float64Array {
  const out = new Float64Array(count);
  drawInputs(source, "gaussian", out);
  return out;
}
