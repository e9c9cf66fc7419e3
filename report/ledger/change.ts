/** What a comparison says of a claim, or of a part of it. */
import { formatNumber } from "ncsparse-kit/claims/format";

/**
 * What a change does to a claim, the most serious first. `weakened` and `strengthened` are said only where that is certain: that
 * other words say less, no program can tell, so they are `changed`. `noted` is what the claim does not consist of.
 */
export type Effect = "flipped" | "removed" | "weakened" | "changed" | "strengthened" | "noted";

export interface Change {
  effect: Effect;
  /** What of the claim, with the numbers before and after where it is one of numbers: "fewer draws: n=16: 160 → 80". */
  what: string;
  /** The words before and after, where it is one of words; null for words that were not there. */
  words?: { before: string | null; after: string | null };
}

/** Whether two runs drew alike: grids and draws belong to a profile, and what is drawn to a profile and a seed. */
export interface Conditions {
  sameProfile: boolean;
  sameDraws: boolean;
}

type Compare<T, C, R> = (before: T, after: T, context: C) => R[];

/**
 * How each field of a record is compared; null where it follows from others or is measured. Every field is named, so that
 * a new one cannot be forgotten.
 */
export type Facets<T, C, R = Change> = { readonly [K in keyof T]-?: Compare<T, C, R> | null };

/** The changes of all fields, in the order of the facets. */
export function changesBy<T, C, R>(facets: Facets<T, C, R>, before: T, after: T, context: C): R[] {
  const compares = Object.values<Compare<T, C, R> | null>(facets);
  return compares.flatMap((compare) => compare?.(before, after, context) ?? []);
}

/** A change of words, if there is one. Words are compared letter by letter. */
export function reworded(what: string, before: string | null, after: string | null): Change[] {
  return before === after ? [] : [{ effect: "changed", what, words: { before, after } }];
}

/** "160 → 80": numbers as people read them, in full where that would make two of them one. */
export function arrow(before: number | string | null, after: number | string | null): string {
  const [from, to] = [shown(before), shown(after)];
  return from === to ? `${before} → ${after}` : `${from} → ${to}`;
}

function shown(value: number | string | null): string {
  return value === null ? "none" : typeof value === "number" ? formatNumber(value) : value;
}

/** Whether two numbers differ by more than the rounding of another order of summation. */
export function differ(before: number, after: number, slack = ROUNDING): boolean {
  return Math.abs(after - before) > slack * Math.max(Math.abs(before), Math.abs(after));
}

export const ROUNDING = 1e-9;
