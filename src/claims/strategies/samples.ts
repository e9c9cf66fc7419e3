/** The draws that the strategies are compared on: error curves over the window for each length, scale and norm. */
import { isotropicWeights, type Weights } from "../../attention/weights.js";
import {
  equalCostWindows,
  measureMatricesAtScales,
  type ErrorCurve,
  type FullNorms,
  type MatrixPlan,
  type NormsOf,
  type RandomWeights,
  type RowSelection,
  type SampledNorms,
  type WindowShape,
} from "../../experiments/index.js";
import type { Context } from "ncsparse-kit/claims/claim";
import { drawSet } from "ncsparse-kit/claims/draw-set";
import type { Profile } from "ncsparse-kit/claims/result";

/** The lengths of Figure 2 as we read them: powers of two. */
export const LENGTHS: readonly number[] = [256, 512, 1024, 2048, 4096, 8192];

/** Factors on the logits: off the diagonal they have scale about sigma, |x| varying by 9 % over rows at d = 64. */
export const SCALES: readonly number[] = [0.25, 0.5, 1, 2, 4, 8];

/** The constant windows whose cost is given to the others. */
export const CONSTANTS: readonly number[] = [8, 16, 32, 64, 128];

/** Controls are false already at equal logits, where their failure can be computed; one scale near that serves all. */
export const CONTROL_SCALE = 0.25;

/** The one that claims speak of; tables give the others. */
export const CONSTANT = 32;

/** The exponents of Figure 2 and Table 1 as we read them. */
export const POWERS: readonly number[] = [0.25, 0.5, 0.75];

/** Those of Proposition 7.2, which says "for some constant": small ones too, since there a little growth is best. */
export const EXPONENTS: readonly number[] = [0.02, 0.05, 0.1, 0.15, ...POWERS];

export const SHAPES: readonly WindowShape[] = [
  { kind: "constant" },
  { kind: "log" },
  ...POWERS.map((C) => ({ kind: "power", C }) as const),
];

const MEASURED_SHAPES: readonly WindowShape[] = [
  { kind: "constant" },
  { kind: "log" },
  ...EXPONENTS.map((C) => ({ kind: "power", C }) as const),
];

/** What of the lost weights is read: I/sqrt(d), queries apart from the keys or the keys themselves, or random W_Q, W_K. */
export type Attention = "cross" | "self" | "random";
export type Norm = "total variation" | "row l2" | "Frobenius / n" | "entrywise max";
export type Role = "claim" | "control";

/** The norms that sampled rows give. */
export const ROW_NORMS: readonly Norm[] = ["total variation", "row l2", "Frobenius / n"];

const DIMENSION = 64;

/** W_Q and W_K with N(0, 1) entries: d times the logits of N(0, 1/d) ones. */
export const PLAIN_SCALE: number = DIMENSION;

/** Rows of a matrix that are measured: with 64 their mean varies little more than the mean of all. */
const ROWS = 64;

/** Replicates: one matrix of each length. 32 give Student's interval 5.3 standard errors at the report's level. */
const MATRICES: Readonly<Record<Role, Readonly<Record<Profile, number>>>> = {
  claim: { quick: 32, full: 480 },
  control: { quick: 32, full: 32 },
};

/** The entrywise maximum needs all rows: fewer, shorter matrices. */
const FULL_MATRICES: Readonly<Record<Profile, number>> = { quick: 12, full: 64 };
const FULL_LENGTHS: readonly number[] = LENGTHS.slice(0, 3);

/** Windows at which curves are measured: a net for the optimum, and what the strategies need on either side. */
function windowsAt(n: number): number[] {
  const net = Array.from({ length: 40 }, (_, i) => Math.round(2 ** (i / 2.5)));
  const used = CONSTANTS.flatMap((k0) =>
    [LENGTHS, FULL_LENGTHS].flatMap((lengths) =>
      lengths.includes(n)
        ? MEASURED_SHAPES.map((shape) => equalCostWindows(shape, lengths, k0)[lengths.indexOf(n)]!).flatMap((k) => [
            Math.floor(k),
            Math.ceil(k),
          ])
        : [],
    ),
  );
  return [...new Set([...net, ...used])].filter((k) => k <= n).sort((a, b) => a - b);
}

