/** Small work on text: packing. */
import { gzipSync } from "node:zlib";

/** Text for the page's script: gzipped, and in base64, which cannot close a script element. */
export function packText(text: string): string {
  return gzipSync(text, { level: 9 }).toString("base64");
}
