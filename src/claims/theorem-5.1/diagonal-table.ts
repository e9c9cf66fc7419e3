import { isotropicWeights, measureRows, randomWeights, type Weights } from "../../attention/index.js";
import { drawInputs } from "../../kernels/index.js";
import { stream } from "ncsparse-kit/random";
import { formatNumber } from "ncsparse-kit/claims/format";
import type { Context } from "ncsparse-kit/claims/claim";
import { DIMENSION, type WeightsName } from "./matrices.js";

const N = 2048;
const EPS = 1e-4;
const MATRICES = 4;
const ROWS = 256;
const SCALES = [1, 2, 4] as const;

/** For both kinds of weights: how often a row of self-attention has one entry above 1e-4, how many it has, and p_(1). */
export function diagonalTable({ seed }: Pick<Context, "seed">): string[][] {
  return (["isotropic", "random"] as const).flatMap((name) =>
    SCALES.map((s) => {
      const { single, above, largest } = averages(name, s, seed);
      return [name, String(s), `${(100 * single).toFixed(1)} %`, formatNumber(above), formatNumber(largest)];
    }),
  );
}

function averages(name: WeightsName, s: number, seed: number) {
  const inputs = new Float64Array(N * DIMENSION);
  const sums = { single: 0, above: 0, largest: 0 };
  const share = 1 / (MATRICES * ROWS);
  for (let matrix = 0; matrix < MATRICES; matrix++) {
    drawInputs(stream(seed, "T5.1 diagonal", name, matrix), "gaussian", inputs, 1);
    const weights = weightsAt(name, s, seed, matrix);
    const queries = inputs.slice(0, ROWS * DIMENSION);
    const rows = measureRows({ kind: "inputs", weights, inputs, queries }, { thresholds: [EPS], windows: [] });
    for (let i = 0; i < ROWS; i++) {
      if (rows.above[i] === 1) sums.single += share;
      sums.above += share * rows.above[i]!;
      sums.largest += share * rows.largest[i]!;
    }
  }
  return sums;
}

function weightsAt(name: WeightsName, s: number, seed: number, matrix: number): Weights {
  return name === "isotropic"
    ? isotropicWeights(DIMENSION, s)
    : randomWeights(stream(seed, "T5.1 diagonal weights", matrix), DIMENSION, s);
}
