/** Font files, unpacked. */
import { readFileSync } from "node:fs";
import { convert } from "fontverter";

let last: Promise<unknown> = Promise.resolve();

/**
 * A font file's content without its compression (sfnt). Files are unpacked one after the other: the converter hands out
 * memory that its next call overwrites, so of two calls at once one would get the other's font.
 */
export function unpackFont(file: string): Promise<Buffer> {
  const unpacked = last.then(() => convert(readFileSync(file), "sfnt"));
  last = unpacked.catch(() => undefined);
  return unpacked;
}
