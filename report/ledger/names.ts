import type { LedgerEntry } from "../types.js";

/** What a statement is called beside others: a claim's by its label, which ends with its id; a part's by its own id and that. */
export function nameOf({ id, label }: Pick<LedgerEntry, "id" | "label">): string {
  return label.endsWith(`: ${id}`) || label === id ? label : `${id} (part of ${label})`;
}
