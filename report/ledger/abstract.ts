import type { ClaimsFile } from "../types.js";

/**
 * The report's abstract, as Markdown: the findings that the claims themselves worded, then what the run amounts to.
 */
export function abstractOf({ claims, summary }: ClaimsFile): string {
  const findings = claims.flatMap(({ finding }) => (finding === null ? [] : [finding]));
  return [findings.join(" "), amount(summary)].filter(Boolean).join("\n\n");
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
