/** Which module a call comes from, as V8's stack tells: by it what is remembered knows by which code it was computed. */

/** Where the kit's modules are: with a slash at its end. */
const KIT = new URL("../", import.meta.url).href;

/** Node's own loader, which runs the code at a module's top. */
const LOADER = "node:internal/modules/";

/**
 * The module outside the kit that asked for what the kit does now.
 *
 * @returns its URL; null where a notebook's cell asked
 */
export function callingModule(): string | null {
  const asking = framesFrom(callingModule).find((file) => !file.startsWith(KIT));
  return asking?.startsWith("file:") ? asking : null;
}

/**
 * The module whose top-level code runs now, calls of other modules' functions included.
 *
 * @returns its URL; null where no module is being loaded
 */
export function moduleBeingLoaded(): string | null {
  const frames = framesFrom(moduleBeingLoaded);
  const loader = frames.findIndex((file) => !file.startsWith("file:"));
  return loader > 0 && frames[loader]!.startsWith(LOADER) ? frames[loader - 1]! : null;
}

/** The files on the stack above a function, the nearest first; what the engine itself calls, such as `map`, has none. */
function framesFrom(above: () => unknown): string[] {
  const { stackTraceLimit } = Error;
  const prepare: unknown = Reflect.get(Error, "prepareStackTrace");
  const place: { stack?: unknown } = {};
  try {
    Error.stackTraceLimit = Infinity;
    Error.prepareStackTrace = (_, sites) => sites.map((site) => site.getFileName());
    Error.captureStackTrace(place, above);
    return (place.stack as (string | null | undefined)[]).filter((file) => typeof file === "string");
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
    Reflect.set(Error, "prepareStackTrace", prepare);
  }
}
