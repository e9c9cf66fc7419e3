/**
 * Fonts, inlined as data: URIs: the page looks the same on a machine that has none. Only faces and subsets whose
 * characters occur in the page are embedded.
 */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import subsetFont from "subset-font";
import { REMEMBERED_PIECES, type Pieces } from "./pieces.js";
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
];

/** KaTeX's faces that only some formulas need, by the class names that ask for them. The others are always there. */
const RARE_KATEX_FACES: readonly (readonly [file: string, classes: RegExp])[] = [
  ["KaTeX_Caligraphic", /\bmathcal\b/],
  ["KaTeX_Fraktur", /\bmathfrak\b/],
  ["KaTeX_Script", /\bmathscr\b/],
  ["KaTeX_SansSerif", /\b(?:mathsf|textsf)\b/],
  ["KaTeX_Typewriter", /\b(?:mathtt|texttt)\b/],
  ["KaTeX_Main-BoldItalic", /\b(?:boldsymbol|textbf textit|textit textbf)\b/],
  ["KaTeX_Math-BoldItalic", /\bboldsymbol\b/],
  ["KaTeX_AMS", /\b(?:amsrm|mathbb|textbb)\b/],
  ["KaTeX_Main-Italic", /\b(?:mathit|textit)\b/],
];

/** What scripts may write that the page itself does not say: plain ASCII, and the signs of numbers and ranges. */
const ALWAYS = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join("") + "−×·–—…∞≤≥±";
/** Of the faces' typographic features those that the styles ask for; each further one keeps glyphs that none shows. */
const SUBSET = {
  targetFormat: "woff2",
  keepFeatures: ["kern", "liga", "calt", "ccmp", "locl", "mark", "mkmk", "lnum", "onum", "pnum", "tnum"],
} as const;

/** `@font-face` rules and KaTeX's CSS for a page whose body is `html`: of each face the glyphs that the page shows. */
export async function fontCss(html: string, pieces: Pieces = REMEMBERED_PIECES): Promise<string> {
  const characters = charactersOf(html + ALWAYS);
  const faces = FACES.filter((face) => face.needed?.test(html) ?? true);
  const rules = await Promise.all(faces.map((face) => faceRules(face, characters, pieces)));
  return [...rules.flat(), await katexCss(html, characters, pieces)].join("\n");
}

/** The characters of a text. Iterating over a page's millions of them one string each would take a tenth of its time. */
export function charactersOf(text: string): Set<string> {
  const seen = new Uint8Array(0x10000);
  const found = new Set<string>();
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    const isPair = unit >= 0xd800 && unit < 0xdc00;
    if (seen[unit] === 1 && !isPair) continue;
    seen[unit] = 1;
    found.add(String.fromCodePoint(text.codePointAt(at)!));
    if (text.codePointAt(at)! > 0xffff) at += 1;
  }
  return found;
}

async function faceRules(face: Face, characters: ReadonlySet<string>, pieces: Pieces): Promise<string[]> {
  const ranges = JSON.parse(readFileSync(packageFile(`@fontsource/${face.package}/unicode.json`), "utf8")) as Record<
    string,
    string
  >;
  const rules = Object.entries(ranges).map(async ([subset, range]) => {
    const shown = [...characters].filter((char) => inRange(char.codePointAt(0)!, range));
    if (shown.length === 0) return [];
    const file = `@fontsource/${face.package}/files/${face.package}-${subset}-${face.weight}-${face.style}.woff2`;
    const source = `url(${await subsetUri(packageFile(file), shown, pieces)}) format("woff2")`;
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

/** KaTeX's own stylesheet with woff2 inlined, older formats dropped, and faces that no formula needs left out. */
async function katexCss(html: string, characters: ReadonlySet<string>, pieces: Pieces): Promise<string> {
  const css = readFileSync(packageFile("katex/dist/katex.min.css"), "utf8");
  const rules = await Promise.all(
    (css.match(FONT_FACE) ?? []).map((rule) => katexFace(rule, html, characters, pieces)),
  );
  let next = 0;
  return css.replace(FONT_FACE, () => rules[next++]!);
}

const FONT_FACE = /@font-face\{[^}]*\}/g;

async function katexFace(rule: string, html: string, characters: ReadonlySet<string>, pieces: Pieces): Promise<string> {
  const file = /url\(fonts\/([\w-]+)\.woff2\)/.exec(rule)?.[1];
  if (file === undefined) return "";
  const rare = RARE_KATEX_FACES.find(([name]) => file.startsWith(name));
  if (rare !== undefined && !rare[1].test(html)) return "";
  const uri = await subsetUri(packageFile(`katex/dist/fonts/${file}.woff2`), [...characters], pieces);
  return rule.replace(/src:[^}]*/, `src:url(${uri}) format("woff2")`);
}

/** The font of a file with no more than the glyphs of these characters. */
function subsetUri(file: string, characters: readonly string[], pieces: Pieces): Promise<string> {
  const text = [...characters].sort().join("");
  return pieces.once("font", basename(file), [basename(file), text], async () => {
    const font = await subsetFont(readFileSync(file), text, SUBSET);
    return `data:font/woff2;base64,${font.toString("base64")}`;
  });
}
