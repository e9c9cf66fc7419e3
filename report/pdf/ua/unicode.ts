/**
 * Glyphs that stand for no character. A formula's tall brackets have glyphs of their own, which Skia maps to U+0000; PDF/UA
 * wants a character that can be shown, and a formula's text in words says what is meant.
 */
import { PDFDict, PDFName, PDFRawStream, PDFRef, type PDFDocument } from "@cantoo/pdf-lib";
import { operatorsOf, setOperators } from "./streams.js";

/** "A character that is not known". */
const UNKNOWN = "FFFD";

/** Maps glyphs of no character to U+FFFD. */
export function mapUnknownGlyphs(document: PDFDocument): void {
  const { context } = document;
  for (const [, font] of context.enumerateIndirectObjects()) {
    const ref = font instanceof PDFDict ? font.get(PDFName.of("ToUnicode")) : undefined;
    const map = ref instanceof PDFRef ? context.lookup(ref) : undefined;
    const text = map instanceof PDFRawStream ? operatorsOf(map) : undefined;
    if (!(ref instanceof PDFRef) || !(map instanceof PDFRawStream) || text === undefined) continue;
    const known = text.replace(/^((?:<[0-9A-F]+> ){1,2})<0000>$/gim, `$1<${UNKNOWN}>`);
    if (known !== text) setOperators(ref, map, known, context);
  }
}
