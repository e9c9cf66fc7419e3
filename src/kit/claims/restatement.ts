/** What of the paper a claim restates, and how: its provenance tells what it can, the claim itself the rest. */
import type { Provenance, Relation, Restatement } from "./result.js";

/** What a claim says of it. */
export interface Restates {
  /** The paper's own label without parts and twins, e.g. "Theorem 4.3", "Section 6.3", "Conclusion". */
  readonly label: string;
  /** Left out where it is the statement itself, as stated or as reconstructed. */
  readonly relation?: Relation;
}

/** How a claim can stand to what it restates, by its provenance. */
const RELATIONS: Readonly<Record<Provenance, readonly Relation[]>> = {
  stated: ["as stated", "read literally", "in one reading"],
  reconstructed: ["as reconstructed", "read literally", "in one reading"],
  ours: ["sharpened", "extended", "corrected"],
};

/**
 * The restatement in full; null for a finding.
 *
 * @throws RangeError if a claim that comes from the paper restates nothing, if the label is empty, or if no claim of that
 *   provenance can have the relation
 */
export function restatementOf(claim: {
  readonly id: string;
  readonly provenance: Provenance;
  readonly restates: Restates | null;
}): Restatement | null {
  const { id, provenance, restates } = claim;
  if (restates === null) {
    if (provenance === "ours") return null;
    throw new RangeError(
      `restatementOf: ${id} is ${provenance}, so it must say what of the paper it restates, got null`,
    );
  }
  const { label } = restates;
  if (label.trim() === "")
    throw new RangeError(`restatementOf: ${id} must restate an item by its label, got "${label}"`);
  const known = RELATIONS[provenance];
  const relation = restates.relation ?? (provenance === "ours" ? undefined : known[0]);
  if (relation !== undefined && known.includes(relation)) return { label, relation };
  throw new RangeError(
    `restatementOf: ${id} is ${provenance}, so its relation to ${label} must be one of ${known.join(", ")}, got ${relation ?? "none"}`,
  );
}
