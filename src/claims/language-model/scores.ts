/** What is compared of two windows, unit by unit: bits per byte of prose, and bits per byte of values that are looked up. */
import type { AnswerScore } from "../../model/windows/index.js";
import type { Context } from "ncsparse-kit/claims/claim";
import type { Role } from "ncsparse-kit/claims/kinds";
import { MIXTURES, scoresOf, type MixtureName, type UnitScores, type Window } from "./runs.js";
import type { Kind } from "./units.js";

/** The inputs of one length, or of all lengths of the mixture. */
export type Inputs = number | "all";

export interface Scored {
  readonly kind: Kind;
  readonly mixture: MixtureName;
  readonly inputs: Inputs;
  readonly window: Window;
  /** Which answers count; all by default. */
  readonly counts?: (answer: AnswerScore) => boolean;
}

/** Bits a byte, a number a unit; and the keys kept a row, over all units. */
export interface Bits {
  readonly bits: Float64Array;
  readonly keysARow: number;
  /** The same, not divided: equal for two windows of equal cost. */
  readonly kept: number;
}

/** Bits of prose, or of answers, under a window; lengths of a mixture count by their bytes, which are as many for each. */
export async function bitsOf(
  { kind, mixture, inputs, window, counts }: Scored,
  context: Context,
  role: Role,
): Promise<Bits> {
  const lengths = MIXTURES[mixture].filter(({ n }) => inputs === "all" || n === inputs);
  const scores: (readonly UnitScores[])[] = [];
  for (const { n } of lengths) scores.push(await scoresOf({ kind, mixture, n, window }, context, role));
  const units = scores[0]!.length;
  const of = (unit: UnitScores): number => (kind === "prose" ? proseBits(unit) : answerBits(unit, counts));
  const kept = sum(scores.flat(2).map((input) => input.kept));
  const rows = units * lengths.reduce((total, { n, count }) => total + n * count, 0);
  return {
    bits: Float64Array.from({ length: units }, (_, u) => sum(scores.map((length) => of(length[u]!))) / lengths.length),
    keysARow: kept / rows,
    kept,
  };
}

/**
 * The bits of one window less those of another, unit by unit; units of which a window has no answer that counts are left
 * out.
 */
export function difference(left: Bits, right: Bits): Float64Array {
  return left.bits.map((bits, unit) => bits - right.bits[unit]!).filter((bits) => !Number.isNaN(bits));
}

/** All answers of some inputs that count. */
export function answersOf(units: readonly UnitScores[]): AnswerScore[] {
  return units.flat().flatMap(({ answers }) => answers);
}

function proseBits(inputs: UnitScores): number {
  return sum(inputs.map(({ prose }) => prose)) / inputs.length;
}

/** Each answer counts the same; NaN where there is none. */
function answerBits(inputs: UnitScores, counts: (answer: AnswerScore) => boolean = () => true): number {
  const answers = answersOf([inputs]).filter(counts);
  return sum(answers.map(({ bits }) => bits)) / answers.length;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, x) => total + x, 0);
}
