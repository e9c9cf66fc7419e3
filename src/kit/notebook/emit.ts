/** Sending a bundle of MIME types to the notebook that runs this kernel. */
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

function kernelWriter(): TslabJupyter["lastWriteDisplayData"] {
  const loaded = createRequire(import.meta.url).cache;
  for (const [path, module] of Object.entries(loaded)) {
    if (!/[\\/]tslab[\\/]dist[\\/]jupyter\.js$/.test(path)) continue;
    const write = (module?.exports as TslabJupyter | undefined)?.lastWriteDisplayData;
    if (write) return write;
  }
  return null;
}
