/** The draws behind Theorem 6.2: whole matrices, their Frobenius error and its floor. */
import { drawSet, type DrawPath } from "ncsparse-kit/claims/draw-set";
import { RowEngine } from "../../attention/pipeline-engine.js";
import { isotropicWeights } from "../../attention/weights.js";
import { frobeniusFloor } from "../../bounds/theorem-6.2.js";
import { drawInputs } from "../../kernels/index.js";
import { stream } from "ncsparse-kit/random";
import type { Context } from "ncsparse-kit/claims/claim";

const DIMENSION = 64;

/** Matrices at each length. Their Frobenius errors agree to a few per cent, so that twelve show a trend. */
export const DRAWS = 12;

export type MatrixCell = {
  readonly attention: "self" | "cross";
  readonly s: number;
  readonly window: "k = 4" | "k = ln n / ln ln n" | "k = ln n" | "k = √n";
  readonly n: number;
};

const WINDOWS = ["k = 4", "k = ln n / ln ln n", "k = ln n", "k = √n"] as const;

export type Role = "claim" | "control";

/** Logit scales by role. At s = 0 all logits are equal and nothing is left to chance: the controls run there. */
const SCALES: Readonly<Record<Role, readonly number[]>> = { claim: [0.25, 1], control: [0] };

export function windowOf({ window, n }: Pick<MatrixCell, "window" | "n">): number {
  switch (window) {
    case "k = 4":
      return 4;
    case "k = ln n / ln ln n":
      return Math.ceil(Math.log(n) / Math.log(Math.log(n)));
    case "k = ln n":
      return Math.round(Math.log(n));
    case "k = √n":
      return Math.round(Math.sqrt(n));
  }
}

/** One value a draw. */
export interface FrobeniusSample {
  readonly error: Float64Array; // ||P_k - P||_F
  readonly floor: Float64Array;
  readonly massExcess: Float64Array; // max over rows of (1 - k p_(1)) - (1 - m_k)
  readonly shortMassExcess: Float64Array; // the same with k - 1 for k: the control
}

/** Frobenius errors of drawn matrices in float64; scales and windows share the draws. */
export function frobeniusSample(cell: MatrixCell, context: Context, role: Role): FrobeniusSample {
  const { attention, n, s } = cell;
  const k = windowOf(cell);
  const windows = WINDOWS.map((name) => windowOf({ window: name, n }));
  const samples = drawSet(context, ["T6.2", role, attention, n], (path) => draw(path, cell, windows, context, role));
  return samples[SCALES[role].indexOf(s)]![windows.indexOf(k)]!;
}

function draw(
  path: DrawPath,
  { attention, n }: Pick<MatrixCell, "attention" | "n">,
  windows: readonly number[],
  { seed, signal }: Context,
  role: Role,
): FrobeniusSample[][] {
  const column = (): Float64Array => new Float64Array(DRAWS);
  const out = SCALES[role].map(() =>
    windows.map(() => ({ error: column(), floor: column(), massExcess: column(), shortMassExcess: column() })),
  );
  const engine = new RowEngine();
  const weights = isotropicWeights(DIMENSION);
  const inputs = new Float64Array(n * DIMENSION);
  const queries = new Float64Array(n * DIMENSION);
  for (let d = 0; d < DRAWS; d++) {
    signal?.throwIfAborted();
    drawInputs(stream(seed, ...path, d), "gaussian", inputs, 1);
    if (attention === "cross") drawInputs(stream(seed, ...path, d, "queries"), "gaussian", queries, 1);
    const source = { kind: "inputs", weights, inputs, ...(attention === "cross" ? { queries } : {}) } as const;
    const distinct = [...new Set(windows)];
    const rows = engine.open(source, { thresholds: [], windows: distinct }, "float64");
    SCALES[role].forEach((scale, s) => {
      const measured = rows.measure(undefined, scale);
      const norms = measured.participation.map((x) => 1 / Math.sqrt(x));
      windows.forEach((k, w) => {
        const at = distinct.indexOf(k);
        let squares = 0;
        let excess = -Infinity;
        let short = -Infinity;
        for (let i = 0; i < n; i++) {
          squares += measured.l2[i * distinct.length + at]! ** 2;
          const mass = measured.mass[i * distinct.length + at]!;
          excess = Math.max(excess, mass - k * measured.largest[i]!);
          short = Math.max(short, mass - (k - 1) * measured.largest[i]!);
        }
        out[s]![w]!.error[d] = Math.sqrt(squares);
        out[s]![w]!.floor[d] = frobeniusFloor(norms, k);
        out[s]![w]!.massExcess[d] = excess;
        out[s]![w]!.shortMassExcess[d] = short;
      });
    });
  }
  return out;
}
