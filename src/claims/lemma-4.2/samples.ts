/** The draws behind Lemma 4.2: one grid, sampled once a session for all parts, and once more for all controls. */
import { isotropicWeights, randomWeights, rankOneWeights, type Weights } from "../../attention/weights.js";
import { drawMatrices, type MatrixSetup, type MatrixStatistic } from "../../experiments/matrices.js";
import * as statistics from "../../experiments/statistics.js";
import { stream, type InputModel } from "ncsparse-kit/random";
import type { Context } from "ncsparse-kit/claims/claim";
import { drawSet } from "ncsparse-kit/claims/draw-set";
import type { Profile } from "ncsparse-kit/claims/result";

/** The failure probability that every statement of the family is made at. */
export const DELTA = 0.1;

/** At delta = .1, 117 draws without a failure decide; 160 leave room for one failure. */
export const DRAWS = 160;

/** The dimension of the inputs: a head of ordinary size. */
export const DIMENSION = 64;

// A type, not an interface: only types are assignable to a record of cell parameters.
export type MatrixCell = {
  readonly input: InputModel;
  readonly W: WeightsLabel;
  readonly n: number;
  readonly d: number;
  /** The scale of the weights: 1, or s of random ones, whose factors have entries N(0, s/d). */
  readonly s: number;
};

type WeightsLabel = "I/√d" | "random" | "v vᵀ";

/** Random weights at 4: wide row scales beside the unit scale of the others. */
const RANDOM_SCALE = 4;

/** A point of the family's grids. */
export function matrixCell(input: InputModel, W: WeightsLabel, n: number): MatrixCell {
  return { input, W, n, d: DIMENSION, s: W === "random" ? RANDOM_SCALE : 1 };
}

const cell = matrixCell;

const QUICK: readonly MatrixCell[] = [
  cell("gaussian", "I/√d", 16),
  cell("gaussian", "I/√d", 64),
  cell("gaussian", "I/√d", 256),
  cell("gaussian", "I/√d", 512),
  cell("gaussian", "random", 256),
  cell("uniform", "I/√d", 256),
  cell("rademacher", "I/√d", 256),
  cell("rademacher", "v vᵀ", 256),
  cell("gaussian", "v vᵀ", 256),
  cell("uniform", "random", 256),
  cell("uniform", "v vᵀ", 256),
  cell("rademacher", "random", 256),
];

/** Inputs and weights over which the parts are run: every law under every W at n = 256, and the growth in n. */
export const GRID: Readonly<Record<Profile, readonly MatrixCell[]>> = {
  quick: QUICK,
  full: [
    ...QUICK,
    cell("gaussian", "I/√d", 1024),
    cell("gaussian", "random", 1024),
    cell("uniform", "I/√d", 1024),
    cell("rademacher", "I/√d", 1024),
  ],
};

/** Gaussian input under every W: what the diagonal's bound is made for. */
export const GAUSSIAN_GRID: Readonly<Record<Profile, readonly MatrixCell[]>> = only((c) => c.input === "gaussian");

/** Gaussian input under W = I/sqrt(d), for which the laws of the diagonal and of R are exact. */
export const ISOTROPIC_GRID: Readonly<Record<Profile, readonly MatrixCell[]>> = only(
  (c) => c.input === "gaussian" && c.W === "I/√d",
);

function only(condition: (c: MatrixCell) => boolean): Record<Profile, MatrixCell[]> {
  return { quick: GRID.quick.filter(condition), full: GRID.full.filter(condition) };
}

/** Bounded inputs under every W. */
export const BOUNDED_GRID: Readonly<Record<Profile, readonly MatrixCell[]>> = only((c) => c.input !== "gaussian");

/** Where the controls run: Gaussian input, one n; their failure probabilities are known there. */
export const CONTROL_CELL: MatrixCell = cell("gaussian", "I/√d", 256);

export const CONTROL_GRID: Readonly<Record<Profile, readonly MatrixCell[]>> = {
  quick: [CONTROL_CELL],
  full: [CONTROL_CELL],
};

/** Everything that the parts and their controls read off a matrix. */
type ExtremeName =
  | "rowScale"
  | "inLargestScale"
  | "inOwnScale"
  | "diagonal"
  | "smallestDiagonal"
  | "diagonalDeviation"
  | "lnRowSum"
  | "lnRowSumAboveOwnScale"
  | "lnJensen"
  | "jensenExcess"
  | "absoluteJensenExcess";

const STATISTICS: Readonly<Record<ExtremeName, MatrixStatistic>> = {
  rowScale: statistics.rowScale,
  inLargestScale: statistics.largestInLargestScale,
  inOwnScale: statistics.largestInOwnScale,
  diagonal: statistics.largestDiagonal,
  smallestDiagonal: statistics.smallestDiagonal,
  diagonalDeviation: statistics.diagonalDeviation,
  lnRowSum: statistics.smallestLnRowSum,
  lnRowSumAboveOwnScale: statistics.smallestLnRowSumAboveOwnScale,
  lnJensen: statistics.smallestLnJensenBound,
  jensenExcess: statistics.jensenExcess,
  absoluteJensenExcess: statistics.absoluteJensenExcess,
};

/** One value a draw. */
export type Extremes = Record<ExtremeName, Float64Array>;

/**
 * The extremes of matrices at a cell.
 *
 * @param role "claim" or "control": independent draws for each
 */
export function extremes(
  parameters: MatrixCell,
  context: Context,
  role: "claim" | "control",
  draws: number = DRAWS,
): Extremes {
  const { input, W, n, d, s } = parameters;
  const setup = setupOf(parameters, context.seed);
  return drawSet(context, { path: ["L4.2", role, input, W, n], reading: [d, s, draws] }, (path) =>
    drawMatrices(context.seed, path, setup, draws, STATISTICS, context.signal),
  );
}

/** The setup of a cell; unit input variance, so that tau is 1 (Gaussian, Rademacher) or 1 by its width (uniform). */
export function setupOf(parameters: MatrixCell, seed: number): MatrixSetup {
  const { n, input } = parameters;
  return { n, input, inputScale: 1, weights: weightsOf(parameters, seed) };
}

function weightsOf({ W, d, s }: MatrixCell, seed: number): Weights {
  switch (W) {
    case "I/√d":
      return isotropicWeights(d);
    case "v vᵀ":
      return rankOneWeights(d);
    case "random":
      return randomWeights(stream(seed, "L4.2", "random weights"), d, s);
  }
}
