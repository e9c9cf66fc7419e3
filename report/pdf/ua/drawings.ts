/**
 * Drawings within a drawing. Skia draws what is translucent, or clipped in a body, as an object of its own (a form), and
 * numbers the marks in there as the page's; by PDF's rules a number belongs to the stream that it stands in. So these
 * marks are taken out, for the page to have one where it draws the form.
 */
import { PDFDict, PDFName, PDFRawStream, PDFRef, type PDFContext } from "@cantoo/pdf-lib";
import { withoutMarks } from "./marks.js";
import { operatorsOf, setOperators } from "./streams.js";

/**
 * Takes the marks out of a form, and out of the forms that it draws.
 *
 * @param holder a page or a form, by whose resources the form has its name
 * @returns the numbers of the marks, in order; none for a picture, or where the form is unknown
 */
export function takeMarks(holder: PDFDict, name: string, context: PDFContext): number[] {
  const drawings = holder.lookupMaybe(PDFName.of("Resources"), PDFDict)?.lookupMaybe(PDFName.of("XObject"), PDFDict);
  const ref = drawings?.get(PDFName.of(name));
  const form = ref instanceof PDFRef ? context.lookup(ref) : undefined;
  if (!(ref instanceof PDFRef) || !(form instanceof PDFRawStream)) return [];
  if (form.dict.get(PDFName.of("Subtype")) !== PDFName.of("Form")) return [];
  const operators = operatorsOf(form);
  if (operators === undefined) return [];
  const { text, ids } = withoutMarks(operators);
  if (ids.length > 0) setOperators(ref, form, text, context);
  return [...ids, ...namesDrawn(text).flatMap((inner) => takeMarks(form.dict, inner, context))];
}

/** The names of what a content stream draws, in order. */
export function namesDrawn(operators: string): string[] {
  // Most have none, and looking for lines is slow.
  if (!operators.includes(" Do\n")) return [];
  return [...operators.matchAll(/^\/(\S+) Do$/gm)].map(([, name]) => name!);
}
