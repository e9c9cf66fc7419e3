import { chooseWindow } from "../window/index.js";
import { chosenQueries, type Head } from "./attention-rows.js";
import { rowVariance, type Matrix } from "./matrix.js";
import { measureRow, type MeasuredRow } from "./measured-row.js";
import { predictErrors } from "./predict-errors.js";
import { quartiles, type Quartiles } from "./quartiles.js";
import { windowsUpTo } from "./windows-up-to.js";

export interface MeasureRequest {
  readonly q: Matrix; // (queries, d)
  readonly k: Matrix; // (keys, d)
  readonly v?: Matrix; // (keys, any)
  /** Logits are scale q . k; 1 / sqrt(d) by default. */
  readonly scale?: number;
  /** Query i sees keys 0 .. i only; as many queries as keys. */
  readonly causal?: boolean;
  /** Queries are not among the keys, though there are as many. */
  readonly cross?: boolean;
  /** Total-variation budget, in (0, 1). */
  readonly tv: number;
  /** At most this many rows, evenly spaced; 1024 by default. */
  readonly rows?: number;
  readonly seed?: number;
}

/** One window, averaged over the rows. */
export interface MeasuredWindow {
  readonly k: number;
  /** Mean captured mass. */
  readonly m: number;
  /** Mean total variation, measured, and predicted for i.i.d. normal logits of the measured scales. */
  readonly tv: number;
  readonly tvPredicted: number;
  /** Root mean square of the row l2 error. */
  readonly l2: number;
  readonly l2Predicted: number;
  /** ||(P_k - P) V||_F / ||P V||_F; predicted for values that are independent of the logits. NaN without V. */
  readonly output: number;
  readonly outputPredicted: number;
}

export interface Measurement {
  readonly queries: number;
  readonly keys: number;
  readonly d: number;
  readonly scale: number;
  readonly causal: boolean;
  readonly self: boolean;
  /** Rows measured. */
  readonly rows: number;
  readonly sigma: Quartiles;
  /** sigma_i / sqrt(2 ln n_i). */
  readonly c: Quartiles;
  /** Row means of the logits without the diagonal; they drop out of the softmax. */
  readonly mean: Quartiles;
  /** z_ii less the row's mean; undefined where queries are not keys. */
  readonly diagonal: Quartiles | undefined;
  readonly skewness: Quartiles;
  readonly excessKurtosis: Quartiles;
  readonly distance: Quartiles;
  readonly participation: Quartiles;
  readonly windows: readonly MeasuredWindow[];
  readonly budget: {
    readonly tv: number;
    /**
     * The smallest window of mean total variation <= tv: measured; predicted, between the windows; for one row of all
     * keys at the median scale.
     */
    readonly k: number;
    readonly kPredicted: number;
    readonly kTypical: number;
    readonly method: "rule" | "integral";
  };
}

/**
 * A reader's own attention, measured beside the law of i.i.d. normal logits. Rows that see fewer than two keys are left
 * out.
 *
 * @throws RangeError where the shapes do not fit
 */
