import { randomWeights, RowEngine, type InputSource, type OpenRows, type Weights } from "../../attention/index.js";
import { drawInputs } from "../../kernels/index.js";
import { stream } from "ncsparse-kit/random";
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

/** The sums of each atom at each scale, in order. */
export function measureAtoms({ plan, from, to, scales, memory }: AtomRange): AtomSums[][] {
  const perMatrix = atomsPerMatrix(plan);
  const rows = selectedRows(plan);
  return Array.from({ length: to - from }, (_, a) => {
    const first = ((from + a) % perMatrix) * ATOM_ROWS;
    const matrix = openMatrix(plan, Math.floor((from + a) / perMatrix), memory);
    const chosen = rows.subarray(first, first + ATOM_ROWS);
    return scales.map((scale) => sumRows(matrix.measure(chosen, scale)));
  });
}

/**
 * The matrix that this thread drew last: a large matrix is many blocks, and they come in order. At n = 32768 drawing it
 * for every block would cost as much as half of the measuring.
 */
let last:
  { readonly plan: MatrixPlan; readonly memory: number; readonly matrix: number; readonly rows: OpenRows } | undefined;
let engine: { readonly memory: number; readonly engine: RowEngine } | undefined;

/** A matrix of the plan, drawn unless this thread drew it last. */
export function openMatrix(plan: MatrixPlan, matrix: number, memory: number): OpenRows {
  if (last?.matrix === matrix && last.memory === memory && isSamePlan(last.plan, plan)) return last.rows;
  last = undefined;
  if (engine?.memory !== memory) engine = { memory, engine: new RowEngine(memory) };
  last = { plan, memory, matrix, rows: engine.engine.open(drawMatrix(plan, matrix), plan, plan.precision) };
  return last.rows;
}

/** A worker gets a copy of its plan with every block. The d^2 entries of the weights would take long as JSON. */
function isSamePlan(a: MatrixPlan, b: MatrixPlan): boolean {
  if (a === b) return true;
  const entriesOf = ({ weights }: MatrixPlan): Float64Array =>
    "entries" in weights ? weights.entries : new Float64Array();
  const restOf = (plan: MatrixPlan): string =>
    JSON.stringify({ ...plan, weights: { ...plan.weights, entries: undefined } });
  const [entries, others] = [entriesOf(a), entriesOf(b)];
  return restOf(a) === restOf(b) && entries.length === others.length && entries.every((x, i) => x === others[i]);
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
