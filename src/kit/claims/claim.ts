/**
 * What a claim is when it is run: a statement with its bound, its grid, its measurement, the outcome that it expects, the
 * rule that turns numbers into a verdict, and a control. How one is written: `kinds/`.
 */
import type { ChartSpec } from "../figures/index.js";
import type { Records } from "../memory/records.js";
import { restatementOf, type Restates } from "./restatement.js";
import type {
  BoundDisplay,
  ClaimResult,
  ControlResult,
  Interval,
  JudgedClaim,
  Outcome,
  Profile,
  Provenance,
  VerdictRule,
} from "./result.js";
import type { Verdict } from "./rules.js";

/** A point of a claim's grid. */
export type CellParameters = Readonly<Record<string, number | string>>;

/** What a claim runs with. */
export interface Context {
  readonly profile: Profile;
  readonly seed: number;
  /**
   * Compute once per session what several claims of a family read off the same draws, and once for all sessions where the
   * report remembers. The key must name everything that the value depends on beside seed and profile; what computes it must
   * be code of the module that asks, or of what that imports. Data come back from the memory, instances of classes do not.
   */
  readonly memo: <T>(key: string, compute: () => T) => T;
  /** What earlier processes computed. Without them, all is computed. */
  readonly records?: Records | undefined;
  /**
   * Where the cells of a claim are divided among processes, each is a record of its own: "kept" as it is measured; "required"
   * where the claim is put together of them and nothing may be measured. Elsewhere the claim is one record.
   */
  readonly cellRecords?: "kept" | "required" | undefined;
  /**
   * Stops the work: it is looked at between the cells of a grid and before each draw, and its reason is thrown. Without
   * one, all runs to its end.
   */
  readonly signal?: AbortSignal | undefined;
  /** Told of each cell of a claim, or of its control, that is measured; of none where all came from the records. */
  readonly onCell?: (() => void) | undefined;
}

/** A bound set beside what it bounds, on the claim's stated scale. */
export interface Comparison {
  readonly measured: Interval;
  readonly bound: number;
  /** What anyone knows without the bound: from the bound's own side. */
  readonly trivial: number | null;
  /** Left out for a bound from above. */
  readonly side?: "lower";
  /** bound / measured where it is not simply the quotient of the two, e.g. when the bound varies with the draw. */
  readonly tightness?: number;
  /** What `bound` was taken at where it varies with the draw, by symbol, e.g. { R: 1.31 }. */
  readonly boundAt?: Readonly<Record<string, number>>;
}

/** A cell's measurement, judged by its claim's rule. */
export interface Reading {
  /** Independent draws behind the cell; 0 where nothing is random. */
  readonly draws: number;
  /** Draws in which the statement failed; null where the rule does not count failures. */
  readonly failures: number | null;
  readonly verdict: Verdict;
  readonly comparison?: Comparison | undefined;
  readonly note?: string | undefined;
}

/** A statement over a grid, true or (as a control) false. */
export interface Statement {
  /** Markdown with $TeX$. */
  readonly statement: string;
  readonly grid: Readonly<Record<Profile, readonly CellParameters[]>>;
  readonly measure: (cell: CellParameters, context: Context) => Reading | Promise<Reading>;
}

/** The figure that a claim shows: made from its result, and from draws that the session remembers. */
export interface ClaimFigure {
  /** Markdown with $TeX$. */
  readonly caption: string;
  readonly chart: (result: ClaimResult, context: Context) => ChartSpec;
}

/** How likely a control comes out as expected, or of a failure rate that is too large how likely a draw fails; and how that is known. */
export interface Power {
  readonly value: number;
  readonly how: string;
}

/** What shows that the claim's machinery can tell true from false. */
export interface Control extends Statement {
  readonly expects: ControlResult["expected"];
  /** It tests the machinery alone: it would come out so whatever the claim says. */
  readonly selfTest: boolean;
  readonly power: (context: Pick<Context, "profile">) => Power;
}

