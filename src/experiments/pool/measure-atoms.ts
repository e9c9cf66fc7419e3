import { randomWeights, RowEngine, type InputSource, type OpenRows, type Weights } from "../../attention/index.js";
import { drawInputs } from "../../kernels/index.js";
import { stream } from "../../random/index.js";
import { sumRows, type AtomSums } from "./atom-sums.js";
import { ATOM_ROWS, atomsPerMatrix, selectedRows, type MatrixPlan } from "./matrix-plan.js";

/** Atoms `from` .. `to - 1` of a plan, counted through its matrices. */
export interface AtomRange {
  readonly plan: MatrixPlan;
  readonly from: number;
  readonly to: number;
  /** Factors on the logits. */
  readonly scales: readonly number[];
  /** Bytes that the kernels may use. */
  readonly memory: number;
}

/** The sums of each atom at each scale, in order. Draws a matrix once for all its atoms of the range and all scales. */
export function measureAtoms({ plan, from, to, scales, memory }: AtomRange): AtomSums[][] {
  const perMatrix = atomsPerMatrix(plan);
  const rows = selectedRows(plan);
  const engine = engineWithin(memory);
  const sums: AtomSums[][] = [];
  let open: OpenRows | undefined;
  for (let atom = from; atom < to; atom++) {
    const first = (atom % perMatrix) * ATOM_ROWS;
    if (open === undefined || first === 0) {
      open = engine.open(drawMatrix(plan, Math.floor(atom / perMatrix)), plan, plan.precision);
    }
    const matrix = open;
    const chosen = rows.subarray(first, first + ATOM_ROWS);
    sums.push(scales.map((scale) => sumRows(matrix.measure(chosen, scale))));
  }
  return sums;
}

let engine: { memory: number; engine: RowEngine } | undefined;

/** This thread's engine. */
function engineWithin(memory: number): RowEngine {
  if (engine?.memory !== memory) engine = { memory, engine: new RowEngine(memory) };
  return engine.engine;
}

function drawMatrix(plan: MatrixPlan, matrix: number): InputSource {
  const { seed, path, n, input, inputScale, attention } = plan;
  const weights = weightsOf(plan, matrix);
  const inputs = new Float64Array(n * weights.d);
  drawInputs(stream(seed, ...path, matrix), input, inputs, inputScale);
  return {
    kind: "inputs",
    weights,
    inputs,
    ...(attention === "causal" ? { causal: true } : {}),
    ...(attention === "cross" ? { queries: drawQueries(plan, matrix, weights.d) } : {}),
    ...(plan.values === "inputs" ? { values: { d: weights.d, entries: inputs } } : {}),
  };
}

/** All n queries, so that a row is the same whether or not others are measured; not drawn where they would be unused. */
function drawQueries({ seed, path, n, input, inputScale, rows }: MatrixPlan, matrix: number, d: number): Float64Array {
  const queries = new Float64Array(n * d);
  const source = stream(seed, ...path, matrix, "queries");
  if (rows === "all") {
    drawInputs(source, input, queries, inputScale);
    return queries;
  }
  for (let r = 0; r < rows; r++) {
    const row = Math.floor(((r + 0.5) * n) / rows);
    drawInputs(source.seek(row * d), input, queries.subarray(row * d, (row + 1) * d), inputScale);
  }
  return queries;
}

function weightsOf({ seed, path, weights }: MatrixPlan, matrix: number): Weights {
  return "entries" in weights
    ? weights
    : randomWeights(stream(seed, ...path, matrix, "weights"), weights.d, weights.scale);
}
