/** What changed between two runs, the most serious first. */
import type { Outcome } from "ncsparse-kit";
import type { ClaimsFile, LedgerEntry } from "../types.js";
import type { Change, Effect } from "./change.js";
import { claimChanges } from "./claim-changes.js";
import { statementsOf } from "../document/statements.js";
import { tightnessChanges, type TightnessChange } from "./tightness.js";

/** A run as its files tell it. */
export interface RecordedRun {
  claims: ClaimsFile;
  /** Empty where there is no run.json, or where its notebooks were not executed in that run. */
  durations: Durations;
  /** Whether only some of the project's notebooks were executed (`--only`), by its run.json. */
  partial: boolean;
}

/** Seconds by notebook, of a run.json. */
export type Durations = Readonly<Record<string, number>>;

/** A claim whose outcome, or whose control's, is another than before. */
export interface OutcomeChange {
  id: string;
  title: string;
  before: string;
  after: string;
  /** Whether what came out now is what the claim expects, control included. */
  asExpected: boolean;
  /** What was expected before, where something else is expected now. */
  expectedBefore: Outcome | null;
}

/** A claim, and what of it changed, the most serious first. */
export interface ChangedClaim {
  id: string;
  title: string;
  changes: Change[];
}

export interface DurationChange {
  notebook: string;
  before: number;
  after: number;
}

export interface Comparison {
  /** Why some of the two runs cannot be compared, a sentence each. */
  limits: string[];
  outcomes: OutcomeChange[];
  /** Claims of the new run that are not as expected, or whose control was missed, changed or not. */
  deviations: string[];
  /** Claims that are gone, say less, or say something else. */
  weakened: ChangedClaim[];
  tightness: TightnessChange[];
  /** Claims with more behind them: cells, draws. */
  strengthened: ChangedClaim[];
  added: string[];
  /** Of claims, what they do not consist of: the reason of an expectation, a lost finding, a cell's measured outcome. */
  noted: ChangedClaim[];
  durations: DurationChange[];
}

/** Compare an old run with a new one; durations are compared where both have them. */
export function compareRuns(before: RecordedRun, after: RecordedRun): Comparison {
  const old = new Map(before.claims.claims.flatMap(statementsOf).map((claim) => [claim.id, claim]));
  const now = after.claims.claims.flatMap(statementsOf);
  const both = now.flatMap((claim) => {
    const earlier = old.get(claim.id);
    return earlier ? [[earlier, claim] as const] : [];
  });
  const gone = goneClaims(before, after);
  const changed = both.map(([a, b]) => ({ id: b.id, title: b.title, changes: claimChanges(a, b) }));
  return {
    limits: [...limitsOf(both), ...gone.limits],
    outcomes: both.flatMap(([a, b]) => outcomeChange(a, b)).sort((a, b) => severity(a) - severity(b)),
    deviations: now.filter((claim) => !isAsExpected(claim)).map(({ id }) => id),
    weakened: withEffect([...changed, ...gone.removed], ["flipped", "removed", "weakened", "changed"]),
    tightness: both.flatMap(([a, b]) => tightnessChanges(a, b)),
    strengthened: withEffect(changed, ["strengthened"]),
    added: now.filter(({ id }) => !old.has(id)).map(({ id }) => id),
    noted: withEffect(changed, ["noted"]),
    durations: durationChanges(before.durations, after.durations),
  };
}

/** The claims with changes of these effects; claims and changes in the order of the effects, else as they stood. */
function withEffect(claims: readonly ChangedClaim[], effects: readonly Effect[]): ChangedClaim[] {
  const rank = ({ effect }: Change): number => effects.indexOf(effect);
  return claims
    .map((claim) => ({ ...claim, changes: claim.changes.filter((change) => rank(change) >= 0) }))
    .filter(({ changes }) => changes.length > 0)
    .map((claim) => ({ ...claim, changes: claim.changes.sort((a, b) => rank(a) - rank(b)) }))
    .sort((a, b) => rank(a.changes[0]!) - rank(b.changes[0]!));
}

/** Old claims that the new run has not: removed, or in notebooks that a partial run did not execute. */
function goneClaims(before: RecordedRun, after: RecordedRun): { removed: ChangedClaim[]; limits: string[] } {
  const now = new Set(after.claims.claims.flatMap(statementsOf).map(({ id }) => id));
  const heirs = new Map(after.claims.claims.flatMap(({ id, aliases }) => aliases.map((alias) => [alias, id] as const)));
  const executed = new Set(after.claims.notebooks.map(({ name }) => name));
  const gone = before.claims.claims.flatMap(statementsOf).filter(({ id }) => !now.has(id));
  const removed = gone.filter(({ notebook }) => !after.partial || executed.has(notebook));
  const left = gone.length - removed.length;
  return {
    removed: removed.map(({ id, title, statement }) => ({
      id,
      title,
      changes: [
        {
          effect: "removed",
          what: heirs.has(id) ? `claim, for which ${heirs.get(id)!} stands now` : "claim",
          words: { before: statement, after: null },
        },
      ],
    })),
    limits: left === 0 ? [] : [`The new run executed only some notebooks: ${claimsOfOthers(left)} not compared.`],
  };
}

function claimsOfOthers(count: number): string {
  return count === 1 ? "1 claim of others is" : `${count} claims of others are`;
}

function limitsOf(both: readonly (readonly [LedgerEntry, LedgerEntry])[]): string[] {
  const profiles = both.find(([a, b]) => a.profile !== b.profile)?.map(({ profile }) => profile);
  const seeds = both.find(([a, b]) => a.seed !== b.seed)?.map(({ seed }) => seed);
  return [
    ...(profiles
      ? [
          `The profiles differ (${profiles.join(", ")}), and so do grids and draws: cells are compared where both grids have ` +
            "them, but not their draws, nor the controls' power.",
        ]
      : []),
    ...(seeds
      ? [
          `The seeds differ (${seeds.join(", ")}): what is measured is compared within its intervals, and what may depend on ` +
            "draws, as some bounds do, is not compared.",
        ]
      : []),
  ];
}

function isAsExpected(claim: LedgerEntry): boolean {
  return claim.asExpected && claim.control.asExpected;
}

/** An outcome that is expected only because the expectation was changed too is not far from one that is not. */
function severity({ asExpected, expectedBefore }: OutcomeChange): number {
  return asExpected ? (expectedBefore === null ? 2 : 1) : 0;
}

function outcomeChange(a: LedgerEntry, b: LedgerEntry): OutcomeChange[] {
  const [before, after] = [told(a), told(b)];
  if (before === after) return [];
  const expectedBefore = a.expected.outcome === b.expected.outcome ? null : a.expected.outcome;
  return [{ id: b.id, title: b.title, before, after, asExpected: isAsExpected(b), expectedBefore }];
}

function told({ outcome, control }: LedgerEntry): string {
  return control.asExpected ? outcome : `${outcome}, control ${control.outcome}`;
}

function durationChanges(before: Durations, after: Durations): DurationChange[] {
  return Object.entries(after)
    .filter(([notebook]) => Object.hasOwn(before, notebook))
    .map(([notebook, seconds]) => ({ notebook, before: before[notebook]!, after: seconds }));
}
