import type { Precision } from "../../kernels/index.js";
import type { Quartiles } from "../quartiles.js";
import type { KeyExponent } from "./exponent.js";
import type { HeadSetting } from "./head-source.js";
import type { PositionGroup } from "./positions.js";

/** eps of N_eps: how many entries of a row exceed it. */
export const THRESHOLDS = [0.1, 0.01, 0.001] as const;

export interface MeasureHeadSettings extends HeadSetting {
  /** Budget of total variation, in (0, 1). */
  readonly tv: number;
  /** Budget of relative output error where values are given, in (0, 1). */
  readonly output: number;
  /** Rows, at most, that are spread evenly over the queries; half as many again are spread over ln n_i. */
  readonly rows: number;
  readonly precision: Precision;
  readonly seed: number;
}

/** A window, over the rows. */
export interface HeadWindow {
  readonly k: number;
  /** Mean captured mass: measured, and of Gaussian rows with the same scales, lengths and diagonals. */
  readonly mass: number;
  readonly massPredicted: number;
  /** ||(P_k - P) V||_F / ||P V||_F; NaN without values. */
  readonly output: number;
}

/** What is said of a head. Distributions are over rows that are spread evenly over the queries. */
export interface HeadFigures {
  readonly queries: number;
  readonly keys: number;
  readonly rows: number;
  /** Row scale: the standard deviation of a row's logits but for its diagonal. */
  readonly sigma: Quartiles;
  /** sigma_i / sqrt(2 ln n_i). */
  readonly c: Quartiles;
  readonly skewness: Quartiles;
  readonly excessKurtosis: Quartiles;
  /**
   * How near a row is to freezing, by counting gaps (arXiv 2605.12697), which asks for no law: 1 / max over t of
   * (ln N(t) / t), N(t) the keys within t of the largest logit. Frozen from 1 on; c in the limit for Gaussian logits.
   */
  readonly freezing: Quartiles;
  readonly entropy: Quartiles;
  readonly participation: Quartiles;
  /** Median of N_eps for each threshold. */
  readonly above: readonly { readonly eps: number; readonly count: number }[];
  readonly windows: readonly HeadWindow[];
  /** The fewest keys a row that leave at most the budget. */
  readonly needed: {
    readonly tv: Quartiles;
    /** Of Gaussian rows with the same scales. */
    readonly tvPredicted: Quartiles;
    /** What a bound certifies that knows the k kept logits and the next one alone; between the windows, rounded up. */
    readonly tvCertified: Quartiles;
    /** For the budget of output error, between the windows; null without values. */
    readonly output: Quartiles | null;
  };
  /** How the keys needed for the total variation grow; null where rows are too short to tell. */
  readonly exponent: KeyExponent | null;
  /** The same for the output; null without values or where rows are all of one length. */
  readonly outputExponent: KeyExponent | null;
  readonly positions: readonly PositionGroup[];
}
