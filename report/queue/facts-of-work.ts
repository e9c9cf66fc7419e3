import type { Work } from "../compute/work.js";
import { QUEUE_FORMAT, type RunFacts } from "./run-facts.js";

/**
 * What a run of some work is of, as both ends of a queue say it. Commits may differ where code and plan do not.
 *
 * @param work with the first of the seeds
 * @param seeds of a sweep; by default the work's own alone
 */
export function factsOf({ plan, identity }: Work, notebooks: readonly string[], seeds = String(plan.seed)): RunFacts {
  const { project, code, node, processor } = identity;
  const { profile, hash } = plan;
  return { format: QUEUE_FORMAT, ...{ project, notebooks, profile, seeds, code, plan: hash, node, processor } };
}

/** By their whole names: what one checkout calls by a name's beginning may be two notebooks in another. Empty for all. */
export function notebooksOf({ places, only }: Work): readonly string[] {
  return only.length === 0 ? [] : Object.keys(places).sort();
}
