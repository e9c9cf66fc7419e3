import { addSums, emptySums, type AtomSums } from "./atom-sums.js";
import { ATOM_ROWS, atomsPerMatrix, selectedRows, type MatrixPlan, type RowSelection } from "./matrix-plan.js";
import { varianceProxy } from "ncsparse-kit/random";
import { runBlocks, type Block, type PoolOptions } from "./run-blocks.js";

/** Norms of P_k - P that evenly spread rows can give; columns are (matrices, windows), row-major. */
export interface SampledNorms {
  readonly matrices: number;
  readonly windows: readonly number[];
  readonly thresholds: readonly number[];
  readonly meanTail: Float64Array; // mean over rows of the total variation 1 - m
  readonly meanRowL1: Float64Array;
  readonly meanRowL2: Float64Array;
  readonly frobenius: Float64Array; // of all n rows: from a sample, scaled up
  readonly frobeniusOverN: Float64Array;
  readonly meanAbove: Float64Array; // (matrices, thresholds): mean over rows of N_eps
  readonly meanParticipation: Float64Array; // (matrices)
  readonly meanEntropy: Float64Array; // (matrices)
  readonly meanRowScale: Float64Array; // (matrices): mean over rows of sigma_i = tau || W^T x_i ||
  /** Where values are given. */
  readonly meanOutput?: Float64Array; // mean over rows of || (p_k - p) V ||
  readonly relativeOutput?: Float64Array; // || (P_k - P) V ||_F / || P V ||_F
}

/** Norms that only all rows together have. */
export interface FullNorms extends SampledNorms {
  readonly maxRowL1: Float64Array; // the infinity operator norm
  readonly entrywiseMax: Float64Array;
  readonly mostAbove: Float64Array; // (matrices, thresholds): the largest N_eps of any row
  readonly R: Float64Array; // (matrices): the largest sigma_i of any row
  readonly maxOutput?: Float64Array;
}

/** The norms that a plan's selection of rows can give. */
export type NormsOf<Selection extends RowSelection> = Selection extends "all" ? FullNorms : SampledNorms;

export interface MeasureOptions extends PoolOptions {
  /** Bytes that the kernels of all workers together may use; 1 GiB by default. */
  readonly memory?: number;
  /** Atoms of 256 rows in a block of work; chosen from the plan by default. */
  readonly blockAtoms?: number;
}

const DEFAULT_MEMORY = 2 ** 30;

/** Work in a block, in logits: about 100 ms, long beside the cost of a message and short beside a coffee. */
const BLOCK_LOGITS = 2 ** 24;

/** What drawing one input entry costs, in logits. */
const LOGITS_PER_DRAW = 3;

/**
 * Draws the matrices of a plan and measures the norms of each.
 *
 * The same bits for any number of workers and any split into blocks.
 *
 * @throws BlockError naming block, matrices and seed if a worker fails or dies; RangeError if the plan does not fit
 */
export async function measureMatrices<Selection extends RowSelection>(
  plan: MatrixPlan<Selection>,
  options: MeasureOptions,
): Promise<NormsOf<Selection>> {
  const [norms] = await measureMatricesAtScales(plan, [1], options);
  return norms!;
}

/**
 * The same at several scales of the logits, from the same draws: row scale sigma becomes s sigma. Where few rows are
 * measured the drawing is most of the work, and is done once.
 *
 * @param scales factors s on all logits, finite and >= 0
 * @returns the norms at each scale
 */
export async function measureMatricesAtScales<Selection extends RowSelection>(
  plan: MatrixPlan<Selection>,
  scales: readonly number[],
  { memory = DEFAULT_MEMORY, blockAtoms = atomsFor(plan), ...pool }: MeasureOptions,
): Promise<NormsOf<Selection>[]> {
  if (!Number.isInteger(blockAtoms) || blockAtoms < 1) {
    throw new RangeError(`measureMatrices: blockAtoms must be an integer >= 1, got ${blockAtoms}`);
  }
  selectedRows(plan);
  const atoms = plan.matrices * atomsPerMatrix(plan);
  const blocks: Block<"measureAtoms">[] = [];
  for (let from = 0; from < atoms; from += blockAtoms) {
    const to = Math.min(from + blockAtoms, atoms);
    blocks.push({ label: labelOf(plan, from, to), input: { plan, from, to, scales, memory: memory / pool.workers } });
  }
  const sums = (await runBlocks("measureAtoms", blocks, pool)).flat();
  return scales.map(
    (_, s) =>
      normsOf(
        plan,
        sums.map((atom) => atom[s]!),
      ) as NormsOf<Selection>,
  );
}

