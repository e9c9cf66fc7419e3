/**
 * What a claim's author writes: a statement with its bound, its grid, its measurement, the outcome expected of it and a
 * control, all of it fixed before the run. What is left out is what most claims have; the kind (the functions of this
 * folder) adds the rule by which measurements are judged, and says what a measurement is.
 */
import type { CellParameters, Claim, ClaimFigure, Comparison, Context, Power } from "../claim.js";
import type { Restates } from "../restatement.js";
import type { BoundDisplay, JudgedClaim, Outcome, Profile, Provenance } from "../result.js";

/** Whose draws: those of a claim and of its control are independent. */
export type Role = "claim" | "control";

/** The cells of a grid: one, several, or, where the full profile has more than the quick one, those of each. */
export type Cells<P> = P | readonly P[] | Readonly<Record<Profile, readonly P[]>>;

/** What every kind of measurement gives. */
export interface Measured {
  /** Independent draws behind the cell. */
  readonly draws: number;
  /** The bound beside what it bounds. */
  readonly comparison?: Comparison | undefined;
  /** What a reader should know of the cell. */
  readonly note?: string | undefined;
}

/** A measurement in which nothing is random: it has no draws. */
export type Exact<M extends Measured> = Omit<M, "draws"> & { readonly draws?: never };

/**
 * A cell's measurement.
 *
 * @param law what the definition gives as `law` at the cell: true in a claim, false in its control
 */
export type Measure<P, M, L> = (cell: P, context: Context, role: Role, law: L) => M | Promise<M>;

/** The words and the scope of a claim, whatever its kind. */
export interface Wording<P> {
  /** Stable: also the anchor in the report. Letters, digits, dots, then parts after hyphens, e.g. "L4.2-part1". */
  readonly id: string;
  /**
   * What of the paper the claim is about, in words, e.g. "Lemma 4.2, Part 1 (= D.3, D.4)" or "reach of Theorem 4.3"; by
   * default the label that it restates, or "none".
   */
  readonly item?: string | undefined;
  /**
   * What of the paper it restates: a label alone where it is the statement itself. Left out for a finding, which is ours
   * and restates nothing.
   */
  readonly restates?: string | Restates | undefined;
  readonly title: string;
  readonly provenance: Provenance;
  readonly hypotheses: readonly string[];
  /** Where the statement is meant to hold. */
  readonly scope: string;
  /** Markdown with $TeX$. */
  readonly statement: string;
  readonly bound?: BoundDisplay | undefined;
  /** How measurements are judged, in words. */
  readonly rule: string;
  /** How it must come out: "holds" by default. */
  readonly expects?: Outcome | undefined;
  /** Why. */
  readonly reason: string;
  /** The scale of the factor 2 that makes a bound `sharp`; for bounds only. */
  readonly useScale?: string | undefined;
  readonly grid: Cells<P>;
  /** Whether the statement is meant to hold at a cell; everywhere by default. */
  readonly inScope?: ((cell: P) => boolean) | undefined;
  /** What stands under the claim's figure: Markdown with $TeX$. */
  readonly caption: string;
  /** The figure: made from the claim's result, and from draws that the session remembers. */
  readonly chart: ClaimFigure["chart"];
  /** Ids of former claims that this one stands for. */
  readonly aliases?: readonly string[] | undefined;
  /** What the claim found, for those who read nothing else; told only where the outcome is the expected one. */
  readonly finding?: ((result: JudgedClaim) => string) | undefined;
}

/**
 * What shows that the claim's machinery can tell true from false, on independent draws: a false statement near a claim
 * that is expected to hold, a true one near a claim that is expected to be violated.
 */
export type ControlWording = ControlWords & KnownPower;

interface ControlWords {
  /** Markdown with $TeX$. */
  readonly statement: string;
  /** How it must come out: "violated" by default. */
  readonly expects?: "violated" | "holds" | undefined;
  /** It tests the machinery alone: it would come out so whatever the claim says. */
  readonly selfTest?: true | undefined;
}

/**
 * A lower bound, computed before the run, and how it is known: on the probability with which a control comes out as it must;
 * where failing draws are counted and must show a statement false, on the probability that one draw of it fails.
 */
export type KnownPower =
  { readonly power: PowerAt<number>; readonly how: string } | { readonly power: PowerAt<Power>; readonly how?: never };

type PowerAt<T> = T | ((context: Pick<Context, "profile">) => T);

/** What is measured against, at a cell. */
export type Law<P, L> = (cell: P, context: Context) => L;

/** The claim's own measurement, on the control's cells and draws. */
export interface SameMeasurement<P> {
  readonly grid: Cells<P>;
  readonly measure?: never;
}

/** A measurement of its own. */
export interface OwnMeasurement<Q, M> {
  readonly grid: Cells<Q>;
  readonly measure: Measure<Q, M, undefined>;
}

/** A control that brings its own measurement. */
export type OwnControl<Q, M> = ControlWording & { readonly law?: never } & OwnMeasurement<Q, M>;

/** A claim whose control measures the same on cells where it must come out otherwise, or brings its own measurement. */
export interface Definition<P, Q, M> extends Wording<P> {
  readonly measure: Measure<P, M, undefined>;
  readonly law?: never;
  readonly control: (ControlWording & { readonly law?: never } & SameMeasurement<NoInfer<P>>) | OwnControl<Q, M>;
}

/** A claim whose control measures the same against a false law: a false constant, level, or way to read a draw. */
export interface DefinitionWithLaw<P, M, L> extends Wording<P> {
  readonly measure: Measure<P, M, L>;
  readonly law: Law<P, L>;
  readonly control: ControlWording & SameMeasurement<NoInfer<P>> & { readonly law: Law<NoInfer<P>, NoInfer<L>> };
}

/** Makes claims of one kind. R is what its rule needs to know, M what its measurements give. */
export interface Kind<R, M> {
  <P extends CellParameters, Q extends CellParameters = P>(definition: R & Definition<P, Q, M>): Claim;
  <P extends CellParameters, L>(definition: R & DefinitionWithLaw<P, M, L>): Claim;
}
