/**
 * A planted error: one edit of the library or of the report that changes what it computes or shows, and who must notice.
 * Each family of claims lists its own beside this file; `npm run mutants` plants them one by one and writes the table of who noticed.
 */
export interface Mutant {
  /** Stable and short, family first, e.g. "T4.3-one-sided". */
  readonly id: string;
  /** What is wrong, in words a reader of the table understands, e.g. "l(m, delta) one-sided: ln(m/delta)". */
  readonly error: string;
  /** The file of the library or of the report, e.g. "src/bounds/theorem-4.3.ts". */
  readonly file: string;
  /** Text that occurs exactly once in that file, and what stands in its place. */
  readonly find: string;
  readonly replace: string;
  readonly noticedBy: Noticed;
  /** Nobody noticed when it was first planted: the test that notices now was written for it. */
  readonly unnoticedAtFirst?: true;
}

/** Who must notice: a claim's verdict, a test by name, or nobody since what is planted is true. */
export type Noticed =
  /** The claim leaves its expectation, or misses its control, in the quick profile. */
  | { readonly claim: string }
  /** The test whose full name contains `test`, in `file`, fails. */
  | { readonly file: string; readonly test: string }
  /** The edited statement is itself true (a weaker constant, an equivalent form): why. */
  | { readonly trueStatement: string };