/** Whole matrices where they are small, parts of one where they are large. */
function atomsFor(plan: MatrixPlan): number {
  const rows = plan.rows === "all" ? plan.n : plan.rows;
  const perAtom = plan.n * Math.min(rows, ATOM_ROWS);
  const perMatrix = atomsPerMatrix(plan);
  const drawing = LOGITS_PER_DRAW * plan.n * plan.weights.d;
  if (perMatrix * perAtom + drawing >= BLOCK_LOGITS) return Math.max(1, Math.ceil(BLOCK_LOGITS / perAtom));
  return perMatrix * Math.ceil(BLOCK_LOGITS / (perMatrix * perAtom + drawing));
}

function labelOf(plan: MatrixPlan, from: number, to: number): string {
  const perMatrix = atomsPerMatrix(plan);
  const [first, last] = [Math.floor(from / perMatrix), Math.floor((to - 1) / perMatrix)];
  const stream = JSON.stringify([plan.seed, ...plan.path]);
  return `n = ${plan.n}, matrices ${first}..${last} of the stream ${stream}, atoms ${from}..${to - 1}`;
}

/** From sums over atoms to norms of matrices. */
function normsOf(plan: MatrixPlan, atoms: readonly AtomSums[]): SampledNorms | FullNorms {
  const { matrices, windows, thresholds } = plan;
  const perMatrix = atomsPerMatrix(plan);
  const tau = varianceProxy(plan.input, plan.inputScale);
  const sums = Array.from({ length: matrices }, (_, m) => {
    const total = emptySums(thresholds.length, windows.length);
    for (let a = 0; a < perMatrix; a++) addSums(total, atoms[m * perMatrix + a]!);
    return total;
  });
  const column = (of: (s: AtomSums) => Float64Array, then: (x: number, s: AtomSums) => number): Float64Array =>
    Float64Array.from(sums.flatMap((s) => Array.from(of(s), (x) => then(x, s))));
  const mean = (of: (s: AtomSums) => Float64Array): Float64Array => column(of, (x, s) => x / s.rows);
  const itself = (of: (s: AtomSums) => Float64Array): Float64Array => column(of, (x) => x);
  const frobenius = column(
    (s) => s.l2Squares,
    (x, s) => Math.sqrt((x * plan.n) / s.rows),
  );
  const sampled: SampledNorms = {
    matrices,
    windows,
    thresholds,
    meanTail: mean((s) => s.tail),
    meanRowL1: mean((s) => s.tail).map((x) => 2 * x),
    meanRowL2: mean((s) => s.l2),
    frobenius,
    frobeniusOverN: frobenius.map((x) => x / plan.n),
    meanAbove: mean((s) => s.above),
    meanParticipation: Float64Array.from(sums, (s) => s.participation / s.rows),
    meanEntropy: Float64Array.from(sums, (s) => s.entropy / s.rows),
    meanRowScale: Float64Array.from(sums, (s) => (tau * s.queryNorm) / s.rows),
    ...(plan.values === "none" ? {} : { meanOutput: mean((s) => s.output) }),
    ...(plan.values === "none"
      ? {}
      : {
          relativeOutput: column(
            (s) => s.outputErrorSquares,
            (x, s) => Math.sqrt(x / s.outputSquares),
          ),
        }),
  };
  if (plan.rows !== "all") return sampled;
  return {
    ...sampled,
    maxRowL1: itself((s) => s.mostTail).map((x) => 2 * x),
    entrywiseMax: itself((s) => s.mostLinf),
    mostAbove: itself((s) => s.mostAbove),
    R: Float64Array.from(sums, (s) => tau * s.mostQueryNorm),
    ...(plan.values === "none" ? {} : { maxOutput: itself((s) => s.mostOutput) }),
  };
}
