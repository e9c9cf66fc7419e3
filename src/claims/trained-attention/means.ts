/** How the family judges: means over passages, and words that its claims share. */
import type { Context } from "ncsparse-kit/claims/claim";
import type { Interval } from "ncsparse-kit/claims/result";
import type { Role } from "ncsparse-kit/claims/kinds";
import { meanInterval } from "ncsparse-kit/probability";
import type { HeadOnPassage } from "../../measure/passages/passage-figures.js";
import type { HeadName } from "./heads.js";
import { proseSample, type Read } from "./samples.js";

/** A cell: one head of the model. */
export type HeadCell = { readonly head: HeadName };

export const cellsOf = (heads: readonly HeadName[]): HeadCell[] => heads.map((head) => ({ head }));

export const HYPOTHESES: readonly string[] = [
  "The byte model of `models/` on prose that it has not seen: a run reads passages of 1,024 bytes at random, without replacement; quick 24 and full 72 of 96, controls as many as 12 and 24 others.",
  "No preregistration: which heads stand in the cells, and the signs, were read off the same 96 passages before the rule was set.",
];
export const SCOPE = "This model and prose of its kind; means over the rows that see more than 512 keys.";
export const STUDENT = "Student’s interval over passages of the mean";

/** The control's passages, 60 times at random: the subset is what a run leaves to chance. */
export const PILOT_RUNS = { failures: 60, draws: 60 };
export const PILOT_WORDS =
  "a pilot of 60 runs of this control, each on its own random choice of the passages, all of which came out so: the lower end of that share’s interval";

/** Over the passages, the mean of what is read off a head. */
export async function meanOf(
  { head }: HeadCell,
  read: Read<HeadOnPassage>,
  context: Context,
  role: Role,
): Promise<{ readonly draws: number; readonly interval: Interval }> {
  const values = (await proseSample(context, role)).of(head, read);
  return { draws: values.length, interval: meanInterval(values) };
}