export function measureAttention(request: MeasureRequest): Measurement {
  const { q, k, v, tv, seed = 1 } = request;
  requireShapes(request);
  const causal = request.causal ?? false;
  const self = q.rows === k.rows && !(request.cross ?? false);
  const head: Head = { q, k, scale: request.scale ?? 1 / Math.sqrt(q.columns), causal, self };
  const windows = windowsUpTo(k.rows);
  const mean = new Float64Array(k.rows + 1);
  const rows = chosenQueries(head, request.rows ?? 1024).map((i) => {
    const row = measureRow(head, v, i, windows);
    addTails(mean, row.sorted);
    return { ...row, sorted: row.sorted.slice(0, 0), participation: participation(row) };
  });
  const predicted = predictErrors(rows, windows, seed);
  const spread = (of: (row: (typeof rows)[number]) => number): Quartiles => quartiles(rows.map(of));
  const sigma = spread((row) => row.shape.sigma);
  const typical = chooseWindow({ n: k.rows, sigma: sigma.median, tv, seed });
  return {
    queries: q.rows,
    keys: k.rows,
    d: q.columns,
    scale: head.scale,
    causal,
    self,
    rows: rows.length,
    sigma,
    c: spread((row) => row.shape.sigma / Math.sqrt(2 * Math.log(row.keys))),
    mean: spread((row) => row.shape.mean),
    diagonal: self ? spread((row) => row.self!) : undefined,
    skewness: spread((row) => row.shape.skewness),
    excessKurtosis: spread((row) => row.shape.excessKurtosis),
    distance: spread((row) => row.shape.distance),
    participation: spread((row) => row.participation),
    windows: windows.map((one, w) => measuredWindow(one, w, rows, predicted, v)),
    budget: {
      tv,
      k: mean.findIndex((sum) => sum <= tv * rows.length),
      kPredicted: crossing([...windows, k.rows], [...predicted.tail, 0], tv),
      kTypical: typical.k.value,
      method: typical.method,
    },
  };
}

function requireShapes({ q, k, v, causal, rows }: MeasureRequest): void {
  const refuse = (text: string): never => {
    throw new RangeError(`measureAttention: ${text}`);
  };
  if (q.columns !== k.columns) refuse(`Q and K must have the same width, got ${q.columns} and ${k.columns}`);
  if (v !== undefined && v.rows !== k.rows) refuse(`V must have a row for each key, got ${v.rows} for ${k.rows}`);
  if (k.rows < 2 || q.rows < 1) refuse(`there must be 2 keys and a query or more, got ${k.rows} and ${q.rows}`);
  if (causal === true && q.rows !== k.rows) {
    refuse(`causal attention must have as many queries as keys, got ${q.rows} and ${k.rows}`);
  }
  if (rows !== undefined && !(Number.isInteger(rows) && rows >= 1)) refuse(`rows must be an integer >= 1, got ${rows}`);
}

/** Adds a row's total variation at each window k = 0 .. n to the sums. */
function addTails(sums: Float64Array, sorted: Float64Array): void {
  let tail = 0;
  for (let k = sorted.length - 1; k >= 0; k--) {
    tail += sorted[k]!;
    sums[k]! += tail;
  }
}

function participation({ sorted }: MeasuredRow): number {
  return 1 / sorted.reduce((sum, p) => sum + p * p, 0);
}

function measuredWindow(
  k: number,
  w: number,
  rows: readonly MeasuredRow[],
  predicted: { tail: Float64Array; l2Squares: Float64Array },
  v: Matrix | undefined,
): MeasuredWindow {
  const average = (of: (row: MeasuredRow) => number): number =>
    rows.reduce((sum, row) => sum + of(row), 0) / rows.length;
  const output = average((row) => row.output);
  return {
    k,
    m: average((row) => row.errors[w]!.mass),
    tv: average((row) => row.errors[w]!.tail),
    tvPredicted: predicted.tail[w]!,
    l2: Math.sqrt(average((row) => row.errors[w]!.l2 ** 2)),
    l2Predicted: Math.sqrt(predicted.l2Squares[w]!),
    output: v === undefined ? NaN : Math.sqrt(average((row) => row.outputErrors[w]!) / output),
    outputPredicted: v === undefined ? NaN : Math.sqrt((predicted.l2Squares[w]! * rowVariance(v)) / output),
  };
}

/** Where a decreasing curve, which ends at 0, crosses a level: in ln k between its points, rounded up. */
function crossing(windows: readonly number[], curve: readonly number[], level: number): number {
  const w = curve.findIndex((tail) => tail <= level);
  if (w === 0) return windows[0]!;
  const share = (curve[w - 1]! - level) / (curve[w - 1]! - curve[w]!);
  return Math.ceil(windows[w - 1]! * (windows[w]! / windows[w - 1]!) ** share);
}
