import type { Stream } from "ncsparse-kit/random";
import { formula, type Formula } from "ncsparse-kit/formula/formula";
import type { Head } from "../head.js";

/** Sizes of a head that costs depend on. */
export interface HeadShape {
  /** Queries, and keys. */
  readonly n: number;
  /** Width of a query and of a key. */
  readonly d: number;
  /** Width of a value. */
  readonly w: number;
}

/** What an estimator makes of P V. */
export interface Estimate {
  readonly output: Float64Array; // (n, w), row-major
  /**
   * Writes the weights that query i gives to the n keys, where they are a distribution; left out where they are not, or
   * need not be.
   */
  readonly row?: (i: number, out: Float64Array) => void;
}

/** A way to compute the output of a head for less than the n logits of each row. */
export interface Estimator {
  readonly name: string;
  /** Where it comes from. */
  readonly source: string;
  /** What m counts: "random features", "landmarks". */
  readonly parameter: string;
  /** Whether it is defined where a query sees only the keys up to its own. */
  readonly causal: boolean;
  /** The least and the largest m for n keys. */
  readonly range: (n: number) => readonly [number, number];
  readonly cost: Cost;
  /**
   * The estimated output.
   *
   * @param values (n, w), row-major
   * @param m an integer in `range`
   * @param source randomness, for the estimators that use it
   * @throws RangeError for another m, a head with a bias or a causal one where the estimator has none, values that do not fit
   */
  readonly estimate: (head: Head, values: Float64Array, m: number, source: Stream) => Estimate;
}

/**
 * Multiply-adds a row, everything included that depends on the head: what is done once for all keys is shared by the n
 * queries. An addition alone counts as one; exponentials, divisions, comparisons and random numbers do not count.
 */
export interface Cost {
  /** In n, d, w and m. */
  readonly tex: string;
  readonly of: (shape: HeadShape, m: number) => number;
}

/** A cost from one expression in n, d, w and m, and constants of its own. */
export function costOf(
  expression: string,
  constants: (n: number, m: number) => Readonly<Record<string, number>> = () => ({}),
): Cost {
  const cost: Formula = formula({ name: "costOf", expression });
  return { tex: cost.tex, of: (shape, m) => cost.evaluate({ ...shape, m, ...constants(shape.n, m) }) };
}

/** Refuse an m out of range, values that do not fit, and a head that the estimator is not defined for. */
export function requireEstimable(
  estimator: Pick<Estimator, "name" | "parameter" | "causal" | "range">,
  head: Head,
  values: Float64Array,
  m: number,
): void {
  const { name, parameter, causal, range } = estimator;
  const [least, most] = range(head.n);
  if (!Number.isInteger(m) || m < least || m > most) {
    throw new RangeError(`${name}: the number of ${parameter} must be an integer in [${least}, ${most}], got ${m}`);
  }
  if (values.length === 0 || values.length % head.n !== 0) {
    throw new RangeError(`${name}: values must hold n w numbers, n = ${head.n}, got ${values.length}`);
  }
  if (head.causal && !causal) throw new RangeError(`${name}: the head must be bidirectional, got causal`);
}

/** Refuse a head whose logits are more than products of queries and keys: an estimator that forms none cannot add a bias. */
export function requireNoBias(name: string, head: Head): void {
  if (head.bias) throw new RangeError(`${name}: the head's logits must be products of queries and keys, got a bias`);
}
