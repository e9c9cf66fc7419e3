/** A comparison of two runs in words, section by section; how a section looks is a style's. */
import { formatNumber } from "ncsparse-kit/claims/format";
import type { Change } from "./change.js";
import type { ChangedClaim, Comparison, OutcomeChange } from "./compare.js";

/** How a terminal or a job's summary shows the parts of a comparison, each as lines. */
export interface ComparisonStyle {
  heading: (title: string) => readonly string[];
  sentence: (text: string) => readonly string[];
  table: (header: readonly string[], rows: readonly (readonly string[])[]) => readonly string[];
  claim: (claim: { id: string; title: string }) => readonly string[];
  change: (change: Change) => readonly string[];
}

interface Section {
  title: string;
  body: readonly string[];
}

/**
 * Title by title, the most serious first, empty sections left out; one line if nothing changed.
 *
 * @param allowed whether claims may change in this comparison; they are told all the same
 */
export function comparisonLines(comparison: Comparison, style: ComparisonStyle, allowed: boolean): string[] {
  const changes = changeSections(comparison, style, allowed).filter(({ body }) => body.length > 0);
  const durations = durationSection(comparison, style);
  const told = [...changes, ...(durations.body.length > 0 ? [durations] : [])];
  const lines = [
    ...comparison.limits.flatMap((limit) => [...style.sentence(limit), ""]),
    ...(changes.length > 0 ? [] : [...style.sentence("No claim, no outcome and no tightness changed."), ""]),
    ...told.flatMap(({ title, body }) => [...style.heading(title), "", ...body, ""]),
  ];
  return lines.filter((line, i) => line !== "" || lines[i - 1] !== "");
}

function changeSections(comparison: Comparison, style: ComparisonStyle, allowed: boolean): Section[] {
  const { outcomes, tightness, added, deviations, weakened, strengthened, noted } = comparison;
  const table = (header: string[], rows: string[][]): readonly string[] =>
    rows.length === 0 ? [] : style.table(header, rows);
  return [
    {
      title: "Changed outcomes",
      body: table(["claim", "before", "after", "", "title"], outcomes.map(outcomeRow)),
    },
    { title: "Not as expected in the new run", body: table(["claim"], rowsOf(deviations)) },
    { title: "Weakened or changed claims", body: claimLines(weakened, style, consequence(weakened.length, allowed)) },
    {
      title: "Tightness changed beyond its interval",
      body: table(
        ["claim", "cell", "before", "after"],
        tightness.map(({ id, cell, before, after }) => [id, cell, formatNumber(before), formatNumber(after)]),
      ),
    },
    { title: "Strengthened claims", body: claimLines(strengthened, style, null) },
    { title: "New claims", body: table(["claim"], rowsOf(added)) },
    { title: "Told, and no reason for an exit code", body: claimLines(noted, style, null) },
  ];
}

function durationSection({ durations }: Comparison, style: ComparisonStyle): Section {
  const rows = durations.map(({ notebook, before, after }) => [notebook, before.toFixed(1), after.toFixed(1)]);
  return {
    title: "Durations",
    body: rows.length === 0 ? [] : style.table(["notebook", "before (s)", "after (s)"], rows),
  };
}

function rowsOf(ids: readonly string[]): string[][] {
  return ids.map((id) => [id]);
}

function outcomeRow({ id, before, after, asExpected, expectedBefore, title }: OutcomeChange): string[] {
  const expectation =
    expectedBefore === null ? "as expected" : `as expected NOW; before, ${expectedBefore} was expected`;
  return [id, before, after, asExpected ? expectation : "NOT as expected", title];
}

/** What a change of claims means for the exit code. */
function consequence(count: number, allowed: boolean): string {
  const claims = count === 1 ? "1 claim" : `${count} claims`;
  return allowed
    ? `${claims}; allowed by --allow-changed-claims.`
    : `${claims}; exit code 1, unless --allow-changed-claims.`;
}

function claimLines(claims: readonly ChangedClaim[], style: ComparisonStyle, sentence: string | null): string[] {
  if (claims.length === 0) return [];
  const parts = claims.map((claim) => [...style.claim(claim), ...claim.changes.flatMap(style.change)]);
  const told = parts.flatMap((lines, i) => (i === 0 ? lines : ["", ...lines]));
  return sentence === null ? told : [...style.sentence(sentence), "", ...told];
}
