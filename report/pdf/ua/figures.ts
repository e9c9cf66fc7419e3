/**
 * Figures and formulas. Chromium tags both as figures: a picture and a formula by their texts in words, a `<figure>` around a
 * table or a picture without any.
 */
import { PDFHexString, PDFName, PDFString, type PDFContext, type PDFDict } from "@cantoo/pdf-lib";
import { ALT, elementOf, kidsOf, ROLE, roleOf, type Tag } from "../tags.js";

/** Begins the text of a formula in the page that is printed, as `report/page/client/paper/spoken.ts` writes it. */
const FORMULA_MARK = "\u{E000}";

/** Tells formulas and groups from figures. */
export function sortFigures(tags: readonly Tag[], context: PDFContext): void {
  for (const { element } of tags) {
    if (roleOf(element) !== "Figure") continue;
    const alt = altOf(element);
    if (alt.startsWith(FORMULA_MARK)) {
      element.set(ROLE, PDFName.of("Formula"));
      element.set(ALT, PDFHexString.fromText(alt.slice(FORMULA_MARK.length)));
    } else if (alt === "" && holdsElements(element, context)) {
      element.set(ROLE, PDFName.of("Div"));
    }
  }
}

/** True where every figure and formula has a text in words. */
export function speaksOfFigures(tags: readonly Tag[]): boolean {
  return tags.every(({ element }) => !["Figure", "Formula"].includes(roleOf(element)) || altOf(element).trim() !== "");
}

/** An element's text in words; "" where it has none. */
function altOf(element: PDFDict): string {
  const alt = element.lookup(ALT);
  return alt instanceof PDFHexString || alt instanceof PDFString ? alt.decodeText() : "";
}

function holdsElements(element: PDFDict, context: PDFContext): boolean {
  return kidsOf(element).some((kid) => elementOf(kid, context) !== undefined);
}
