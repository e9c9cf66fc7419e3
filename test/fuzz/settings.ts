/**
 * How much is tried, and from which seed. The suite always tries the same cases; `npm run fuzz -- --seed N --times M` tries
 * M times as many from another seed. What fails is printed with seed, path and the smallest case by fast-check.
 */
import type { Parameters } from "fast-check";

const SUITE_SEED = 240_402_690;

/**
 * How many cases the suite tries of each kind of input: as many as fit into some 10 s, the cheap ones more often. Twice as
 * many, and others: more.slow.test.ts.
 */
export const CASES = {
  notebooks: 1_200,
  claims: 1_200,
  claimsFile: 400,
  claimEdits: 500,
  bibliography: 1_500,
  npyBytes: 4_000,
  npyHeaders: 1_200,
  tensorFiles: 800,
  safetensorsHeaders: 600,
  commandLines: 900,
  numbers: 100,
  config: 900,
} as const;

/** The parameters of a property that the suite tries `cases` times. */
export function trying(cases: number): Pick<Parameters, "seed" | "numRuns"> {
  const seed = Number(process.env.NCSPARSE_FUZZ_SEED ?? SUITE_SEED);
  return { seed, numRuns: cases * Number(process.env.NCSPARSE_FUZZ_TIMES ?? 1) };
}

/** A test's time limit in milliseconds, which grows with the cases. */
export const FUZZ_TIMEOUT_MS = 180_000 * Number(process.env.NCSPARSE_FUZZ_TIMES ?? 1);
