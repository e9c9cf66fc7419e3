import type { ClaimsFile } from "../types.js";
import { partsWords, totalsOf } from "./totals.js";

/**
 * The report's abstract, as Markdown: the findings that it is to tell, then what the run amounts to.
 *
 * @param chosen ids of the claims whose findings it tells, in this order; where none of them is in the run, it tells every
 *   finding
 */
export function abstractOf(file: Pick<ClaimsFile, "claims">, chosen: readonly string[]): string {
  const findings = findingsOf(file);
  const told = chosen.flatMap((wanted) => findings.filter(({ id }) => id === wanted));
  const texts = (told.length > 0 ? told : findings).map(({ text }) => text);
  return [texts.join(" "), amount(file)].filter(Boolean).join("\n\n");
}

/** Ids chosen for the abstract that have nothing to tell: no claim has them, or none that states a finding. */
export function withoutFinding(file: Pick<ClaimsFile, "claims">, chosen: readonly string[]): string[] {
  const known = new Set(findingsOf(file).map(({ id }) => id));
  return chosen.filter((id) => !known.has(id));
}

/** Every finding with the claim that made it, in reading order: what the abstract is a part of. */
export function findingsOf({ claims }: Pick<ClaimsFile, "claims">): { id: string; text: string }[] {
  return claims.flatMap(({ id, finding }) => (finding === null ? [] : [{ id, text: finding }]));
}

function amount({ claims }: Pick<ClaimsFile, "claims">): string {
  if (claims.length === 0) return "";
  const totals = totalsOf(claims);
  const { asExpected, total, tally: told } = totals.claims;
  const { asRequired, total: controls } = totals.controls;
  const expected = asExpected === total ? "all as their code expects" : `${asExpected} as their code expects`;
  if (controls === 1) {
    return (
      `This run makes 1 claim (${told}; ${asExpected === 1 ? "as" : "not as"} its code expects). ` +
      `${beside("it", claims)}; ${asRequired === 1 ? "it did" : "it did not"}.`
    );
  }
  const did = asRequired === controls ? "every one" : String(asRequired);
  return (
    `This run makes ${total} ${total === 1 ? "claim" : "claims"} (${[told, ...partsWords(totals), expected].join("; ")}). ` +
    `${beside("each", claims)}; it did in ${did} of ${controls}.`
  );
}

/** What the controls are: a false statement beside what is to hold, a true one beside what is to be violated. */
function beside(which: "it" | "each", claims: ClaimsFile["claims"]): string {
  const near = which === "it" ? "near it" : "near the claim";
  const [toHold, toFail] = (["violated", "holds"] as const).map((kind) =>
    claims.some(({ control }) => control.expected === kind),
  );
  if (toHold && toFail) {
    return (
      "Beside each stands a control: a false statement near a claim that is to hold, which the same machinery must find " +
      "violated, and a true one near a claim that is to be violated, which it must find to hold"
    );
  }
  const [kind, verb] = toFail ? ["true", "find to hold"] : ["false", "find violated"];
  return `Beside ${which} stands a ${kind} statement ${near}, which the same machinery must ${verb}`;
}
