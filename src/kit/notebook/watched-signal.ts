/**
 * A signal that is aborted with another one, and tells whenever it is asked: a claim's work asks before each draw, in loops
 * that let nothing else through.
 *
 * @param signal undefined where nothing aborts
 * @param onAsked takes no long time
 */
export function watchedSignal(signal: AbortSignal | undefined, onAsked: () => void): AbortSignal {
  const controller = new AbortController();
  if (signal?.aborted === true) controller.abort(signal.reason);
  signal?.addEventListener("abort", () => controller.abort(signal.reason), { once: true });
  // A kernel's own signal looks for interrupts when it is asked, so it must be.
  const isAborted = (): boolean => {
    onAsked();
    return signal?.aborted ?? false;
  };
  return Object.defineProperties(controller.signal, {
    aborted: { get: isAborted },
    throwIfAborted: {
      value: () => {
        if (isAborted()) throw signal!.reason;
      },
    },
  });
}
