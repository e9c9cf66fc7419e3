/** What the claims of the family share. */
import { LEVEL, meanInterval, studentPower } from "ncsparse-kit/probability";
import type { MeasuredTrend } from "ncsparse-kit/claims/kinds";
import type { Power } from "ncsparse-kit/claims/claim";
import { formatNumber } from "ncsparse-kit/claims/format";
import type { Window } from "./runs.js";
import type { Bits } from "./scores.js";
import { CONTROL_UNITS } from "./units.js";

export const MODEL =
  "The byte transformer of `models/`: 4 layers of 4 heads of width 32, context 1,024, 1.83 bits a byte on held-out prose. Every row of every layer and head keeps the keys of its window, and the softmax runs over these alone. Notes say how many keys a row keeps on average, as rows of few keys keep all.";

export const PROSE = "Prose: the beginnings of held-out passages, chosen by the seed; the unit is the passage.";
export const RECORDS =
  "Records: inputs drawn by the seed, `<key:value>` over and over, every key twice; an answer is a value’s second coming, its score the mean bits of its four letters. The unit is an input, or four short ones beside one long one.";

/** Said wherever an outcome is expected for no better reason. */
export const FIRST_LOOK =
  "The expectation is from a first look under other seeds, whose passages are in part the same, not from theory.";

/** Said where cells were chosen so that a difference shows. */
export const CHOSEN =
  "Windows and exponent were chosen after a first look, where the difference is large enough for so few units to tell.";

/** How a difference over the units is judged. */
export function unitRule(sign: "negative" | "positive", of: string): { sign: "negative" | "positive"; rule: string } {
  const side = sign === "negative" ? "below" : "above";
  return { sign, rule: `Student’s interval over the units of ${of} must lie wholly ${side} 0, at the report’s level.` };
}

/** The mean over the units with its interval, and, in the note, the keys that the windows keep a row, said once if equal. */
export function measured(values: Float64Array, ...costs: readonly Bits[]): MeasuredTrend {
  const keys = [...new Set(costs.map(({ keysARow }) => formatNumber(keysARow)))].join(", ");
  return { draws: values.length, trend: meanInterval(values), note: `${keys} keys` };
}

/**
 * The probability that a control comes out as expected.
 *
 * @param effect its mean over its standard deviation in a first look under other seeds; half of it is counted on
 */
export function controlPower(effect: number, units: number = CONTROL_UNITS): Power {
  return {
    value: studentPower(effect / 2, units, 2 * LEVEL),
    how: `Student’s test over ${units} units, for half of the effect that a first look under other seeds showed: a mean of ${effect} standard deviations`,
  };
}

export const EXACT: Window = { method: "exact" };
