import type { Work } from "../compute/work.js";
import { QUEUE_FORMAT, type RunFacts } from "./run-facts.js";

/**
 * What a run of some work is of, as both ends of a queue say it. Commits may differ where code and plan do not.
 *
 * @param work with the first of the seeds
 */
export function factsOf(
  { plan, identity }: Work,
  { notebooks, seeds, draws }: Pick<RunFacts, "notebooks" | "seeds" | "draws">,
): RunFacts {
  const { project, code, node, processor } = identity;
  const { profile, hash } = plan;
  return { format: QUEUE_FORMAT, ...{ project, notebooks, profile, seeds, draws, code, plan: hash, node, processor } };
}

/** By their whole names: what one checkout calls by a name's beginning may be two notebooks in another. Empty for all. */
export function notebooksOf({ places, only }: Work): readonly string[] {
  return only.length === 0 ? [] : Object.keys(places).sort();
}
