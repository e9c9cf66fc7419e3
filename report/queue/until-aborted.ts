import { setTimeout as sleep } from "node:timers/promises";

/**
 * Waits for something, and no longer than until a signal: commands to a server that is away wait for it without end.
 *
 * @throws the signal's reason
 */
export async function untilAborted<T>(wanted: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  let stop: (() => void) | undefined;
  const aborted = new Promise<never>((_, fail) => {
    stop = () => fail(signal.reason as Error);
    signal.addEventListener("abort", stop);
  });
  try {
    return await Promise.race([wanted, aborted]);
  } finally {
    signal.removeEventListener("abort", stop!);
    wanted.catch(() => undefined); // nobody waits for it any more
  }
}

/** Waits at most so long; whatever happens then is left to itself. @returns whether it was done in time */
export async function atMost(wanted: Promise<unknown>, milliseconds: number): Promise<boolean> {
  const done = wanted.then(
    () => true,
    () => false,
  );
  return await Promise.race([done, sleep(milliseconds, false, { ref: false })]);
}
