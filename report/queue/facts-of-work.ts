import type { Work } from "../compute/work.js";
import { QUEUE_FORMAT, type RunFacts } from "./run-facts.js";

/** What a run of some work is of, as both ends of a queue say it. Commits may differ where code and plan do not. */
export function factsOf({ plan, identity }: Work, notebooks: readonly string[]): RunFacts {
  const { project, code, node, processor } = identity;
  const { profile, seed, hash } = plan;
  return { format: QUEUE_FORMAT, ...{ project, notebooks, profile, seed, code, plan: hash, node, processor } };
}
