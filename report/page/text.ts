/** Small work on text: escaping, joining, slugs, bounds on length. */
import { gzipSync } from "node:zlib";

/** Text made safe for HTML content and for double-quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

/** A MIME bundle's text entry as a string; "" for what is no text. */
export function bundleText(value: unknown): string {
  if (typeof value === "string") return value;
  return Array.isArray(value) ? value.filter((line) => typeof line === "string").join("") : "";
}

/** The anchor form of a name: lower case, everything but letters and digits as single hyphens. */
export function slug(text: string): string {
  const plain = text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  return plain.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "") || "section";
}

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
