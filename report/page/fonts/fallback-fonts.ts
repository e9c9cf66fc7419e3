/**
 * Letters and signs that none of the page's own faces has (emoji, frames of tables in output, other scripts), embedded from
 * further packages; and which characters no installed package has.
 */
import { charactersIn, faceFiles } from "./font-packages.js";
import { inRange } from "./unicode-range.js";
import type { FontCutter } from "./cutter.js";
import type { Pieces } from "../pieces.js";

/** For what stands in columns. Its letters are a little wider than those of the page's monospace. */
const MONOSPACE = { name: "dejavu-mono", advance: 1233 / 2048 };
const PAGE_ADVANCE = 0.6;
/** Signs of every kind, then emoji in outlines. */
const SIGNS = ["dejavu-mono", "noto-sans-symbols-2", "noto-emoji"];

/** Scripts by the package that has their letters. They are large: a project that needs one installs it. */
const SCRIPTS: readonly (readonly [script: string, package_: string])[] = [
  ["Han", "noto-sans-sc"],
  ["Hiragana", "noto-sans-jp"],
  ["Katakana", "noto-sans-jp"],
  ["Hangul", "noto-sans-kr"],
  ["Arabic", "noto-sans-arabic"],
  ["Hebrew", "noto-sans-hebrew"],
  ["Devanagari", "noto-sans-devanagari"],
  ["Bengali", "noto-sans-bengali"],
  ["Tamil", "noto-sans-tamil"],
  ["Thai", "noto-sans-thai"],
  ["Georgian", "noto-sans-georgian"],
  ["Armenian", "noto-sans-armenian"],
  ["Ethiopic", "noto-sans-ethiopic"],
];
const SCRIPT_TESTS = SCRIPTS.map(
  ([script, name]) => [new RegExp(`^\\p{Script=${script}}$`, "u"), script, name] as const,
);

/** What is known of font files, and who cuts them. */
interface Makers {
  pieces: Pieces;
  cutter: FontCutter;
}

export interface Fallback {
  /** `@font-face` rules of the families "Fallback Mono" and "Fallback". */
  css: string[];
  /** Characters without a glyph in any installed package, in order of their codes. */
  missing: string[];
}

/**
 * @param shown what the page shows, by character
 * @param own where the files of the page's own faces lie: each text face's, the monospace's, the formulas'
 */
export async function fallbackFonts(
  shown: { page: ReadonlySet<string>; code: ReadonlySet<string> },
  own: { text: readonly (readonly string[])[]; code: readonly string[]; formulas: string },
  { pieces, cutter }: Makers,
): Promise<Fallback> {
  const inTexts = await Promise.all(own.text.map((paths) => unionOf(paths, pieces)));
  const inCode = await unionOf(own.code, pieces);
  const inFormulas = await charactersIn(own.formulas, pieces);
  const seen = (chars: ReadonlySet<string>): string[] => [...chars].filter(isSeen);
  const forCode = seen(shown.code).filter((char) => !inCode.has(codeOf(char)));
  const isOwn = (code: number): boolean => inFormulas.has(code) || inTexts.every((has) => has.has(code));
  const forPage = seen(shown.page).filter((char) => !isOwn(codeOf(char)));
  const mono = await rulesFor("Fallback Mono", [MONOSPACE.name], forCode, { pieces, cutter });
  const rest = await rulesFor("Fallback", [...SIGNS, ...scriptPackages(forPage)], forPage, { pieces, cutter });
  return { css: [...mono.css, ...rest.css], missing: rest.missing };
}

/** What it takes to show characters that are missing, e.g. "注意 (Han: npm install @fontsource/noto-sans-sc)". */
export function missingText(missing: readonly string[]): string[] {
  const groups = new Map<string, string[]>();
  for (const char of missing) {
    const found = SCRIPT_TESTS.find(([test]) => test.test(char));
    const remedy = found === undefined ? "" : ` (${found[1]}: npm install @fontsource/${found[2]})`;
    groups.set(remedy, [...(groups.get(remedy) ?? []), char]);
  }
  return [...groups].map(([remedy, chars]) => `${chars.map(named).join(" ")}${remedy}`);
}

function named(char: string): string {
  return `${char} U+${codeOf(char).toString(16).toUpperCase().padStart(4, "0")}`;
}

/** Blanks, controls, joiners and selectors of variants draw nothing by themselves. */
function isSeen(char: string): boolean {
  return !/^[\p{White_Space}\p{Cc}\p{Cf}\p{Cn}\p{Co}\p{Cs}\p{Variation_Selector}]$/u.test(char);
}

function scriptPackages(chars: readonly string[]): string[] {
  const named_ = SCRIPT_TESTS.filter(([test]) => chars.some((char) => test.test(char))).map(([, , name]) => name);
  return [...new Set(named_)];
}

async function rulesFor(
  family: string,
  packages: readonly string[],
  chars: readonly string[],
  { pieces, cutter }: Makers,
): Promise<Fallback> {
  const css: string[] = [];
  let missing = [...chars];
  for (const name of packages) {
    for (const { path, range } of faceFiles(name)) {
      const asked = missing.filter((char) => range === null || inRange(codeOf(char), range));
      if (asked.length === 0) continue;
      const has = await charactersIn(path, pieces);
      const found = asked.filter((char) => has.has(codeOf(char)));
      if (found.length === 0) continue;
      css.push(await rule({ family, name, path }, found, cutter));
      missing = missing.filter((char) => !found.includes(char));
    }
  }
  return { css, missing: missing.sort((a, b) => codeOf(a) - codeOf(b)) };
}

async function rule(
  { family, name, path }: { family: string; name: string; path: string },
  chars: string[],
  cutter: FontCutter,
): Promise<string> {
  // Emoji of several characters are joined by a glyph of their own.
  const text = [...chars, "\u200d", "\ufe0f"].sort().join("");
  const uri = await cutter.cut({ file: path, text, use: "fallback" });
  const codes = chars.map((char) => `U+${codeOf(char).toString(16)}`).join(",");
  const fit =
    family === "Fallback Mono" ? `size-adjust:${((100 * PAGE_ADVANCE) / MONOSPACE.advance).toFixed(2)}%;` : "";
  const joins = name === "noto-emoji" ? ",U+200d,U+fe0f" : "";
  return `@font-face{font-family:"${family}";font-display:block;${fit}src:url(${uri}) format("woff2");unicode-range:${codes}${joins}}`;
}

async function unionOf(paths: readonly string[], pieces: Pieces): Promise<ReadonlySet<number>> {
  const sets = await Promise.all(paths.map((path) => charactersIn(path, pieces)));
  return new Set(sets.flatMap((set) => [...set]));
}

function codeOf(char: string): number {
  return char.codePointAt(0)!;
}
