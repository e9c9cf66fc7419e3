/** Small work on text: bounds on length, packing. */
import { gzipSync } from "node:zlib";

/** Longest text of an output that the page shows, in lines and characters. */
const MAX_LINES = 60;
const MAX_CHARACTERS = 8_000;

/** The beginning of a long text and how many lines were left off. */
export function boundText(text: string): { text: string; linesLeftOff: number } {
  const lines = text.replace(/\n+$/, "").split("\n");
  let kept = lines.slice(0, MAX_LINES);
  while (kept.length > 1 && kept.join("\n").length > MAX_CHARACTERS) kept = kept.slice(0, -1);
  return { text: kept.join("\n").slice(0, MAX_CHARACTERS), linesLeftOff: lines.length - kept.length };
}

/** Text for the page's script: gzipped, and in base64, which cannot close a script element. */
export function packText(text: string): string {
  return gzipSync(text, { level: 9 }).toString("base64");
}
