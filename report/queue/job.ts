/** A job: the name of a task, a block with a seed, and nothing else. What it computes is for the worker's own code to say. */
import { schemaCheck } from "../document/schema.js";
import { oneLine } from "../errors.js";
import { enginePath } from "../root.js";
import type { Workplace } from "./workplace.js";

/** What all jobs are called in BullMQ's own field. */
export const JOB_NAME = "task";

export interface JobData {
  readonly task: string;
}

const check = schemaCheck(enginePath("report", "queue", "job.schema.json"));
const QUOTED = 200;

/**
 * The task that a job names, whoever put the job there.
 *
 * @param tasks the names of all tasks of the run, from this machine's own code
 * @throws RefusedJob with what is wrong, for anything but one of those names
 */
export function taskOf(job: { name: string; data: unknown }, tasks: Workplace["tasks"]): string {
  if (job.name !== JOB_NAME) throw new RefusedJob(`its name must be "${JOB_NAME}", got ${quoted(job.name)}`);
  const problem = check(job.data);
  if (problem !== null) throw new RefusedJob(`its data must name a task: ${problem}, got ${quoted(job.data)}`);
  const { task } = job.data as JobData;
  if (!tasks.has(task)) throw new RefusedJob(`its task must be one of this run's, got ${quoted(task)}`);
  return task;
}

/** A job that nothing here may run. */
export class RefusedJob extends Error {
  override readonly name = "RefusedJob";
}

function quoted(value: unknown): string {
  const text = oneLine(JSON.stringify([value]).slice(1, -1)); // of undefined alone it makes no text
  return text.length <= QUOTED ? text : `${text.slice(0, QUOTED)}...`;
}
