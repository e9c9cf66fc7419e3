/** Sending a bundle of MIME types to the notebook that runs this kernel. */
import { randomUUID } from "node:crypto";
import { createRequire } from "node:module";

/** A display message's content. */
export interface DisplayContent {
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
}

interface TslabJupyter {
  lastWriteDisplayData?: ((content: DisplayContent & { transient: object }, update: boolean) => void) | null;
}

/**
 * Emit one bundle. tslab's own `display` sends one MIME type a message; a true bundle needs its writer, which lives in
 * the copy of tslab that the kernel has loaded, wherever that is installed. Outside a kernel the text form is printed.
 */
export function emit(content: DisplayContent): void {
  const write = kernelWriter();
  if (write) write({ ...content, transient: {} }, false);
  else console.log(content.data["text/plain"]);
}

/**
 * Emit a bundle that others may replace.
 *
 * @returns what puts another one in its place; undefined outside a kernel, where nothing is shown
 */
export function emitUpdatable(content: DisplayContent): ((next: DisplayContent) => void) | undefined {
  const write = kernelWriter();
  if (!write) return undefined;
  const transient = { display_id: randomUUID() };
  write({ ...content, transient }, false);
  return (next) => write({ ...next, transient }, true);
}

function kernelWriter(): TslabJupyter["lastWriteDisplayData"] {
  const loaded = createRequire(import.meta.url).cache;
  for (const [path, module] of Object.entries(loaded)) {
    if (!/[\\/]tslab[\\/]dist[\\/]jupyter\.js$/.test(path)) continue;
    const write = (module?.exports as TslabJupyter | undefined)?.lastWriteDisplayData;
    if (write) return write;
  }
  return null;
}
