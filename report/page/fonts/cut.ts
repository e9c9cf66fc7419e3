/** Cuts a font to the glyphs of a page's characters. Threads start from this file. */
import subsetFont from "subset-font";
import { mathFont } from "./math-font.js";
import { unpackFont } from "./unpack-font.js";

/** What a font is for: a page's text, its formulas, or what neither has. */
export type FontUse = "text" | "formulas" | "fallback";

/** A font to cut. */
export interface CutTask {
  file: string;
  /** Its characters. */
  text: string;
  use: FontUse;
}

/** Of the faces' typographic features those that the styles ask for; each further one keeps glyphs that none shows. */
const OPTIONS = {
  text: {
    targetFormat: "woff2",
    keepFeatures: ["kern", "liga", "calt", "ccmp", "locl", "mark", "mkmk", "lnum", "onum", "pnum", "tnum"],
  },
  // Forms of letters for scripts, script letters and primes, and the joins and gaps of names such as "lim" and "Pr".
  formulas: {
    targetFormat: "woff2",
    keepFeatures: ["ssty", "ss01", "ss04", "dtls", "flac", "ccmp", "kern", "liga", "mark", "mkmk"],
  },
  fallback: { targetFormat: "woff2" },
} as const;

/** The font as a `data:` URI, with no more than the glyphs of these characters. */
export default async function cut({ file, text, use }: CutTask): Promise<string> {
  const whole = await (use === "formulas" ? mathFont(file) : unpackFont(file));
  const font = await subsetFont(whole, text, OPTIONS[use]);
  return `data:font/woff2;base64,${font.toString("base64")}`;
}