/** A claim as it is run: what `kinds/definition.ts` defines, with nothing left out and every measurement judged. */
export interface Claim extends Statement {
  readonly id: string;
  readonly item: string;
  /** What of the paper it restates; null for a finding. */
  readonly restates: Restates | null;
  readonly title: string;
  readonly provenance: Provenance;
  readonly hypotheses: readonly string[];
  readonly scope: string;
  /** Whether the statement is meant to hold at a cell; everywhere by default. */
  readonly inScope?: ((cell: CellParameters) => boolean) | undefined;
  readonly bound: BoundDisplay | null;
  readonly rule: VerdictRule;
  /** No verdict comes by chance: no cell uses up a share of the report's error rate. */
  readonly deterministic: boolean;
  readonly expected: { readonly outcome: Outcome; readonly reason: string };
  /** The scale of the factor 2 that makes a bound `sharp`; null where the claim is no bound. */
  readonly useScale: string | null;
  readonly figure: ClaimFigure;
  /**
   * Further statements that rest on the same formula, each with its own id, grid, expectation and control. The first one
   * names the claim.
   */
  readonly parts?: readonly Claim[];
  readonly aliases?: readonly string[] | undefined;
  readonly finding?: ((result: JudgedClaim) => string) | undefined;
  readonly control: Control;
}

const ID = /^[A-Z][A-Za-z0-9.]*(-[a-z0-9]+)*$/;

/**
 * The claim, checked.
 *
 * @param by the function that made it, for errors
 * @throws RangeError if the id is malformed, provenance and restatement contradict each other, a grid is empty, or a part
 *   has parts itself
 */
export function requireSound(claim: Claim, by: string): Claim {
  const { id, grid, control, parts = [] } = claim;
  if (!ID.test(id)) throw new RangeError(`${by}: id must match ${ID.source}, got ${id}`);
  restatementOf(claim);
  const nested = parts.find((part) => part.parts !== undefined);
  if (nested) throw new RangeError(`${by}: a part of ${id} must have no parts itself, got ${nested.id} with some`);
  for (const profile of ["quick", "full"] as const) {
    if (grid[profile].length === 0) throw new RangeError(`${by}: ${id} must have cells in ${profile}, got 0`);
    if (control.grid[profile].length === 0) {
      throw new RangeError(`${by}: the control of ${id} must have cells in ${profile}, got 0`);
    }
  }
  return claim;
}

/** One claim made of several that rest on one formula: the first, with a title for all, and the others as its parts. */
export function mergeClaims(first: Claim, parts: readonly Claim[], words: Partial<Pick<Claim, MergedWords>>): Claim {
  return requireSound({ ...first, ...words, parts }, "mergeClaims");
}

type MergedWords = "title" | "finding" | "aliases";

/** The statements of a claim: its own, then its parts'. */
export function statementsOf(claim: Claim): readonly Claim[] {
  return [claim, ...(claim.parts ?? [])];
}

/** A claim's own statement. */
export function withoutParts(claim: Claim): Claim {
  const fields = Object.entries(claim).filter(([field]) => field !== "parts");
  return Object.fromEntries(fields) as unknown as Claim;
}

/** How many verdicts a claim hands out at a level: cells of its statements and of their controls. */
export function countUnits(claim: Claim, profile: Profile): number {
  return statementsOf(claim).reduce((sum, statement) => sum + statementUnits(statement, profile), 0);
}

/** How many cells a claim measures: those of its statements and of their controls. */
export function countCells(claim: Claim, profile: Profile): number {
  return statementsOf(claim).reduce((sum, statement) => sum + cellsOf(statement, profile), 0);
}

function statementUnits(statement: Claim, profile: Profile): number {
  return statement.deterministic ? 0 : cellsOf(statement, profile);
}

function cellsOf({ grid, control }: Claim, profile: Profile): number {
  return grid[profile].length + control.grid[profile].length;
}
