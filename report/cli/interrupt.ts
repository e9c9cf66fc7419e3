import { InterruptedError } from "../errors.js";

/** Ctrl-C, a request to end, and the end of the terminal. */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Run a task that SIGINT, SIGTERM or SIGHUP aborts through its signal; the task cleans up and rejects.
 *
 * @throws InterruptedError if the task was aborted
 */
export async function withInterrupt<T>(task: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  for (const signal of SIGNALS) process.on(signal, abort);
  try {
    return await task(controller.signal);
  } catch (error) {
    // Whatever an aborted task trips over on its way out, the reason is the interrupt.
    throw controller.signal.aborted ? new InterruptedError("interrupted") : error;
  } finally {
    for (const signal of SIGNALS) process.off(signal, abort);
  }
}
