/** PDF/UA-1 knows the types of PDF 1.7; Chromium writes two of PDF 2.0, which mean more than their nearest kin says. */
import { PDFName, type PDFDocument } from "@cantoo/pdf-lib";
import { treeRoot } from "../tags.js";

const NEAREST = { Em: "Span", Strong: "Span" };

/** Tells readers of PDF 1.7 what the types of PDF 2.0 come nearest to. */
export function mapRoles(document: PDFDocument): void {
  treeRoot(document)?.set(PDFName.of("RoleMap"), document.context.obj(NEAREST));
}
