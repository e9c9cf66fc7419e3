import type { ClaimsFile, LedgerEntry } from "../types.js";

/**
 * The report's abstract, as Markdown: the findings that claims rank for it, then what the run amounts to. Where no claim
 * is ranked, every finding stands in it.
 */
export function abstractOf({ claims, summary }: ClaimsFile): string {
  const ranked = claims.filter(isTold).sort((a, b) => a.abstractRank! - b.abstractRank!);
  const chosen = ranked.length > 0 ? ranked : claims.filter(({ finding }) => finding !== null);
  return [chosen.map(({ finding }) => finding).join(" "), amount(summary)].filter(Boolean).join("\n\n");
}

/** Every finding with the claim that made it, in reading order: what the abstract is a part of. */
export function findingsOf({ claims }: Pick<ClaimsFile, "claims">): { id: string; text: string }[] {
  return claims.flatMap(({ id, finding }) => (finding === null ? [] : [{ id, text: finding }]));
}

function isTold({ finding, abstractRank }: LedgerEntry): boolean {
  return finding !== null && abstractRank !== null;
}

function amount({ claims, asExpected, controlsCaught, outcomes }: ClaimsFile["summary"]): string {
  const told = Object.entries(outcomes)
    .filter(([, count]) => count > 0)
    .map(([outcome, count]) => `${count} ${outcome}`);
  const expected = asExpected === claims ? "all as expected beforehand" : `${asExpected} as expected beforehand`;
  const controls = controlsCaught === claims ? "every one" : String(controlsCaught);
  return (
    `This run makes ${claims} claims (${told.join(", ")}; ${expected}). ` +
    `Beside each stands a false statement near it, which the same machinery must find violated; it did in ${controls} of ${claims}.`
  );
}
