import type { Stream } from "ncsparse-kit/random";
import { attentionRow, seenKeys, type Head } from "./head.js";
import type { Kept } from "./kept.js";
import { capturedMass, outputErrorSquared, rowErrorSquared, type HeadOutput } from "./kept-errors.js";
import type { Method } from "./method.js";
import { ideal } from "./methods/index.js";

/** What one method keeps of one head at one k, over the measured rows. */
export interface MethodErrors {
  /** Mean captured mass; the mean total variation is 1 less it. */
  readonly mass: number;
  /**
   * ||P_kept - P||_F / ||P||_F over the measured rows: also the relative output error for values with independent entries of
   * mean 0, in root mean square over those.
   */
  readonly l2: number;
  /** For each V: ||(P_kept - P) V||_F / ||P V||_F. */
  readonly output: readonly number[];
}

/** One head at one k: the ideal top-k and each method. */
export interface HeadComparison {
  readonly k: number;
  readonly ideal: MethodErrors;
  readonly methods: readonly MethodErrors[];
}

/**
 * Compare methods with the ideal top-k at equal cost, over the queries that see at least half of the keys (all of them
 * where attention is bidirectional), so that a causal row is about as long as a bidirectional one.
 *
 * @param windows kept keys a row, at most n / 2
 * @param outputs of `headOutput`, one for each V
 */
export function compareMethods(
  head: Head,
  {
    methods,
    windows,
    outputs,
  }: { methods: readonly Method[]; windows: readonly number[]; outputs: readonly HeadOutput[] },
  source: Stream,
): HeadComparison[] {
  const exact = exactSquares(head, outputs);
  return windows.map((k) => {
    const measured = (method: Method): MethodErrors =>
      summary(measureKept(head, method.choose(head, k, source), { outputs, exact }));
    return { k, ideal: measured(ideal), methods: methods.map(measured) };
  });
}

/** The first query that is measured. */
export function firstMeasured(head: Pick<Head, "n" | "causal">): number {
  let first = 0;
  while (2 * seenKeys(head, first) < head.n) first++;
  return first;
}

interface KeptErrors {
  readonly masses: Float64Array; // (measured rows)
  readonly l2: number;
  readonly output: readonly number[];
}

/** Squared norms of what methods are compared with, over the measured rows. */
interface ExactSquares {
  readonly rows: Float64Array; // (n), 0 of rows that are not measured
  readonly attention: number;
  readonly outputs: readonly number[];
}

function exactSquares(head: Head, outputs: readonly HeadOutput[]): ExactSquares {
  const first = firstMeasured(head);
  const { n, attention } = head;
  return {
    rows: Float64Array.from({ length: n }, (_, i) => (i < first ? 0 : sumOfSquares(attentionRow(head, i)))),
    attention: sumOfSquares(attention.subarray(first * n)),
    outputs: outputs.map(({ output, width }) => sumOfSquares(output.subarray(first * width))),
  };
}

function sumOfSquares(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]! * values[i]!;
  return sum;
}

function measureKept(
  head: Head,
  kept: Kept,
  { outputs, exact }: { outputs: readonly HeadOutput[]; exact: ExactSquares },
): KeptErrors {
  const first = firstMeasured(head);
  const masses = Float64Array.from({ length: head.n - first }, (_, r) => capturedMass(head, kept, first + r));
  const relative = (error: (i: number, mass: number) => number, whole: number): number => {
    let errors = 0;
    for (let i = first; i < head.n; i++) errors += error(i, masses[i - first]!);
    return Math.sqrt(errors / whole);
  };
  return {
    masses,
    l2: relative((i, mass) => rowErrorSquared(head, kept, i, { mass, squares: exact.rows[i]! }), exact.attention),
    output: outputs.map((output, v) =>
      relative((i, mass) => outputErrorSquared(head, kept, output, i, mass), exact.outputs[v]!),
    ),
  };
}

function summary({ masses, l2, output }: KeptErrors): MethodErrors {
  return { mass: masses.reduce((sum, mass) => sum + mass, 0) / masses.length, l2, output };
}
