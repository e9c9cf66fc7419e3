/** One job of a worker's: refused, computed and sent, failed, or given back. */
import type { Job } from "bullmq";
import { InputError, machineProblem, oneLine } from "../errors.js";
import { RefusedJob, taskOf } from "./job.js";
import type { OpenRun } from "./open-run.js";
import { loadBullmq } from "./packages.js";
import type { ParcelFacts } from "./parcel.js";
import { sendParcel } from "./parcels.js";

/**
 * Runs a job to its end, whatever that is. A server that is away is waited for.
 *
 * @param ending aborted when the worker is to end: the job is given back, and others take it
 * @returns why this machine must take no more jobs, such as a full disk; null if all is well
 */
export async function runJob(
  run: OpenRun,
  job: Job,
  { tell, ending }: { tell: (line: string) => void; ending: AbortSignal },
): Promise<Error | null> {
  const lock = keepLock(run, job);
  try {
    const task = taskOf(job, run.workplace.tasks);
    const signal = AbortSignal.any([ending, run.over.signal, lock.lost]);
    signal.throwIfAborted();
    const started = performance.now();
    const records = await run.workplace.compute(task, signal);
    signal.throwIfAborted();
    const facts = await sendParcel(run.place, records);
    if (facts === null) return null; // the run is over
    const told = (await complete(run, job, facts)) ? `done after ${seconds(started)}` : "done, as by another worker";
    tell(`${task}: ${told}`);
    return null;
  } catch (error) {
    return await settle(run, job, { error, tell, isOurs: !lock.lost.aborted, ending });
  } finally {
    lock.release();
  }
}

/**
 * The parcel stays in any case: where the connection broke, the job may be complete although the answer says otherwise.
 *
 * @returns whether the job was still this worker's: its lock may be lost, as after a cut of the network
 */
async function complete(run: OpenRun, job: Job, facts: ParcelFacts): Promise<boolean> {
  try {
    await job.moveToCompleted(facts, job.token!, false);
    await run.renewExpiry(job);
    return true;
  } catch {
    return false;
  }
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}

interface Failed {
  readonly error: unknown;
  readonly tell: (line: string) => void;
  /** Whether the job is still this worker's. */
  readonly isOurs: boolean;
  readonly ending: AbortSignal;
}

async function settle(run: OpenRun, job: Job, { error, tell, isOurs, ending }: Failed): Promise<Error | null> {
  const problem = error instanceof InputError || machineProblem(error) !== null ? (error as Error) : null;
  if (!isOurs) tell(`${oneLine(job.id!)}: begun by another worker meanwhile`);
  if (!isOurs || run.over.signal.aborted) return problem;
  try {
    if (ending.aborted || problem !== null) await job.moveToWait(job.token);
    else await fail(job, error, tell);
    await run.renewExpiry(job);
  } catch {
    // The lock went to another worker, or the run is over: either way the job is no longer this worker's.
  }
  return problem;
}

async function fail(job: Job, error: unknown, tell: (line: string) => void): Promise<void> {
  const reason = error instanceof Error ? error.message : String(error);
  if (!(error instanceof RefusedJob)) {
    tell(`FAILED ${oneLine(reason)}`);
    await job.moveToFailed(new Error(oneLine(reason)), job.token!);
    return;
  }
  const { UnrecoverableError } = await loadBullmq();
  tell(`refused a job: ${reason}`);
  await job.moveToFailed(new UnrecoverableError(`refused: ${reason}`), job.token!);
}

/** Renews a job's lock until it is released; whoever finds it lost stops computing. */
function keepLock(run: OpenRun, job: Job): { lost: AbortSignal; release: () => void } {
  const { lockMs } = run;
  const controller = new AbortController();
  const renew = async (): Promise<void> => {
    const kept = await job.extendLock(job.token!, lockMs).catch(() => 1); // an error says nothing of the lock
    if (kept === 0) controller.abort();
    else await run.renewExpiry(job);
  };
  const timer = setInterval(() => void renew().catch(() => undefined), lockMs / 3);
  return { lost: controller.signal, release: () => clearInterval(timer) };
}
