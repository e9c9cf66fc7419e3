/**
 * The style that formulas need. Temml writes what MathML Core cannot say (bars, strokes, boxes, wide accents, the sides of
 * a table's columns) as classes, and its own style sheet draws them.
 */
import { readFileSync } from "node:fs";
import { packageFile } from "../assets/files.js";

/** Temml has a sheet for each face that it knows; they differ in how far accents are shifted. */
const SHEET = "temml/dist/Temml-STIX2.css";

/**
 * Temml's rules without its face, which the page embeds as a subset; without its way to break formulas into lines
 * (`breakable` in math.ts), and without its numbers, which would count beside the report's own.
 */
export function mathCss(): string {
  const sheet = readFileSync(packageFile(SHEET), "utf8");
  const rules = sheet
    .replace(/\/\*[^]*?\*\//g, "")
    .replace(/@font-face\s*\{[^}]*\}/g, "")
    .replace(/(?<=\}\s*)(?:math|math > mrow|body|\.tml-eqn::before)\s*\{[^}]*(?:flex|0\.5ex 0ex|tmlEqnNo)[^}]*\}/g, "")
    .replace(/\s+/g, " ");
  return `${rules.trim()}\n`;
}
