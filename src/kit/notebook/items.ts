import { ITEMS_MIME, type ItemRecord } from "../claims/result.js";
import { emit } from "./emit.js";
import { tableMarkdown } from "./table.js";

const HEADER = ["in the paper", "what it says", "verdict", "claims"];

/**
 * Display the items of the paper, a row each, with the verdict on it in words and the claims behind that; a report begins
 * its ledger with them.
 *
 * @param items in the order of the paper; all texts are Markdown with $TeX$
 */
export function showItems(items: readonly ItemRecord[]): void {
  const rows = items.map((item) => [item.label, item.says, verdictText(item), claimsText(item)]);
  const markdown = tableMarkdown(HEADER, rows);
  emit({
    data: { [ITEMS_MIME]: items, "text/markdown": markdown, "text/plain": markdown },
    metadata: { ncsparse: { table: true } },
  });
}

function verdictText({ verdict, reason }: ItemRecord): string {
  return [verdict ?? "—", reason].filter((part) => part !== "").join(": ");
}

function claimsText({ claims, notReproduced }: ItemRecord): string {
  if (notReproduced !== null) return `not reproduced: ${notReproduced}`;
  return claims.length === 0 ? "no claim" : claims.map((id) => `[${id}](#${id} "outcome")`).join(", ");
}
