/** Seeing which draws a measurement reads, and how long they took. */
import type { Context } from "./claim.js";

/** Processor time of this process so far, in seconds: what else runs on the machine does not count. */
export function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/**
 * A context that tells of each value that is asked of its memo: the key, and the seconds of processor time that it took, next
 * to none where it was known. It is a module of the kit, so that draws are known by the module that asks for them, as ever.
 */
export function observed<T extends Context>(context: T, onDraws: (key: string, seconds: number) => void): T {
  const memo: Context["memo"] = (key, compute) => {
    const started = processorSeconds();
    const tell = (): void => onDraws(key, processorSeconds() - started);
    const value = context.memo(key, compute);
    if (value instanceof Promise) value.then(tell, () => undefined);
    else tell();
    return value;
  };
  return { ...context, memo };
}
