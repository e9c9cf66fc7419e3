/** How the run came out, for the first screen: counts that lead to the ledger, and by name what is not as expected. */
import type { Profile } from "ncsparse-kit";
import { controlsWords, deviatingClaims, partsWords, totalsOf } from "../../ledger/totals.js";
import type { LedgerEntry } from "../../types.js";
import type { Book } from "../context.js";

/** So many claims are named in the line; the list under it has them all. */
const NAMED = 4;

/** What a profile is, in a tooltip; the guide to verdicts says it at length. */
export const PROFILE_WORDS: Readonly<Record<Profile, string>> = {
  quick: "All claims, rules and controls, on the smaller grids that every run can afford",
  full: "The large grids: greater lengths, more cells and more draws",
};

/** What the template shows; null where no claim is made. */
export function runVerdict(ledger: readonly LedgerEntry[], book: Pick<Book, "claimLabels">): object | null {
  if (ledger.length === 0) return null;
  const totals = totalsOf(ledger);
  const { total, asExpected, tally } = totals.claims;
  const deviating = deviatingClaims(ledger);
  const named = deviating.slice(0, NAMED).map(({ anchor, id }) => ({ anchor, id }));
  const names = named.map((claim) => ({ ...claim, label: book.claimLabels.get(claim.anchor)?.short ?? claim.id }));
  const more = deviating.length - named.length;
  return {
    lead: `${asExpected} of ${total} ${total === 1 ? "claim" : "claims"} as expected`,
    rest: [tally, ...partsWords(totals), controlsWords(totals)].join("; "),
    deviating: deviating.length === 0 ? null : { names, more: more === 0 ? null : more },
  };
}
