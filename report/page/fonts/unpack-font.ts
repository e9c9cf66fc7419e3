/** Font files, unpacked. */
import { readFileSync } from "node:fs";

let last: Promise<unknown> = Promise.resolve();

/**
 * A font file's content without its compression (sfnt). Files are unpacked one after the other: the converter hands out
 * memory that its next call overwrites, so of two calls at once one would get the other's font.
 */
export function unpackFont(file: string): Promise<Buffer> {
  const unpacked = last.then(async () => {
    const { convert } = await import("fontverter");
    return await convert(readFileSync(file), "sfnt");
  });
  last = unpacked.catch(() => undefined);
  return unpacked;
}
