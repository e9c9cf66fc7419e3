import { JOBS, type JobName, type Jobs } from "./jobs.js";

/** One task: a job and its input. */
export interface Task<Name extends JobName> {
  readonly job: Name;
  readonly input: Parameters<Jobs[Name]>[0];
}

/** Does one task: what a worker runs, and the caller itself where it has but one. */
export default function perform<Name extends JobName>({ job, input }: Task<Name>): ReturnType<Jobs[Name]> {
  const perform = JOBS[job] as (input: Parameters<Jobs[Name]>[0]) => ReturnType<Jobs[Name]>;
  return perform(input);
}
