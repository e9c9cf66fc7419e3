import type { Stream } from "ncsparse-kit/random";
import type { HeadInput } from "../head.js";
import { gaussianInput, type Shape } from "./gaussian.js";

/** Gaussian queries and keys; the logit of key 1 is raised by `boost` for every query. */
export function sinkInput(shape: Shape, boost: number, source: Stream): HeadInput {
  return { ...gaussianInput(shape, source), bias: (_, j) => (j === 0 ? boost : 0) };
}
