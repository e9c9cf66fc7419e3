/**
 * Fonts, inlined as data: URIs: the page looks the same on a machine that has none. Only faces and subsets whose
 * characters occur in the page are embedded.
 */
import { basename } from "node:path";
import type subsetFont from "subset-font";
import { fallbackFonts } from "./fallback-fonts.js";
import { faceFiles } from "./font-packages.js";
import { drawnByFormulas } from "./math-characters.js";
import { joinAssemblies } from "./math-table.js";
import { OUTCOME_SIGNS } from "../claims/outcome.js";
import { REMEMBERED_PIECES, type Pieces } from "../pieces.js";
import { packageFile } from "../assets/files.js";
import { inRange } from "./unicode-range.js";
import { unpackFont } from "./unpack-font.js";

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
    needed:
      /<(?:h[1-6]|strong|b|th)\b(?:(?!<\/(?:h[1-6]|strong|b|th)>)[^])*<(?:em|i)>|<(?:em|i)>(?:(?!<\/(?:em|i)>)[^])*<(?:strong|b)>/,
  },
  { package: "source-sans-3", family: "Source Sans 3", weight: 400, style: "normal" },
  { package: "source-sans-3", family: "Source Sans 3", weight: 600, style: "normal" },
  { package: "source-code-pro", family: "Source Code Pro", weight: 400, style: "normal" },
  {
    package: "stix-two-text",
    family: "STIX Two Text",
    weight: 400,
    style: "italic",
    // Symbols in formulas without layout, in heads of tables, and in charts, those that a script draws among them.
    needed: /class="(?:[^"]* )?(?:lean|parameter|drawing)\b|id="(?:explore|packed-script)"|STIX Two Text/,
  },
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

/** Forms of letters for scripts, script letters and primes, and the joins and gaps of names such as "lim" and "Pr". */
const MATH_SUBSET = {
  targetFormat: "woff2",
  keepFeatures: ["ssty", "ss01", "ss04", "dtls", "flac", "ccmp", "kern", "liga", "mark", "mkmk"],
} as const;

/** What a page's text is drawn with. */
export interface PageFonts {
  /** `@font-face` rules: of each face the glyphs that the page shows. */
  css: string;
  /** Characters of the page that no installed font has. */
  missing: readonly string[];
}

/** The fonts of a page whose body is `html`. */
export async function pageFonts(html: string, pieces: Pieces = REMEMBERED_PIECES): Promise<PageFonts> {
  const characters = charactersOf(html + ALWAYS);
  const faces = FACES.filter((face) => face.needed?.test(html) ?? true);
  const rules = await Promise.all(faces.map((face) => faceRules(face, characters, pieces)));
  const shown = shownText(html);
  const fallback = await fallbackFonts(
    { page: charactersOf(shown), code: charactersOf(codeIn(shown)) },
    ownFaces(),
    pieces,
  );
  return {
    css: [...rules.flat(), ...fallback.css, await mathRule(characters, pieces)].join("\n"),
    missing: fallback.missing,
  };
}

/** The page's own upright faces: what these and the formulas' lack comes from further packages. */
function ownFaces(): Parameters<typeof fallbackFonts>[1] {
  const pathsOf = (name: string): string[] => faceFiles(name).map(({ path }) => path);
  return {
    text: ["source-serif-4", "source-sans-3"].map(pathsOf),
    code: pathsOf("source-code-pro"),
    formulas: packageFile(MATH_FILE),
  };
}

/** A page without the parts that are read by its scripts alone, its numeric references read. */
function shownText(html: string): string {
  return html
    .replace(/<(script|style)\b[^>]*>[^]*?<\/\1>/g, "")
    .replace(/&#(x[\da-f]+|\d+);/gi, (_, code: string) =>
      String.fromCodePoint(Number(code.toLowerCase().replace(/^x/, "0x"))),
    );
}

/** What stands in columns: code and what it printed. */
function codeIn(html: string): string {
  return (html.match(/<(pre|code|kbd)\b[^>]*>[^]*?<\/\1>/g) ?? []).join("");
}

/** The characters of a text. Iterating over a page's millions of them one string each would take a tenth of its time. */
function charactersOf(text: string): Set<string> {
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
  const rules = faceFiles(face.package, face.weight, face.style).map(async ({ path, range }) => {
    const shown = [...characters].filter((char) => range === null || inRange(char.codePointAt(0)!, range));
    if (shown.length === 0) return [];
    const source = `url(${await subsetUri(path, shown, pieces)}) format("woff2")`;
    return [
      `@font-face{font-family:"${face.family}";font-style:${face.style};font-weight:${face.weight};` +
        `font-display:block;src:${source}${range === null ? "" : `;unicode-range:${range}`}}`,
    ];
  });
  return (await Promise.all(rules)).flat();
}

/** The rule of the formulas' face. */
async function mathRule(characters: ReadonlySet<string>, pieces: Pieces): Promise<string> {
  const uri = await subsetUri(packageFile(MATH_FILE), [...drawnByFormulas(characters)], pieces, MATH_SUBSET, mathFont);
  return `@font-face{font-family:"STIX Two Math";font-display:block;src:url(${uri}) format("woff2")}`;
}

/** The formulas' whole face, uncompressed, with its long arrows in order. */
export async function mathFont(file: string = packageFile(MATH_FILE)): Promise<Buffer> {
  return Buffer.from(joinAssemblies(await unpackFont(file)));
}

/** The font of a file with no more than the glyphs of these characters. */
function subsetUri(
  file: string,
  characters: readonly string[],
  pieces: Pieces,
  options: Parameters<typeof subsetFont>[2] = SUBSET,
  read: (file: string) => Promise<Buffer> = unpackFont,
): Promise<string> {
  const text = [...characters].sort().join("");
  return pieces.once("font", basename(file), [basename(file), text], async () => {
    const { default: subset } = await import("subset-font");
    const font = await subset(await read(file), text, options);
    return `data:font/woff2;base64,${font.toString("base64")}`;
  });
}
