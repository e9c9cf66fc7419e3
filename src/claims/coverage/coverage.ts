/** Which claims reproduce which item of the paper: the paper's labels joined to the registry. */
import { statementsOf } from "ncsparse-kit/claims/claim";
import type { ItemRecord } from "ncsparse-kit/claims/result";
import { CLAIMS } from "../registry.js";
import { ITEM_VERDICTS, VERDICTS } from "./item-verdicts.js";
import { BEYOND_THE_PAPER, PAPER_ITEMS, type PaperItem } from "./paper-items.js";

/**
 * The claims of the registry that a pattern names, in the registry's order.
 *
 * @param pattern an id, or `X*` for every id that begins with `X`
 */
export function claimsMatching(pattern: string): string[] {
  const ids = CLAIMS.flatMap(statementsOf).map(({ id }) => id);
  if (!pattern.endsWith("*")) return ids.filter((id) => id === pattern);
  return ids.filter((id) => id.startsWith(pattern.slice(0, -1)));
}

/** The coverage of the paper: each item with the verdict on it in words, and the claims that reproduce it or why none does. */
export function coverageItems(): ItemRecord[] {
  return [...PAPER_ITEMS, ...BEYOND_THE_PAPER].map((item) => {
    const [verdict, reason] = VERDICTS[item.labels[0]!] ?? [null, ""];
    const { reproduction } = item;
    const isReproduced = "claims" in reproduction;
    return {
      label: labelsText(item),
      says: item.title,
      verdict,
      reason,
      claims: isReproduced ? [...new Set(reproduction.claims.flatMap(claimsMatching))] : [],
      notReproduced: isReproduced ? null : reproduction.reason,
    };
  });
}

/** How many of the paper's items have which verdict, e.g. "15 hold, 5 hold with a correction, ...". */
export function itemTally(): string {
  const verdicts = PAPER_ITEMS.map(({ labels }) => VERDICTS[labels[0]!]![0]);
  return ITEM_VERDICTS.flatMap((verdict) => {
    const count = verdicts.filter((one) => one === verdict).length;
    return count === 0 ? [] : [`${count} ${count === 1 ? verdict : plural(verdict)}`];
  }).join(", ");
}

function plural(verdict: string): string {
  return verdict
    .replace("holds", "hold")
    .replace("depends", "depend")
    .replace("sets", "set")
    .replace("does not", "do not");
}

/** "Theorem 4.3 (= D.1)": a twin of the same kind is named by its number. The space after "=" does not break. */
function labelsText({ labels }: PaperItem): string {
  const [first, ...twins] = labels as [string, ...string[]];
  const kind = first.slice(0, first.indexOf(" ") + 1);
  const named = twins.map((twin) => (twin.startsWith(kind) ? twin.slice(kind.length) : twin));
  return named.length === 0 ? first : `${first} (=\u00a0${named.join(", ")})`;
}
