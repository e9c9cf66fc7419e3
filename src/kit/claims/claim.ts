/**
 * What a claim is: a statement with its bound, its grid, its measurement, the outcome that it expects, the rule that
 * turns numbers into a verdict, and a negative control. Everything is fixed before the run.
 */
import type { ChartSpec } from "../figures/index.js";
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

/** A point of a claim's grid. */
export type CellParameters = Readonly<Record<string, number | string>>;

/** What a claim runs with. */
export interface Context {
  readonly profile: Profile;
  readonly seed: number;
  /**
   * Compute once per session what several claims of a family read off the same draws. The key must name everything that
   * the value depends on beside the seed.
   */
  readonly memo: <T>(key: string, compute: () => T) => T;
  /**
   * Stops the work: it is looked at between the cells of a grid and before each draw, and its reason is thrown. Without
   * one, all runs to its end.
   */
  readonly signal?: AbortSignal | undefined;
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

/** What measuring a cell gives, by the claim's rule. */
export type Measurement = {
  readonly draws: number;
  readonly comparison?: Comparison;
  readonly note?: string;
} & (
  | { readonly rule: "failure-rate"; readonly failures: number }
  /** The interval of measured / law. */
  | { readonly rule: "ratio"; readonly ratio: Interval }
  /** The interval of measured - law, e.g. of two exponents. */
  | { readonly rule: "difference"; readonly difference: Interval }
  /** The interval of what must have the rule's sign, e.g. the trend of an error in n. */
  | { readonly rule: "sign"; readonly trend: Interval }
  /** The largest ln left - ln right that was seen, and how large rounding alone can make it. */
  | { readonly rule: "inequality"; readonly excess: number; readonly roundingBound: number }
);

type Awaitable<T> = T | Promise<T>;

/** A statement over a grid, true or (as a control) false. */
export interface Statement<P extends CellParameters> {
  /** Markdown with $TeX$. */
  readonly statement: string;
  readonly grid: Readonly<Record<Profile, readonly P[]>>;
  readonly measure: (cell: P, context: Context) => Awaitable<Measurement>;
}

/** The figure that a claim shows: made from its result, and from draws that the session remembers. */
export interface ClaimFigure {
  /** Markdown with $TeX$. */
  readonly caption: string;
  readonly chart: (result: ClaimResult, context: Context) => ChartSpec;
}

/**
 * What shows that the claim's machinery can tell true from false, on independent draws: a false statement near a claim
 * that is expected to hold, a true one near a claim that is expected to be violated.
 */
export interface Control<Q extends CellParameters> extends Statement<Q> {
  /** How it must come out; "violated" by default. */
  readonly expects?: ControlResult["expected"];
  /** It tests the machinery alone: it would come out so whatever the claim says. */
  readonly selfTest?: true;
  /** The probability with which it comes out so, computed before the run. */
  readonly power: (context: Pick<Context, "profile">) => { readonly value: number; readonly how: string };
}

export interface ClaimDefinition<P extends CellParameters, Q extends CellParameters = P> extends Statement<P> {
  /** Stable: also the anchor in the report. Letters, digits, dots, then parts after hyphens, e.g. "L4.2-part1". */
  readonly id: string;
  /** What of the paper the claim is about, in words, e.g. "Lemma 4.2, Part 1 (= D.3, D.4)" or "reach of Theorem 4.3". */
  readonly item: string;
  /** What of the paper it restates; null for a finding, which is ours and restates nothing. */
  readonly restates: Restates | null;
  readonly title: string;
  readonly provenance: Provenance;
  readonly hypotheses: readonly string[];
  readonly scope: string;
  /** Whether the statement is meant to hold at a cell; everywhere by default. */
  readonly inScope?: (cell: P) => boolean;
  readonly bound: BoundDisplay | null;
  readonly rule: VerdictRule;
  /** Nothing that is measured is random: no cell has draws, and none uses up a share of the report's error rate. */
  readonly deterministic?: boolean;
  readonly expected: { readonly outcome: Outcome; readonly reason: string };
  /** The scale of the factor 2 that makes a bound `sharp`; null where the claim is no bound. */
  readonly useScale: string | null;
  readonly figure: ClaimFigure;
  /**
   * Further statements that rest on the same formula, each with its own id, grid, expectation and control. The first one
   * names the claim.
   */
  readonly parts?: readonly Claim[];
  /** Ids of former claims that this one stands for. */
  readonly aliases?: readonly string[];
  /** What the claim found, for those who read nothing else; told only where the outcome is the expected one. */
  readonly finding?: (result: JudgedClaim) => string;
  readonly control: Control<Q>;
}

/** A claim with its grid's type erased, so that a registry can hold all of them. */
export type Claim = ClaimDefinition<CellParameters>;

const ID = /^[A-Z][A-Za-z0-9.]*(-[a-z0-9]+)*$/;

/**
 * Check a definition and forget its grid's type.
 *
 * @throws RangeError if the id is malformed, provenance and restatement contradict each other, a grid is empty, or a part
 *   has parts itself
 */
export function defineClaim<P extends CellParameters, Q extends CellParameters>(
  definition: ClaimDefinition<P, Q>,
): Claim {
  const { id, grid, control } = definition;
  if (!ID.test(id)) throw new RangeError(`defineClaim: id must match ${ID.source}, got ${id}`);
  restatementOf(definition);
  requireSoundParts(definition);
  for (const profile of ["quick", "full"] as const) {
    if (grid[profile].length === 0) throw new RangeError(`defineClaim: ${id} must have cells in ${profile}, got 0`);
    if (control.grid[profile].length === 0) {
      throw new RangeError(`defineClaim: the control of ${id} must have cells in ${profile}, got 0`);
    }
  }
  return definition as unknown as Claim;
}

function requireSoundParts({ id, parts = [] }: Pick<Claim, "id" | "parts">): void {
  const nested = parts.find((part) => part.parts !== undefined);
  if (nested)
    throw new RangeError(`defineClaim: a part of ${id} must have no parts itself, got ${nested.id} with some`);
}

/** One claim made of several that rest on one formula: the first, with a title for all, and the others as its parts. */
export function mergeClaims(first: Claim, parts: readonly Claim[], words: Partial<Pick<Claim, MergedWords>>): Claim {
  return defineClaim({ ...first, ...words, parts });
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

function statementUnits({ rule, deterministic, grid, control }: Claim, profile: Profile): number {
  if (rule.kind === "inequality" || deterministic) return 0;
  return grid[profile].length + control.grid[profile].length;
}
