import { InterruptedError } from "../errors.js";

/**
 * Run a task that a SIGINT or SIGTERM aborts through its signal; the task cleans up and rejects.
 *
 * @throws InterruptedError if the task was aborted
 */
export async function withInterrupt<T>(task: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  process.on("SIGINT", abort);
  process.on("SIGTERM", abort);
  try {
    return await task(controller.signal);
  } catch (error) {
    // Whatever an aborted task trips over on its way out, the reason is the interrupt.
    throw controller.signal.aborted ? new InterruptedError("interrupted") : error;
  } finally {
    process.off("SIGINT", abort);
    process.off("SIGTERM", abort);
  }
}
