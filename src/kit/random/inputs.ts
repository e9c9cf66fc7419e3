import { fillNormal } from "./normal.js";
import type { Stream } from "./stream.js";

/** Law of the entries of the input X: mean 0, and unit variance at scale 1. */
export type InputModel = "gaussian" | "uniform" | "rademacher";

const SQRT3: number = Math.sqrt(3);

/**
 * Fills `out` with independent entries of the model, one stream position each.
 *
 * `gaussian`: N(0, scale^2). `uniform`: on [-sqrt 3, sqrt 3] * scale. `rademacher`: +-scale with probability 1/2.
 *
 * @param scale standard deviation of an entry, finite and >= 0
 */
export function drawInput(stream: Stream, model: InputModel, out: Float64Array, scale = 1): void {
  requireScale("drawInput", scale);
  switch (model) {
    case "gaussian":
      fillNormal(stream, out, scale);
      return;
    case "uniform":
      stream.fillUniform(out);
      for (let i = 0; i < out.length; i++) out[i] = (2 * out[i]! - 1) * SQRT3 * scale;
      return;
    case "rademacher":
      stream.fillUniform(out);
      for (let i = 0; i < out.length; i++) out[i] = out[i]! < 0.5 ? -scale : scale;
  }
}

/**
 * tau such that an entry x is sub-Gaussian with variance proxy tau^2, E exp(t x) <= exp(t^2 tau^2 / 2) for all t.
 *
 * In all three models the best tau is the standard deviation, `scale`: Gaussian s, Rademacher B = scale (Hoeffding's
 * lemma), uniform on [-B, B] B / sqrt 3 = scale.
 */
export function varianceProxy(model: InputModel, scale = 1): number {
  requireScale("varianceProxy", scale);
  return model === "uniform" ? inputBound(model, scale) / SQRT3 : scale;
}

/** B such that |x| <= B for every entry: Infinity for the Gaussian model (unless scale is 0). */
export function inputBound(model: InputModel, scale = 1): number {
  requireScale("inputBound", scale);
  switch (model) {
    case "gaussian":
      return scale === 0 ? 0 : Infinity;
    case "uniform":
      return SQRT3 * scale;
    case "rademacher":
      return scale;
  }
}

function requireScale(caller: string, scale: number): void {
  if (!(scale >= 0 && scale < Infinity)) {
    throw new RangeError(`${caller}: scale must be finite and >= 0, got ${scale}`);
  }
}
