/** A PDF's structure elements, its tags: what each is, what it holds, and how one is made. */
import { PDFArray, PDFDict, PDFName, PDFRef, type PDFContext, type PDFDocument, type PDFObject } from "@cantoo/pdf-lib";

export const TYPE = PDFName.of("Type");
export const ROLE = PDFName.of("S");
export const PARENT = PDFName.of("P");
export const PAGE = PDFName.of("Pg");
export const KIDS = PDFName.of("K");
export const ATTRIBUTES = PDFName.of("A");
export const ALT = PDFName.of("Alt");

/** A structure element and the reference by which others hold it. */
export interface Tag {
  ref: PDFRef;
  element: PDFDict;
}

export function isElement(object: PDFObject | undefined): object is PDFDict {
  return object instanceof PDFDict && object.get(TYPE) === PDFName.of("StructElem");
}

/** The root of the structure tree; undefined in a document without tags. */
export function treeRoot(document: PDFDocument): PDFDict | undefined {
  return document.catalog.lookupMaybe(PDFName.of("StructTreeRoot"), PDFDict);
}

/** All structure elements, in the order in which they were written. */
export function allTags(document: PDFDocument): Tag[] {
  const objects = document.context.enumerateIndirectObjects();
  return objects.flatMap(([ref, object]) => (isElement(object) ? [{ ref, element: object }] : []));
}

/** What an element holds: elements by reference, marked content by number or as a dictionary, annotations. */
export function kidsOf(element: PDFDict): PDFObject[] {
  const kids = element.lookup(KIDS);
  if (kids === undefined) return [];
  return kids instanceof PDFArray ? kids.asArray() : [element.get(KIDS)!];
}

export function setKids(element: PDFDict, kids: PDFObject[], context: PDFContext): void {
  if (kids.length === 0) element.delete(KIDS);
  else element.set(KIDS, kids.length === 1 ? kids[0]! : context.obj(kids));
}

/** The element that a kid is; undefined for content and annotations. */
export function elementOf(kid: PDFObject, context: PDFContext): PDFDict | undefined {
  const object = kid instanceof PDFRef ? context.lookup(kid) : undefined;
  return isElement(object) ? object : undefined;
}

/** An element's type as it is written, without the slash: `P`, `Table`. */
export function roleOf(element: PDFDict): string {
  const role = element.get(ROLE);
  return role instanceof PDFName ? role.decodeText() : "";
}
