/** What a sweep found, as lines for a terminal. */
import { calibrate, type Calibration } from "ncsparse-kit/sweep/calibration";
import { differingVerdicts, type DifferingVerdict } from "ncsparse-kit/sweep/differing";
import { seedsText } from "ncsparse-kit/sweep/seeds-text";
import { shortNumber } from "ncsparse-kit/sweep/short-number";
import type { Sweep } from "ncsparse-kit/sweep/sweep";
import { table } from "../text/columns.js";

const HEADER = ["whose", "rule", "statements", "verdicts", "undecided", "reversed", "observed", "expected", "95 %"];

export function sweepText(sweep: Sweep): string {
  const { seeds, statements, profile } = sweep;
  const differing = differingVerdicts(sweep);
  return [
    `${statements.length} statements with ${seeds.length} ${seeds.length === 1 ? "seed" : "seeds"} (${profile}, ${seedsText(seeds)})`,
    ...table(HEADER, calibrate(sweep).map(lineOf)),
    "observed: of claims the reversed verdicts, of controls all that are not as expected; expected: at most, by the stated rates",
    differing.length === 0 ? "no verdict ever differs from what was expected" : "differs from what was expected:",
    ...differing.map(differingLine),
  ].join("\n");
}

function lineOf({ role, rule, ...counts }: Calibration): string[] {
  const { statements, verdicts, undecided, reversed, observed, expected, low, high } = counts;
  const numbers = [statements, verdicts, undecided, reversed, observed].map(String);
  return [`${role}s`, rule, ...numbers, shortNumber(expected), `${shortNumber(low)} to ${shortNumber(high)}`];
}

function differingLine({ id, role, expected, outcome, seeds, mostExpected }: DifferingVerdict): string {
  const stated = mostExpected === null ? "no rate is stated" : `at most ${shortNumber(mostExpected)} expected`;
  return `  ${id}, ${role}: ${outcome} instead of ${expected} with ${seeds.length} of the seeds (${seedsText(seeds)}); ${stated}`;
}
