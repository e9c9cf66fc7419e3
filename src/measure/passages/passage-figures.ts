/** A model's heads on one passage, beside Gaussian rows of the same scales and beside the same keys in another order. */
import { softmax } from "../../attention/softmax.js";
import type { CapturedHead } from "../../model/forward.js";
import type { Rotation } from "../../model/rotary.js";
import type { Stream } from "ncsparse-kit/random";
import { evenlySpaced } from "../evenly-spaced.js";
import { CapturedRows } from "./captured-rows.js";
import { gaussianRow, rowFigures, type RowFigures } from "./row-figures.js";

/** Keys at the row's end that count as near for what is said of recency, the query's own among them. */
export const RECENT = 16;
/** Keys at the row's end that a far row is without. */
export const NEAR = 64;
const LONG_ROWS = 16;
const GROWING_ROWS = 24;
const SHORTEST = 16;

/** One head on one passage. Means are over the long rows, which see more than half of the passage. */
export interface HeadOnPassage {
  readonly measured: RowFigures;
  readonly gaussian: RowFigures;
  readonly shuffled: RowFigures;
  /** Without the nearest keys: measured, and Gaussian rows of that rest's own scales. */
  readonly far: RowFigures;
  readonly farGaussian: RowFigures;
  /** ln of the needed keys of each of `growingLengths`. */
  readonly growth: { readonly measured: readonly number[]; readonly gaussian: readonly number[] };
  readonly places: PlaceMasses;
}

/** Mass by place. */
export interface PlaceMasses {
  /** Times n: 1 where it is a key as others are. */
  readonly first: number;
  /** Times n: the query's own key. */
  readonly own: number;
  /** On the last `RECENT` places. */
  readonly recent: number;
  /** On these places when the keys are shuffled, and on the keys that stood there, wherever they are then. */
  readonly recentShuffled: number;
  readonly recentFollowed: number;
}

/** Rows that see more than half of n keys, evenly spaced. */
export function longRows(n: number): number[] {
  return evenlySpaced(LONG_ROWS, Math.floor(n / 2), n);
}

/** Lengths of the rows that tell how a need grows: evenly spaced in their logarithm from 16 to n. */
export function growingLengths(n: number): number[] {
  return Array.from({ length: GROWING_ROWS }, (_, r) =>
    Math.round(SHORTEST * (n / SHORTEST) ** (r / (GROWING_ROWS - 1))),
  );
}

/** @param rotation that the model gives queries and keys, of as many positions at least */
export function measureHeadOnPassage(head: CapturedHead, rotation: Rotation, source: Stream): HeadOnPassage {
  const rows = new CapturedRows(head, rotation);
  const n = head.keys.length / head.d;
  const long = longRows(n).map((i) => longRow(rows, i, source));
  const growing = growingLengths(n).map((length) => {
    const logits = rows.logits(length - 1);
    return [logits, gaussianRow(logits, true, source)].map((row) => rowFigures(row, true).lnNeeded);
  });
  const mean = (of: (row: LongRow) => RowFigures): RowFigures => meanOf(long.map(of));
  return {
    measured: mean((row) => row.measured),
    gaussian: mean((row) => row.gaussian),
    shuffled: mean((row) => row.shuffled),
    far: mean((row) => row.far),
    farGaussian: mean((row) => row.farGaussian),
    growth: { measured: growing.map(([own]) => own!), gaussian: growing.map(([, drawn]) => drawn!) },
    places: meanOf(long.map(({ places }) => places)),
  };
}

type LongRow = Omit<HeadOnPassage, "growth">;

function longRow(rows: CapturedRows, i: number, source: Stream): LongRow {
  const logits = rows.logits(i);
  const shuffled = rows.shuffled(i, source);
  const far = logits.subarray(0, logits.length - NEAR);
  const attention = softmax(logits);
  const moved = softmax(shuffled.logits);
  const firstRecent = logits.length - RECENT;
  return {
    measured: rowFigures(logits, true),
    gaussian: rowFigures(gaussianRow(logits, true, source), true),
    shuffled: rowFigures(shuffled.logits, true),
    far: rowFigures(far, false),
    farGaussian: rowFigures(gaussianRow(far, false, source), false),
    places: {
      first: logits.length * attention[0]!,
      own: logits.length * attention[i]!,
      recent: massWhere(attention, (place) => place >= firstRecent),
      recentShuffled: massWhere(moved, (place) => place >= firstRecent),
      recentFollowed: massWhere(moved, (place) => shuffled.keys[place]! >= firstRecent),
    },
  };
}

/** The mass on the places that a condition names. */
export function massWhere(attention: Float64Array, condition: (place: number) => boolean): number {
  let sum = 0;
  for (let place = 0; place < attention.length; place++) if (condition(place)) sum += attention[place]!;
  return sum;
}

/** Field by field. */
function meanOf<T extends { readonly [K in keyof T]: number }>(figures: readonly T[]): T {
  const fields = Object.keys(figures[0]!) as (keyof T)[];
  const mean = (field: keyof T): number => figures.reduce((sum, one) => sum + one[field], 0) / figures.length;
  return Object.fromEntries(fields.map((field) => [field, mean(field)])) as unknown as T;
}
