/**
 * Fonts, inlined as data: URIs: the page looks the same on a machine that has none. Only faces and subsets whose
 * characters occur in the page are embedded.
 */
import { readFileSync } from "node:fs";
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

/** `@font-face` rules and KaTeX's CSS for a page whose body is `html`. */
export function fontCss(html: string): string {
  const characters = new Set(html);
  const faces = FACES.filter((face) => face.needed?.test(html) ?? true);
  const rules = faces.flatMap((face) => faceRules(face, characters));
  return [...rules, katexCss(html)].join("\n");
}

function faceRules(face: Face, characters: ReadonlySet<string>): string[] {
  const ranges = JSON.parse(readFileSync(packageFile(`@fontsource/${face.package}/unicode.json`), "utf8")) as Record<
    string,
    string
  >;
  return Object.entries(ranges).flatMap(([subset, range]) => {
    if (![...characters].some((char) => inRange(char.codePointAt(0)!, range))) return [];
    const file = `@fontsource/${face.package}/files/${face.package}-${subset}-${face.weight}-${face.style}.woff2`;
    const source = `url(${dataUri(packageFile(file))}) format("woff2")`;
    return [
      `@font-face{font-family:"${face.family}";font-style:${face.style};font-weight:${face.weight};` +
        `font-display:block;src:${source};unicode-range:${range}}`,
    ];
  });
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
function katexCss(html: string): string {
  const css = readFileSync(packageFile("katex/dist/katex.min.css"), "utf8");
  return css.replace(/@font-face\{[^}]*\}/g, (rule) => {
    const file = /url\(fonts\/([\w-]+)\.woff2\)/.exec(rule)?.[1];
    if (file === undefined) return "";
    const rare = RARE_KATEX_FACES.find(([name]) => file.startsWith(name));
    if (rare !== undefined && !rare[1].test(html)) return "";
    return rule.replace(
      /src:[^}]*/,
      `src:url(${dataUri(packageFile(`katex/dist/fonts/${file}.woff2`))}) format("woff2")`,
    );
  });
}

function dataUri(file: string): string {
  return `data:font/woff2;base64,${readFileSync(file).toString("base64")}`;
}
