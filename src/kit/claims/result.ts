/**
 * What a claim's run emits: the one machine-readable record that a notebook cell displays and that the report's ledger
 * is gathered from. `claim-result.schema.json` beside this file is generated from these types (`npm run schema`).
 */

/** The MIME type under which a claim's result travels in a notebook's outputs. */
export const CLAIM_MIME = "application/vnd.ncsparse.claim+json";

/** The MIME type of the list of a paper's items. */
export const ITEMS_MIME = "application/vnd.ncsparse.items+json";

/** An item of the paper, such as a theorem, and what became of it. Texts are Markdown. */
export interface ItemRecord {
  /** "Theorem 4.3 (= D.1)". */
  readonly label: string;
  readonly says: string;
  /** In words; null for what the paper does not have. */
  readonly verdict: string | null;
  /** Of the verdict; "" for none. */
  readonly reason: string;
  /** Ids of the claims, or parts of claims, that reproduce it. */
  readonly claims: readonly string[];
  /** Why no claim reproduces it; null where one does. */
  readonly notReproduced: string | null;
}

/** The MIME type of figures: Vega-Lite v5 JSON, which JupyterLab renders natively (it shows nothing for v6). */
export const VEGALITE_MIME = "application/vnd.vegalite.v5+json";

/** Where a statement comes from: the paper's surviving text, restated from its prose and proof, or new here. */
export type Provenance = "stated" | "reconstructed" | "ours";

/** The verdict on a cell or on a claim, on the grid that was run. */
export type Outcome = "holds" | "violated" | "inconclusive" | "out of range";

/**
 * How a claim stands to what it restates of the paper: the statement itself, as far as it survived; its words taken
 * literally where something else must be meant; or one of ours that gives more on the same hypotheses (`sharpened`),
 * reaches where the paper's does not (`extended`) or is true where the paper's is not (`corrected`).
 */
export type Relation =
  "as stated" | "as reconstructed" | "read literally" | "in one reading" | "sharpened" | "extended" | "corrected";

/** What of the paper a claim restates, and how. */
export interface Restatement {
  /** The paper's own label, e.g. "Theorem 4.3". */
  label: string;
  relation: Relation;
}

/** How much a bound says: within a factor 2 of the measured quantile, further off, or not below the trivial bound. */
export type Use = "sharp" | "loose" | "vacuous";

/** The size of the grids: `quick` for every run, `full` for the large ones. */
export type Profile = "quick" | "full";

/** An estimate with its confidence interval; each end one-sided at the level that the rules fix. */
export interface Interval {
  value: number;
  low: number;
  high: number;
}

/** One unit of a claim: one point of its grid, for one part of its statement. */
export interface CellResult {
  /** The grid point: names as in the statement (n, k, delta, sigma, input, ...). */
  parameters: Record<string, number | string>;
  /**
   * Independent draws behind this cell (matrices, or rows of different matrices); 0 where nothing is random.
   * @minimum 0
   */
  draws: number;
  /** Draws in which the statement failed; null where the rule does not count failures. */
  failures: number | null;
  /** What the verdict was judged on, e.g. the failure probability or measured / law. */
  estimate: Interval;
  /** What `estimate` was compared with: delta, the tolerance band's centre, or the rounding bound. */
  target: number;
  /** The quantity that the bound speaks of, as measured (its stated quantile); null where there is none. */
  measured: Interval | null;
  /** The bound's value on the scale of `measured`; null where there is none. */
  bound: number | null;
  /** What `bound` was taken at, by symbol, where it varies with the draw, e.g. { R: 1.31 }; null where it does not. */
  boundAt: Record<string, number> | null;
  /** The trivial bound on the same scale; null where there is none. */
  trivial: number | null;
  /**
   * bound / measured on the claim's stated scale; where the bound varies with the draw, their ratio's own quantile over the
   * draws. Null where there is none.
   */
  tightness: number | null;
  use: Use | null;
  outcome: Outcome;
  /** What a reader should know of this cell, e.g. the draws that would decide it; empty when there is nothing. */
  note: string;
}

/** How a claim's numbers become an outcome (docs/verdicts.md). */
export type VerdictRule =
  | { kind: "failure-rate"; delta: number; text: string }
  | { kind: "ratio"; tolerance: number; text: string }
  | { kind: "difference"; tolerance: number; text: string }
  | { kind: "sign"; sign: "negative" | "positive"; text: string }
  | { kind: "inequality"; text: string };

/** The bound or law that a claim states, as displayed and as computed. */
export interface BoundDisplay {
  /** TeX of the closed form, made from `expression` where there is one. */
  tex: string;
  /** The mathjs expression from which both the TeX and the number come; null for a library function. */
  expression: string | null;
  /** The library function that computes it; null for a closed form. */
  function: string | null;
}

/**
 * The control: a false statement near a claim that is expected to hold, which the same machinery must find violated, or
 * a true one near a claim that is expected to be violated, which it must find to hold.
 */
export interface ControlResult {
  /** Markdown with TeX. */
  statement: string;
  expected: "violated" | "holds";
  /** Whether it tests the machinery alone: it would come out so whatever the claim says. */
  selfTest: boolean;
  /**
   * A lower bound, computed before the run, and how: on the probability that it comes out as expected; where failing draws
   * are counted and it must be violated, on the probability that one draw of it fails.
   */
  power: { value: number; how: string };
  cells: CellResult[];
  outcome: Outcome;
  /** True iff `outcome` is the expected one. */
  asExpected: boolean;
}

/**
 * One statement with its grid, its verdict and its control. Texts are Markdown with `$TeX$`; nothing in them is trusted as
 * HTML.
 */
export interface StatementResult {
  /**
   * Stable name, also the anchor in the report.
   * @pattern ^[A-Z][A-Za-z0-9.]*(-[a-z0-9]+)*$
   */
  id: string;
  /** What of the paper it is about, e.g. "Lemma 4.2, Part 1 (= D.3, D.4)", "reach of Theorem 4.3"; "none" for nothing. */
  item: string;
  /** Null for a finding: what is ours and restates nothing. */
  restates: Restatement | null;
  title: string;
  provenance: Provenance;
  hypotheses: string[];
  /** Where the statement is meant to hold, in words; cells outside come out as "out of range". */
  scope: string;
  statement: string;
  bound: BoundDisplay | null;
  rule: VerdictRule;
  expected: { outcome: Outcome; reason: string };
  /** Independent draws in all cells together. */
  draws: number;
  cells: CellResult[];
  outcome: Outcome;
  asExpected: boolean;
  /** Shares of the grid by use, and the scale on which the factor 2 is meant; null where the claim is no bound. */
  use: { sharp: number; loose: number; vacuous: number; scale: string } | null;
  /** One line of numbers for the box: bound | measured | trivial | cells that hold. */
  headline: string;
  control: ControlResult;
}

/**
 * The result of running one claim: its first statement, and those that rest on the same formula as its parts. `draws`,
 * `outcome` and `asExpected` are those of all of them together, the outcome being the first statement's where each came out
 * as it expects, else the worst of those that did not; every other field of a statement is the first one's.
 */
export interface ClaimResult extends StatementResult {
  schemaVersion: 2;
  profile: Profile;
  /** @minimum 0 */
  seed: number;
  parts: StatementResult[];
  /** Ids of former claims that this one stands for: links to them lead here. */
  aliases: string[];
  /** One sentence for those who read nothing else, Markdown with $TeX$, made from this result's numbers; null for most claims. */
  finding: string | null;
}

/** A claim's result before anything is told of it. */
export type JudgedClaim = Omit<ClaimResult, "finding">;
