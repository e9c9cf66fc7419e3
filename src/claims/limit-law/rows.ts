/** The draws behind the limit law: rows of i.i.d. Gaussian logits at lengths that only ln n can name. */
import { rowScale } from "../../limit/finite-size.js";
import { RowSampler, type RowLaw, type RowSample } from "../../limit/sampler/row-sampler.js";
import { typicalRow, type TypicalRow } from "../../limit/typical-row.js";
import { stream } from "../../random/index.js";
import type { Context } from "../claim.js";
import { QUANTITIES, type QuantityName } from "./quantities.js";

/** Rows of a cell at each length: the interval of a median then spans 7 % of the ranks on either side. */
export const ROWS = 1000;

/** Pairs of lengths between which exponents are taken, by decimal exponents of n. */
export type PairName = "10²⁰ → 10²⁰⁰" | "10¹⁰⁰ → 10¹⁰⁰⁰";

export const PAIRS: Readonly<Record<PairName, readonly [number, number]>> = {
  "10²⁰ → 10²⁰⁰": [20, 200],
  "10¹⁰⁰ → 10¹⁰⁰⁰": [100, 1000],
};

export const FAR_PAIR: PairName = "10¹⁰⁰ → 10¹⁰⁰⁰";

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

/** ln of a quantity, one value a row; all quantities are read off the same rows, claims and controls use their own. */
export function measuredRows(point: RowPoint, name: QuantityName, context: Context, role: string): Float64Array {
  const { power, c, C } = point;
  const columns = context.memo(`LL ${role} ${power} ${c} ${C}`, () => {
    const lnN = lnLength(power);
    const path = [role, power, c, C] as const;
    return sampleColumns({ n: { ln: lnN }, scale: { c }, windows: [{ ln: C * lnN }] }, ROWS, context, path);
  });
  return columns.get(name)!;
}

function sampleColumns(law: RowLaw, rows: number, context: Context, path: readonly (string | number)[]) {
  const names = Object.keys(QUANTITIES) as QuantityName[];
  const columns = new Map(names.map((name) => [name, new Float64Array(rows)]));
  forEachSample(law, rows, context, path, (row, draw) => {
    for (const name of names) columns.get(name)![draw] = QUANTITIES[name].measured(row);
  });
  return columns;
}

/** Rows of a law, each from its own stream, until the signal is aborted; then its reason is thrown. */
export function forEachSample(
  law: RowLaw,
  rows: number,
  { seed, signal }: Pick<Context, "seed" | "signal">,
  path: readonly (string | number)[],
  visit: (row: RowSample, draw: number) => void,
): void {
  const sampler = new RowSampler(law);
  for (let draw = 0; draw < rows; draw++) {
    signal?.throwIfAborted();
    visit(sampler.sample(stream(seed, "LL", ...path, draw)), draw);
  }
}
