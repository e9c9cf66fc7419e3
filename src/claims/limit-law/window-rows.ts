/** Rows with one window, sampled at any length or drawn logit by logit, and how far the samples may be off. */
import { drawnWindow } from "../../experiments/drawn-row.js";
import type { Size } from "../../limit/sampler/count.js";
import { stream } from "ncsparse-kit/random";
import type { Context } from "ncsparse-kit/claims/claim";
import { drawSet, type DrawPath } from "ncsparse-kit/claims/draw-set";
import { widened } from "ncsparse-kit/claims/intervals";
import type { Interval } from "ncsparse-kit/claims/result";
import { forEachSample, statedError } from "./rows.js";

/** How the rows of a cell came about, where not by the sampler. */
export type Made = "drawn";

/** Rows drawn logit by logit: from 18 on a median has an interval at the rules' level. */
export const DRAWN_ROWS = 24;

/** What the rows of a cell give, one value a row. */
export interface WindowRows {
  readonly lnPartition: Float64Array;
  readonly lnMass: Float64Array;
  readonly lnTail: Float64Array;
  /** Mean of the errors that the rows state, relative to any of the three; 0 where every logit was drawn. */
  readonly error: number;
}

/** A law of rows with a window, and how many rows of it there are to be. */
interface WindowLaw {
  readonly n: Size;
  readonly sigma: number;
  readonly k: Size;
  readonly rows: number;
}

type RowContext = Pick<Context, "seed" | "memo" | "signal">;

/**
 * Rows of a law, sampled or, at the whole numbers nearest to n and k, drawn logit by logit; once a session.
 *
 * @param name of the rows, beside how they are made and the law's window
 * @param drawn how many rows there are where they are drawn
 */
export function rowsOf(
  made: Made | undefined,
  law: WindowLaw,
  context: RowContext,
  name: DrawPath,
  drawn: number = DRAWN_ROWS,
): WindowRows {
  const { n, sigma, k } = law;
  if (made === undefined) {
    const reading = [lnOf(n), sigma, lnOf(k), law.rows];
    return drawSet(context, { path: ["LL", ...name], reading }, (path) => sampledRows(law, context, path));
  }
  const whole = { n: wholeSize(n), sigma, k: wholeSize(k), rows: drawn };
  const reading = [whole.n, sigma, whole.k, drawn];
  return drawSet(context, { path: [...name, made], reading }, (path) => drawnRows(whole, context, path));
}

function wholeSize(size: Size): number {
  return typeof size === "number" ? size : Math.round(Math.exp(size.ln));
}

function lnOf(size: Size): number {
  return typeof size === "number" ? Math.log(size) : size.ln;
}

function sampledRows(law: WindowLaw, context: RowContext, path: DrawPath): WindowRows {
  const { n, sigma, k, rows } = law;
  const lnN = lnOf(n);
  const out = columns(rows);
  let error = 0;
  forEachSample({ n, scale: { sigma }, windows: [k] }, rows, context, path, (row, draw) => {
    out.lnPartition[draw] = row.lnPartition;
    out.lnMass[draw] = row.windows[0]!.lnMass;
    out.lnTail[draw] = row.windows[0]!.lnTail;
    error += statedError(row, lnN) / rows;
  });
  return { ...out, error };
}

function drawnRows(
  { n, sigma, k, rows }: { n: number; sigma: number; k: number; rows: number },
  { seed, signal }: RowContext,
  path: DrawPath,
): WindowRows {
  const out = columns(rows);
  for (let draw = 0; draw < rows; draw++) {
    const row = drawnWindow(stream(seed, ...path, draw), { n, sigma }, k, signal);
    out.lnPartition[draw] = row.lnPartition;
    out.lnMass[draw] = row.lnMass;
    out.lnTail[draw] = row.lnTail;
  }
  return { ...out, error: 0 };
}

/** An interval, wider by an error relative to its value. */
export function widenedBy(interval: Interval, error: number): Interval {
  return widened(interval, error * Math.abs(interval.value));
}

function columns(rows: number): { lnPartition: Float64Array; lnMass: Float64Array; lnTail: Float64Array } {
  const column = (): Float64Array => new Float64Array(rows);
  return { lnPartition: column(), lnMass: column(), lnTail: column() };
}
