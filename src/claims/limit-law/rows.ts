/** The draws behind the limit law: rows of i.i.d. Gaussian logits at lengths that only ln n can name. */
import { rowScale } from "../../limit/finite-size.js";
import { RowSampler, type RowLaw, type RowSample } from "../../limit/sampler/row-sampler.js";
import { typicalRow, type TypicalRow } from "../../limit/typical-row.js";
import { stream } from "ncsparse-kit/random";
import type { Context } from "ncsparse-kit/claims/claim";
import { drawSet, type DrawPath } from "ncsparse-kit/claims/draw-set";
import { QUANTITIES, type QuantityName } from "./quantities.js";

/** Rows of a cell at each length: the interval of a median then spans 7 % of the ranks on either side. */
export const ROWS = 1000;

/** Pairs of lengths between which exponents are taken, by decimal exponents of n. */
export type PairName = "10⁶ → 10³⁰" | "10²⁰ → 10²⁰⁰" | "10¹⁰⁰ → 10¹⁰⁰⁰";

export const PAIRS: Readonly<Record<PairName, readonly [number, number]>> = {
  "10⁶ → 10³⁰": [6, 30],
  "10²⁰ → 10²⁰⁰": [20, 200],
  "10¹⁰⁰ → 10¹⁰⁰⁰": [100, 1000],
};

export const FAR_PAIR: PairName = "10¹⁰⁰ → 10¹⁰⁰⁰";

/** Where rows still fluctuate: at 10^100 a sum over many entries is sharper than a double can tell. */
export const NEAR_PAIR: PairName = "10⁶ → 10³⁰";

/** A row scale sigma = c sqrt(2 ln n) and a window n^C at n = 10^power. */
export interface RowPoint {
  readonly power: number;
  readonly c: number;
  readonly C: number;
}

export function lnLength(power: number): number {
  return power * Math.LN10;
}

/** The finite-n law of a typical row. */
export function lawAt({ power, c, C }: RowPoint): TypicalRow {
  const lnN = lnLength(power);
  return typicalRow(lnN, rowScale(lnN, c), C * lnN);
}

/** Rounding of the sampler's logarithms, relative to ln n. */
const LOG_ROUNDING = 1e-13;

/**
 * What a sampled row states of its own error, on any quantity's logarithm: D and a window's tail by what summing blocks can
 * make of them, the sum of squares likewise, each to first order and in the mean, and the rounding of logarithms.
 *
 * The summed weights are at most error D / 2 each, so that the squares are off by twice the square of that.
 */
export function statedError(row: RowSample, lnN: number): number {
  const windows = row.windows.reduce((most, { error }) => Math.max(most, error), 0);
  const squares = 2 * Math.exp(row.lnParticipation + 2 * Math.log(0.5 * row.error));
  return row.error + 2 * windows + squares + LOG_ROUNDING * lnN;
}

/** The rows of a cell: ln of every quantity, one value a row, and the mean of the errors that the rows state. */
export interface RowColumns {
  readonly quantities: ReadonlyMap<QuantityName, Float64Array>;
  readonly error: number;
}

/** ln of a quantity, one value a row; all quantities are read off the same rows, claims and controls use their own. */
export function measuredRows({ power, c, C }: RowPoint, context: Context, role: string): RowColumns {
  const lnN = lnLength(power);
  return drawSet(context, ["LL", role, power, c, C], (path) =>
    sampleColumns({ n: { ln: lnN }, scale: { c }, windows: [{ ln: C * lnN }] }, ROWS, context, path),
  );
}

function sampleColumns(
  law: RowLaw & { readonly n: { readonly ln: number } },
  rows: number,
  context: Context,
  path: DrawPath,
): RowColumns {
  const names = Object.keys(QUANTITIES) as QuantityName[];
  const columns = new Map(names.map((name) => [name, new Float64Array(rows)]));
  let error = 0;
  forEachSample(law, rows, context, path, (row, draw) => {
    for (const name of names) columns.get(name)![draw] = QUANTITIES[name].measured(row);
    error += statedError(row, law.n.ln) / rows;
  });
  return { quantities: columns, error };
}

/** Rows of a law, each from its own stream, until the signal is aborted; then its reason is thrown. */
export function forEachSample(
  law: RowLaw,
  rows: number,
  { seed, signal }: Pick<Context, "seed" | "signal">,
  path: DrawPath,
  visit: (row: RowSample, draw: number) => void,
): void {
  const sampler = new RowSampler(law);
  for (let draw = 0; draw < rows; draw++) {
    signal?.throwIfAborted();
    visit(sampler.sample(stream(seed, ...path, draw)), draw);
  }
}
