/**
 * Fonts, inlined as data: URIs: the page looks the same on a machine that has none. Only faces and subsets whose
 * characters occur in the page are embedded.
 */
import { readFileSync } from "node:fs";
import { mathItalic } from "ncsparse";
import subsetFont from "subset-font";
import { OUTCOME_SIGNS } from "./outcome.js";
import { packageFile } from "./project.js";

interface Face {
  package: string;
  family: string;
  weight: number;
  style: "normal" | "italic";
  /** HTML that needs this face; without it the face is always embedded. */
  needed?: RegExp;
}

const FACES: readonly Face[] = [
  { package: "source-serif-4", family: "Source Serif 4", weight: 400, style: "normal" },
  { package: "source-serif-4", family: "Source Serif 4", weight: 400, style: "italic" },
  { package: "source-serif-4", family: "Source Serif 4", weight: 600, style: "normal" },
  {
    package: "source-serif-4",
    family: "Source Serif 4",
    weight: 600,
    style: "italic",
    needed: /<(?:h[1-6]|strong)\b(?:(?!<\/(?:h[1-6]|strong)>)[^])*<em>/,
  },
  { package: "source-sans-3", family: "Source Sans 3", weight: 400, style: "normal" },
  { package: "source-sans-3", family: "Source Sans 3", weight: 600, style: "normal" },
  { package: "source-code-pro", family: "Source Code Pro", weight: 400, style: "normal" },
  { package: "stix-two-text", family: "STIX Two Text", weight: 400, style: "italic" },
];

/** Formulas' face, with the table that tells browsers how to lay them out; it also has the signs that text faces lack. */
const MATH_FILE = "@fontsource/stix-two-math/files/stix-two-math-latin-400-normal.woff2";

/** What scripts and styles may write that the page itself does not say: plain ASCII, signs of numbers, ranges, outcomes. */
const ALWAYS =
  Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join("") + `−×·–—…∞≤≥±${OUTCOME_SIGNS}`;
/** Of the faces' typographic features those that the styles ask for; each further one keeps glyphs that none shows. */
const SUBSET = {
  targetFormat: "woff2",
  keepFeatures: ["kern", "liga", "calt", "ccmp", "locl", "mark", "mkmk", "lnum", "onum", "pnum", "tnum"],
} as const;

/** Forms of letters for scripts and primes, which layout asks for by itself. */
const MATH_SUBSET = { targetFormat: "woff2", keepFeatures: ["ssty", "ss04", "dtls", "flac", "ccmp"] } as const;

/** `@font-face` rules for a page whose body is `html`: of each face the glyphs that the page shows. */
export async function fontCss(html: string): Promise<string> {
  const characters = new Set(html + ALWAYS);
  const faces = FACES.filter((face) => face.needed?.test(html) ?? true);
  const rules = await Promise.all(faces.map((face) => faceRules(face, characters)));
  return [...rules.flat(), await mathRule(characters)].join("\n");
}

async function faceRules(face: Face, characters: ReadonlySet<string>): Promise<string[]> {
  const ranges = JSON.parse(readFileSync(packageFile(`@fontsource/${face.package}/unicode.json`), "utf8")) as Record<
    string,
    string
  >;
  const rules = Object.entries(ranges).map(async ([subset, range]) => {
    const shown = [...characters].filter((char) => inRange(char.codePointAt(0)!, range));
    if (shown.length === 0) return [];
    const file = `@fontsource/${face.package}/files/${face.package}-${subset}-${face.weight}-${face.style}.woff2`;
    const source = `url(${await subsetUri(packageFile(file), shown)}) format("woff2")`;
    return [
      `@font-face{font-family:"${face.family}";font-style:${face.style};font-weight:${face.weight};` +
        `font-display:block;src:${source};unicode-range:${range}}`,
    ];
  });
  return (await Promise.all(rules)).flat();
}

/** Does a CSS `unicode-range` such as "U+0000-00FF,U+0131" hold a code point? */
export function inRange(code: number, range: string): boolean {
  return range.split(",").some((part) => {
    const [from, to] = part.trim().replace("U+", "").split("-");
    const first = Number.parseInt(from!, 16);
    return code >= first && code <= (to === undefined ? first : Number.parseInt(to, 16));
  });
}

/** The rule of the formulas' face. Browsers take a variable's letter from Unicode's mathematical italics. */
async function mathRule(characters: ReadonlySet<string>): Promise<string> {
  const shown = new Set([...characters].flatMap((char) => [char, mathItalic(char)]));
  const uri = await subsetUri(packageFile(MATH_FILE), [...shown], MATH_SUBSET);
  return `@font-face{font-family:"STIX Two Math";font-display:block;src:url(${uri}) format("woff2")}`;
}

/** Subsets by file and characters: a page is often rendered again with the same ones. */
const subsets = new Map<string, Promise<string>>();

function subsetUri(
  file: string,
  characters: readonly string[],
  options: Parameters<typeof subsetFont>[2] = SUBSET,
): Promise<string> {
  const text = [...characters].sort().join("");
  const key = `${file} ${text}`;
  const known = subsets.get(key);
  if (known !== undefined) return known;
  const made = subsetFont(readFileSync(file), text, options).then(
    (font) => `data:font/woff2;base64,${font.toString("base64")}`,
  );
  subsets.set(key, made);
  return made;
}
