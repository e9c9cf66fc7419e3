/** The draws behind methods at equal cost: whole heads, the same at every scale, and the errors of each estimate of them. */
import { headOutput } from "../../practical/kept-errors.js";
import { affordable, costOfKeys, type Estimator } from "../../practical/estimators/index.js";
import { estimateErrors, type EstimateErrors } from "../../practical/estimate-errors.js";
import { openHead } from "../../practical/head.js";
import { normals } from "../../practical/inputs/index.js";
import { stream } from "ncsparse-kit/random";
import type { Role } from "ncsparse-kit/claims/kinds";
import type { Context } from "ncsparse-kit/claims/claim";
import { drawSet } from "ncsparse-kit/claims/draw-set";
import { DIMENSION, DRAWS, drawInput, type InputName } from "./samples.js";

/** Length of the heads, unless a claim says otherwise. */
export const ESTIMATE_LENGTH = 128;

/** Heads to draw, and what to make of them. */
export interface EstimatePlan {
  readonly input: InputName;
  /** Logit scale. */
  readonly s: number;
  /** The budget: what it costs to keep k keys of a row. */
  readonly k: number;
  readonly estimators: readonly Estimator[];
  readonly n?: number;
  /** Width of queries, keys and values. */
  readonly d?: number;
  readonly draws?: number;
}

/** Errors by draw and estimator. */
export class EstimateSample {
  constructor(
    private readonly estimators: readonly Estimator[],
    private readonly errors: readonly (readonly (EstimateErrors | undefined)[])[], // (draws, estimators)
  ) {}

  /** The errors of an estimator, draw by draw; undefined where the budget does not buy it. */
  of(estimator: Estimator): readonly EstimateErrors[] | undefined {
    const at = this.estimators.indexOf(estimator);
    const errors = this.errors.map((draw) => draw[at]);
    return errors.every((error) => error !== undefined) ? errors : undefined;
  }
}

/**
 * Bidirectional heads with values of independent N(0, 1) entries, and each estimate at the budget, once a session for each
 * plan and role. Heads of one input and size are the same at every scale and budget.
 */
export function sampleEstimates(plan: EstimatePlan, context: Context, role: Role): EstimateSample {
  const { input, s, k, estimators, n = ESTIMATE_LENGTH, d = DIMENSION, draws = DRAWS } = plan;
  const shape = { n, d, w: d };
  const name = {
    path: ["PW-estimates", role, input, n, d],
    reading: [s, k, draws, ...estimators.map((estimator) => estimator.name)],
  };
  const errors = drawSet(context, name, (path) => {
    const sizes = estimators.map((estimator) => affordable(estimator, shape, costOfKeys(k, shape)));
    return Array.from({ length: draws }, (_, draw) => {
      context.signal?.throwIfAborted();
      const source = stream(context.seed, ...path, draw);
      const head = openHead(drawInput(input, { n, d }, source), { scale: s, causal: false });
      const exact = headOutput(head, normals(source, n * d));
      return estimators.map((estimator, at) => {
        const m = sizes[at];
        if (m === undefined) return undefined;
        const own = stream(context.seed, ...path, draw, estimator.name, s, k);
        return estimateErrors(head, exact, estimator.estimate(head, exact.values, m, own));
      });
    });
  });
  return new EstimateSample(estimators, errors);
}
