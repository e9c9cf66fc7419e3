/**
 * Fonts, inlined as data: URIs: the page looks the same on a machine that has none. Only faces and subsets whose
 * characters occur in the page are embedded.
 */
import { FontCutter } from "./cutter.js";
import { fallbackFonts } from "./fallback-fonts.js";
import { faceFiles } from "./font-packages.js";
import { drawnByFormulas } from "./math-characters.js";
import { mathFile } from "./math-font.js";
import { OUTCOME_SIGNS } from "../claims/outcome.js";
import { REMEMBERED_PIECES, type Pieces } from "../pieces.js";
import { inRange } from "./unicode-range.js";

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

/** What scripts and styles may write that the page itself does not say: plain ASCII, signs of numbers, ranges, outcomes. */
const ALWAYS =
  Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join("") + `−×·–—…∞≤≥±${OUTCOME_SIGNS}`;
/** What a page's text is drawn with. */
export interface PageFonts {
  /** `@font-face` rules: of each face the glyphs that the page shows. */
  css: string;
  /** Characters of the page that no installed font has. */
  missing: readonly string[];
}

/** The fonts of a page whose body is `html`. */
export async function pageFonts(html: string, pieces: Pieces = REMEMBERED_PIECES): Promise<PageFonts> {
  const cutter = new FontCutter(pieces);
  try {
    const characters = charactersOf(html + ALWAYS);
    const faces = FACES.filter((face) => face.needed?.test(html) ?? true);
    const shown = shownText(html);
    const [rules, math, fallback] = await Promise.all([
      Promise.all(faces.map((face) => faceRules(face, characters, cutter))),
      mathRule(characters, cutter),
      fallbackFonts({ page: charactersOf(shown), code: charactersOf(codeIn(shown)) }, ownFaces(), { pieces, cutter }),
    ]);
    return { css: [...rules.flat(), ...fallback.css, math].join("\n"), missing: fallback.missing };
  } finally {
    await cutter.close();
  }
}

/** The page's own upright faces: what these and the formulas' lack comes from further packages. */
function ownFaces(): Parameters<typeof fallbackFonts>[1] {
  const pathsOf = (name: string): string[] => faceFiles(name).map(({ path }) => path);
  return {
    text: ["source-serif-4", "source-sans-3"].map(pathsOf),
    code: pathsOf("source-code-pro"),
    formulas: mathFile(),
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

async function faceRules(face: Face, characters: ReadonlySet<string>, cutter: FontCutter): Promise<string[]> {
  const rules = faceFiles(face.package, face.weight, face.style).map(async ({ path, range }) => {
    const shown = [...characters].filter((char) => range === null || inRange(char.codePointAt(0)!, range));
    if (shown.length === 0) return [];
    const source = `url(${await cutter.cut({ file: path, text: textOf(shown), use: "text" })}) format("woff2")`;
    return [
      `@font-face{font-family:"${face.family}";font-style:${face.style};font-weight:${face.weight};` +
        `font-display:block;src:${source}${range === null ? "" : `;unicode-range:${range}`}}`,
    ];
  });
  return (await Promise.all(rules)).flat();
}

/** The rule of the formulas' face. */
async function mathRule(characters: ReadonlySet<string>, cutter: FontCutter): Promise<string> {
  const text = textOf([...drawnByFormulas(characters)]);
  const uri = await cutter.cut({ file: mathFile(), text, use: "formulas" });
  return `@font-face{font-family:"STIX Two Math";font-display:block;src:url(${uri}) format("woff2")}`;
}

/** Characters in one order, whatever order a page has them in. */
function textOf(characters: readonly string[]): string {
  return [...characters].sort().join("");
}
