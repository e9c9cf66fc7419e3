/** What a project's claims came to with many seeds: the outcomes alone, with all that says where they come from. */
import type { Outcome, Profile, VerdictRule } from "../claims/result.js";

export const SWEEP_FORMAT = "ncsparse sweep 1";

/** What a statement, or its control, came to. */
export interface SweptRole {
  readonly expected: Outcome;
  /** Cells with a verdict that chance has a part in: those in scope; 0 where nothing is drawn. */
  readonly drawnCells: number;
  /** A letter a seed, in the order of the seeds: see `OUTCOME_LETTERS`. */
  readonly outcomes: string;
}

export interface SweptStatement {
  readonly id: string;
  readonly rule: VerdictRule["kind"];
  readonly claim: SweptRole;
  /** Its power is the stated probability with which it comes out as expected. */
  readonly control: SweptRole & { readonly power: number };
}

export interface Sweep {
  readonly format: typeof SWEEP_FORMAT;
  /** Name and version. */
  readonly project: string;
  /** Null outside a checkout. */
  readonly commit: string | null;
  /** Hash of all code that computed, with the packages. */
  readonly code: string;
  readonly node: string;
  /** Kind of processor, as Node names it. */
  readonly processor: string;
  /** Model and cores of each machine that had a part in it. */
  readonly machines: readonly string[];
  readonly profile: Profile;
  /** The notebooks that were chosen; empty for all. */
  readonly only: readonly string[];
  /** The stated probability with which chance decides a cell wrongly. */
  readonly level: number;
  /** In ascending order, each once. */
  readonly seeds: readonly number[];
  readonly statements: readonly SweptStatement[];
}

export const ROLES = ["claim", "control"] as const;

export const OUTCOME_LETTERS: Readonly<Record<Outcome, string>> = {
  holds: "h",
  violated: "v",
  inconclusive: "i",
  "out of range": "o",
};

const OUTCOMES = new Map(Object.entries(OUTCOME_LETTERS).map(([outcome, letter]) => [letter, outcome as Outcome]));

/** The outcomes of a role, in the order of the seeds. */
export function outcomesOf({ outcomes }: Pick<SweptRole, "outcomes">): Outcome[] {
  return Array.from(outcomes, (letter) => OUTCOMES.get(letter)!);
}
