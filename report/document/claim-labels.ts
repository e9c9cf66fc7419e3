/**
 * What claims are called. What restates the paper carries the paper's own number and how it stands to it; a finding of
 * ours has its chapter's number and a letter, which no item of a paper has.
 */
import type { ClaimResult, Restatement } from "ncsparse-kit";

export interface ClaimLabel {
  /** "Theorem 4.3 of the paper, sharpened", "Finding 3c". */
  name: string;
  /** The heading of its box, name and id: "Theorem 4.3 of the paper, sharpened: T4.3-order", "Finding 3c: T4.3-law". */
  heading: string;
  /** In links and in the ledger: "Theorem 4.3 [T4.3-order]", "Finding 3c". Parentheses may stand around it. */
  short: string;
  /** Beside a text that names the claim already: "Theorem 4.3, sharpened", "Finding 3c". */
  place: string;
}

type Labelled = Pick<ClaimResult, "id" | "restates">;

/** The labels of a chapter's claims, in the order in which they stand there. */
export function labelClaims(chapter: number, claims: readonly Labelled[]): readonly ClaimLabel[] {
  let findings = 0;
  return claims.map(({ id, restates }) => {
    if (restates !== null) return restatementLabel(id, restates);
    findings += 1;
    return findingLabel(id, `Finding ${chapter}${letters(findings)}`);
  });
}

/** The label of a claim's part, by its place behind the claim's own statement, from 0: "Part 2 of Finding 6c". */
export function labelPart({ id, restates }: Labelled, index: number, whole: ClaimLabel): ClaimLabel {
  if (restates !== null) return restatementLabel(id, restates);
  return findingLabel(id, `Part ${index + 2} of ${whole.short}`);
}

function restatementLabel(id: string, { label, relation }: Restatement): ClaimLabel {
  const name = `${label} of the paper, ${relation}`;
  return {
    name,
    heading: `${name}: ${id}`,
    short: `${label} [${id}]`,
    place: `${label}, ${relation}`,
  };
}

function findingLabel(id: string, name: string): ClaimLabel {
  return { name, heading: `${name}: ${id}`, short: name, place: name };
}

/** Without l and o, which behind a number look like digits. */
const ALPHABET = "abcdefghijkmnpqrstuvwxyz";

/** The count-th of a, b, ..., z, aa, ab, ...; from 1. */
function letters(count: number): string {
  const rest = count - 1;
  const before = Math.floor(rest / ALPHABET.length);
  return (before === 0 ? "" : letters(before)) + ALPHABET[rest % ALPHABET.length]!;
}