/** The curves of one norm at one scale, one a length. */
export interface CurveQuery {
  readonly attention: Attention;
  readonly norm: Norm;
  readonly sigma: number;
}

/** What rows give of each norm; the entrywise maximum needs all of them. */
const COLUMNS = {
  "total variation": (norms: SampledNorms) => norms.meanTail,
  "row l2": (norms: SampledNorms) => norms.meanRowL2,
  "Frobenius / n": (norms: SampledNorms) => norms.frobeniusOverN,
  "entrywise max": (norms: FullNorms) => norms.entrywiseMax,
} as const;

/** The curves of a query, from draws that all queries of an attention share; claims and controls do not. */
export async function curvesOf(
  query: CurveQuery,
  context: Context,
  role: Role = "claim",
): Promise<readonly ErrorCurve[]> {
  const curves: ErrorCurve[] = [];
  for (const n of lengthsOf(query.norm)) curves.push(await curveAt(n, query, context, role));
  return curves;
}

async function curveAt(
  n: number,
  { attention, norm, sigma }: CurveQuery,
  context: Context,
  role: Role,
): Promise<ErrorCurve> {
  if (norm === "entrywise max") {
    const { windows, scales, norms } = await normsOf(attention, n, "all", context, role);
    const at = norms[scales.indexOf(sigma)]!;
    return { n, windows, matrices: at.matrices, errors: COLUMNS[norm](at) };
  }
  const { windows, scales, norms } = await normsOf(attention, n, ROWS, context, role);
  const at = norms[scales.indexOf(sigma)]!;
  return { n, windows, matrices: at.matrices, errors: COLUMNS[norm](at) };
}

export function lengthsOf(norm: Norm): readonly number[] {
  return norm === "entrywise max" ? FULL_LENGTHS : LENGTHS;
}

function scalesOf(attention: Attention, rows: RowSelection, role: Role): readonly number[] {
  if (rows === "all") return SCALES;
  if (role === "control") return [CONTROL_SCALE];
  return attention === "random" ? [...SCALES, PLAIN_SCALE] : SCALES;
}

/** The norms of matrices of one length, at all scales and windows. */
interface LengthSample<Selection extends RowSelection> {
  readonly windows: readonly number[];
  readonly scales: readonly number[];
  readonly norms: readonly NormsOf<Selection>[]; // (scales)
}

function normsOf<Selection extends RowSelection>(
  attention: Attention,
  n: number,
  rows: Selection,
  context: Context,
  role: Role,
): Promise<LengthSample<Selection>> {
  const { seed, profile, signal } = context;
  return drawSet(context, ["P7.2", role, attention, rows, n], async (path) => {
    const windows = windowsAt(n);
    const scales = scalesOf(attention, rows, role);
    const plan: MatrixPlan<Selection> = {
      seed,
      path,
      matrices: rows === "all" ? FULL_MATRICES[profile] : MATRICES[role][profile],
      n,
      input: "gaussian",
      inputScale: 1,
      weights: weightsFor(attention),
      attention: attention === "cross" ? "cross" : "self",
      rows,
      values: "none",
      precision: "float32",
      thresholds: [],
      windows,
    };
    return { windows, scales, norms: await measureMatricesAtScales(plan, scales, { workers: 1, signal }) };
  });
}

/** At scale 1; random ones are drawn anew for each matrix. */
function weightsFor(attention: Attention): Weights | RandomWeights {
  return attention === "random" ? { label: "random", d: DIMENSION, scale: 1 } : isotropicWeights(DIMENSION);
}
