/**
 * Chromium tags every span of a page, and every letter of a formula, as a structure element without meaning (`NonStruct`):
 * four in five of a report's tags, and a third of its bytes. PDF tells readers to look through such an element to what it
 * holds, so what it holds may as well stand in its place.
 */
import { PDFArray, PDFDict, PDFName, PDFNumber, PDFRef, type PDFDocument, type PDFObject } from "@cantoo/pdf-lib";
import { allTags, ATTRIBUTES, isElement, KIDS, kidsOf, PAGE, PARENT, ROLE, treeRoot, TYPE } from "./tags.js";

const WITHOUT_MEANING = PDFName.of("NonStruct");
/**
 * All that an element without meaning may have: a language or an alternative text would be a meaning. Attributes are what
 * Chromium says of a cell whose table serves the layout.
 */
const PLAIN_KEYS: ReadonlySet<PDFName> = new Set([TYPE, ROLE, PARENT, PAGE, KIDS, ATTRIBUTES]);

/** Puts what meaningless structure elements hold in their place, and drops them. Without tags nothing happens. */
export function flattenTags(document: PDFDocument): void {
  const { context } = document;
  const root = treeRoot(document);
  if (root === undefined) return;
  const elements = allTags(document);
  const dropped = new Map<PDFRef, PDFDict>();
  for (const { ref, element } of elements) if (isMeaningless(element)) dropped.set(ref, element);
  for (const { ref, element } of elements) if (!dropped.has(ref)) adoptKids(ref, element, dropped, document);
  fixParentTree(root, dropped, document);
  for (const ref of dropped.keys()) context.delete(ref);
}

function isMeaningless(element: PDFDict): boolean {
  if (element.get(ROLE) !== WITHOUT_MEANING || !(element.get(PARENT) instanceof PDFRef)) return false;
  return element.keys().every((key) => PLAIN_KEYS.has(key));
}

/** Replaces an element's dropped kids by theirs, however deep; a kept element becomes the parent of what it adopts. */
function adoptKids(ref: PDFRef, element: PDFDict, dropped: ReadonlyMap<PDFRef, PDFDict>, document: PDFDocument): void {
  const { context } = document;
  const adopted: PDFObject[] = [];
  const take = (holder: PDFDict): void => {
    for (const kid of kidsOf(holder)) {
      const gone = kid instanceof PDFRef ? dropped.get(kid) : undefined;
      if (gone !== undefined) take(gone);
      else if (kid instanceof PDFNumber) adopted.push(contentOf(kid, holder, element, document));
      else {
        const own = kid instanceof PDFRef ? context.lookup(kid) : undefined;
        if (own !== undefined && isElement(own)) own.set(PARENT, ref);
        adopted.push(kid);
      }
    }
  };
  if (!kidsOf(element).some((kid) => kid instanceof PDFRef && dropped.has(kid))) return;
  take(element);
  element.set(KIDS, adopted.length === 1 ? adopted[0]! : context.obj(adopted));
}

/** Marked content is a number on its element's page; where the adopting element has another page, the page goes with it. */
function contentOf(id: PDFNumber, holder: PDFDict, element: PDFDict, { context }: PDFDocument): PDFObject {
  const page = holder.get(PAGE);
  if (page === undefined || holder === element) return id;
  if (!element.has(PAGE)) element.set(PAGE, page);
  if (element.get(PAGE) === page) return id;
  return context.obj({ Type: "MCR", Pg: page, MCID: id });
}

/** From a page's marked content the way leads up again: to the nearest element that is left. */
function fixParentTree(root: PDFDict, dropped: ReadonlyMap<PDFRef, PDFDict>, { context }: PDFDocument): void {
  const keptAbove = (ref: PDFRef): PDFRef => {
    let at = ref;
    for (let gone = dropped.get(at); gone !== undefined; gone = dropped.get(at)) at = gone.get(PARENT) as PDFRef;
    return at;
  };
  const fix = (object: PDFObject | undefined): void => {
    if (object instanceof PDFDict) for (const name of ["Kids", "Nums"]) fix(object.get(PDFName.of(name)));
    if (!(object instanceof PDFArray)) return;
    object.asArray().forEach((entry, index) => {
      if (!(entry instanceof PDFRef)) {
        fix(entry);
        return;
      }
      if (dropped.has(entry)) object.set(index, keptAbove(entry));
      else if (!isElement(context.lookup(entry))) fix(context.lookup(entry));
    });
  };
  fix(root.lookupMaybe(PDFName.of("ParentTree"), PDFDict));
}
