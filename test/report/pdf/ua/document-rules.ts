/** What PDF/UA-1 asks of a document as a whole: clauses 5, 6.2, 7.1, 7.2, 7.11, 7.16. */
import { PDFBool, PDFDict, PDFRawStream, PDFStream, type PDFDocument } from "@cantoo/pdf-lib";
import { name, textOf, type Finding, type Model } from "./model.js";

export function documentFindings({ document }: Model): Finding[] {
  const { catalog } = document;
  const marks = catalog.lookupMaybe(name("MarkInfo"), PDFDict);
  const viewer = catalog.lookupMaybe(name("ViewerPreferences"), PDFDict);
  const xmp = xmpOf(document);
  const has = (pattern: RegExp): boolean => pattern.test(xmp);
  const conditions: [boolean, string, string][] = [
    [has(/<pdfuaid:part>1<\/pdfuaid:part>/), "5-1", "the metadata do not say PDF/UA-1"],
    [has(/xmlns:pdfuaid="http:\/\/www\.aiim\.org\/pdfua\/ns\/id\/"/), "5-3", "pdfuaid is no prefix of its schema"],
    [isTrue(marks?.lookup(name("Marked"))), "6.2-1", "the document is not marked as tagged"],
    [!isTrue(marks?.lookup(name("Suspects"))), "7.1-4", "the document has suspects"],
    [xmp !== "", "7.1-8", "the document has no metadata"],
    [has(/<dc:title>\s*<rdf:Alt>\s*<rdf:li xml:lang="x-default">[^<]+</), "7.1-9", "the metadata have no title"],
    [isTrue(viewer?.lookup(name("DisplayDocTitle"))), "7.1-10", "viewers do not show the title"],
    [isLanguage(textOf(catalog.lookup(name("Lang")))), "7.2-29", "the document has no language"],
    [!catalog.has(name("OCProperties")), "7.10", "the document has layers"],
    [document.context.trailerInfo.Encrypt === undefined, "7.16-1", "the document is encrypted"],
    [!catalog.has(name("AcroForm")), "7.15-1", "the document has a form"],
  ];
  return conditions.flatMap(([holds, rule, message]) => (holds ? [] : [{ rule, message }]));
}

function xmpOf(document: PDFDocument): string {
  const stream = document.catalog.lookup(name("Metadata"));
  // Metadata are not packed, so that programs find them that know nothing of PDF.
  if (!(stream instanceof PDFRawStream) || stream.dict.has(name("Filter"))) return "";
  return stream instanceof PDFStream ? Buffer.from(stream.contents).toString("utf8") : "";
}

function isTrue(value: unknown): boolean {
  return value === PDFBool.True;
}

function isLanguage(tag: string): boolean {
  return /^[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*$/.test(tag);
}
