/** Tells of characters that no installed font can draw: they would be blanks in the PDF, and boxes on some screens. */
import type { Chapter } from "../../document/model.js";
import { missingText } from "./fallback-fonts.js";
import { warnOfLoss, type Warning } from "../warnings.js";

/** A warning for each cell that has such characters; those that stand in no cell are told of the report as a whole. */
export function missingCharacters(missing: readonly string[], chapters: readonly Chapter[]): Warning[] {
  const places = new Map<string, string[]>();
  const told = new Set<string>();
  for (const { name, source } of missing.length === 0 ? [] : chapters) {
    source.notebook.cells.forEach((cell, index) => {
      const text = JSON.stringify(cell);
      const found = missing.filter((char) => text.includes(char));
      if (found.length > 0) places.set(`${name}, cell ${index + 1} (${cell.id})`, found);
      for (const char of found) told.add(char);
    });
  }
  const elsewhere = missing.filter((char) => !told.has(char));
  if (elsewhere.length > 0) places.set("the report", elsewhere);
  const warnings: Warning[] = [];
  for (const [where, characters] of places) {
    for (const text of missingText(characters)) warnOfLoss(`no font has ${text}`, { where, warnings });
  }
  return warnings;
}
