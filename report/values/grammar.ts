/**
 * References to values in prose: `{{ mean }}`, `{{ mean:.2f }}`, `{{ 07-limit-law#mean }}`. Double braces are TeX's grouping,
 * too: in a formula a reference has blanks within its braces, and a single letter there is one only where it names a value.
 */
import { VALUE_NAME } from "ncsparse-kit/notebook/value-record";

export interface ValueReference {
  /** As it is written, braces included. */
  source: string;
  /** The notebook's name; null: the own one's value first. */
  notebook: string | null;
  name: string;
  /** How a number is written, as d3-format has it: ".2f"; null: as everywhere in the report. */
  format: string | null;
}

const INNER = String.raw`(?:([^\s{}#:|]+)#)?(${VALUE_NAME})(?::([^\s{}]+))?`;
const IN_PROSE = new RegExp(String.raw`\{\{[ \t]*${INNER}[ \t]*\}\}`, "uy");
const IN_TEX = new RegExp(String.raw`\{\{[ \t]+${INNER}[ \t]+\}\}`, "gu");

/** The reference that begins at a place of a text, or null. */
export function referenceAt(text: string, at: number): ValueReference | null {
  IN_PROSE.lastIndex = at;
  const found = IN_PROSE.exec(text);
  return found === null ? null : referenceOf(found);
}

/** A formula with its references replaced. */
export function replaceInTex(tex: string, replacement: (reference: ValueReference) => string): string {
  return tex.includes("{{") ? tex.replace(IN_TEX, (...found) => replacement(referenceOf(found))) : tex;
}

/** Code, formulas, signs behind a backslash, and references, in one line of Markdown. */
const PARTS = new RegExp(
  String.raw`(\`+)(?!\`)[^]*?[^\`]\1(?!\`)|\\[^]|\$\$[^$]+\$\$|\$(?![\s$])(?:\\.|[^$\\])*?(?<!\s)\$(?!\d)|\{\{[ \t]*[^{}\n]+\}\}`,
  "g",
);

/** One line of Markdown, such as a title, with its references replaced; in formulas by other means. */
export function replaceInLine(
  markdown: string,
  inProse: (reference: ValueReference) => string,
  inTex: (reference: ValueReference) => string,
): string {
  if (!markdown.includes("{{")) return markdown;
  return markdown.replace(PARTS, (part) => {
    if (part.startsWith("$")) return replaceInTex(part, inTex);
    const reference = referenceAt(part, 0);
    return reference === null ? part : inProse(reference);
  });
}

/** The names of all values that a text may refer to; those in code among them. */
export function namesIn(text: string): string[] {
  const names: string[] = [];
  for (let at = text.indexOf("{{"); at >= 0; at = text.indexOf("{{", at + 1)) {
    const reference = referenceAt(text, at);
    if (reference !== null) names.push(reference.name);
  }
  return names;
}

function referenceOf([source, notebook, name, format]: readonly (string | undefined)[]): ValueReference {
  return { source: source!, notebook: notebook ?? null, name: name!, format: format ?? null };
}
