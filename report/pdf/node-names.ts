/**
 * Chromium names the parts of a tagged PDF by a counter that other work of the browser shares, so two prints of one page
 * may differ in it. Here the names are counted again, from 1, in their own order.
 */
import { PDFArray, PDFDict, PDFString, type PDFDocument, type PDFObject } from "@cantoo/pdf-lib";

const NODE_NAME = /^node\d+$/;

/** Renames `node00000178` and the like throughout a document; their order, which the PDF's index relies on, stays. */
export function renumberNodes(document: PDFDocument): void {
  const holders = document.context.enumerateIndirectObjects().map(([, object]) => object);
  const names = new Set<string>();
  for (const object of holders) {
    replaceStrings(object, (text) => {
      names.add(text);
      return undefined;
    });
  }
  const ordered = [...names].sort((a, b) => Number(a.slice(4)) - Number(b.slice(4)));
  const renamed = new Map(ordered.map((name, index) => [name, `node${String(index + 1).padStart(8, "0")}`]));
  for (const object of holders) replaceStrings(object, (text) => renamed.get(text));
}

/** Visits every node name inside an object, not following references; a returned text replaces it. */
function replaceStrings(object: PDFObject, replace: (text: string) => string | undefined): void {
  const visit = (value: PDFObject, set: (replacement: PDFString) => void): void => {
    if (value instanceof PDFString) {
      const text = value.asString();
      const replacement = NODE_NAME.test(text) ? replace(text) : undefined;
      if (replacement !== undefined) set(PDFString.of(replacement));
    } else {
      replaceStrings(value, replace);
    }
  };
  if (object instanceof PDFDict) {
    for (const [key, value] of object.entries()) visit(value, (replacement) => object.set(key, replacement));
  } else if (object instanceof PDFArray) {
    object.asArray().forEach((value, index) => visit(value, (replacement) => object.set(index, replacement)));
  }
}
