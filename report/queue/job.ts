/** A job: the name of a block, and nothing else. What it computes is for the worker's own code to say. */
import { schemaCheck } from "../document/schema.js";
import { oneLine } from "../errors.js";
import { enginePath } from "../root.js";

/** What all jobs are called in BullMQ's own field. */
export const JOB_NAME = "block";

export interface JobData {
  readonly block: string;
}

const check = schemaCheck(enginePath("report", "queue", "job.schema.json"));
const QUOTED = 200;

/**
 * The block that a job names, whoever put the job there.
 *
 * @param blocks the names of all blocks of the run, from this machine's own code
 * @throws RefusedJob with what is wrong, for anything but one of those names
 */
export function blockOf(job: { name: string; data: unknown }, blocks: ReadonlySet<string>): string {
  if (job.name !== JOB_NAME) throw new RefusedJob(`its name must be "${JOB_NAME}", got ${quoted(job.name)}`);
  const problem = check(job.data);
  if (problem !== null) throw new RefusedJob(`its data must name a block: ${problem}, got ${quoted(job.data)}`);
  const { block } = job.data as JobData;
  if (!blocks.has(block)) throw new RefusedJob(`its block must be one of this run's, got ${quoted(block)}`);
  return block;
}

/** A job that nothing here may run. */
export class RefusedJob extends Error {
  override readonly name = "RefusedJob";
}

function quoted(value: unknown): string {
  const text = oneLine(JSON.stringify(value));
  return text.length <= QUOTED ? text : `${text.slice(0, QUOTED)}...`;
}
