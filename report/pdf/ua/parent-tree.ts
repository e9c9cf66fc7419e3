/** The way from a page's content and annotations up to the structure elements that hold them. */
import {
  PDFArray,
  PDFDict,
  PDFName,
  PDFNull,
  PDFNumber,
  PDFRef,
  type PDFContext,
  type PDFDocument,
  type PDFObject,
} from "@cantoo/pdf-lib";
import { isElement, KIDS, kidsOf, PAGE, PARENT, treeRoot, type Tag } from "../tags.js";

/** An entry of the tree: for a page a list by the numbers of its marked content, for an annotation its element. */
interface Entry {
  numbers: PDFArray;
  at: number;
}

export class ParentTree {
  private readonly entries = new Map<number, Entry>();

  readonly context: PDFContext;

  constructor(document: PDFDocument) {
    this.context = document.context;
    this.collect(treeRoot(document)?.lookup(PDFName.of("ParentTree")));
  }

  private collect(node: PDFObject | undefined): void {
    if (!(node instanceof PDFDict)) return;
    const kids = node.lookupMaybe(PDFName.of("Kids"), PDFArray)?.asArray() ?? [];
    for (const kid of kids) this.collect(kid instanceof PDFRef ? this.context.lookup(kid) : kid);
    const numbers = node.lookupMaybe(PDFName.of("Nums"), PDFArray);
    if (numbers === undefined) return;
    for (let at = 0; at + 1 < numbers.size(); at += 2)
      this.entries.set(numbers.lookup(at, PDFNumber).asNumber(), { numbers, at: at + 1 });
  }

  /** The elements that hold a page's marked content, by its numbers; undefined for a page without. */
  owners(page: PDFDict): PDFArray | undefined {
    const entry = this.entryOf(page, "StructParents");
    const list = entry?.numbers.lookup(entry.at);
    return list instanceof PDFArray ? list : undefined;
  }

  private entryOf(holder: PDFDict, key: "StructParents" | "StructParent"): Entry | undefined {
    const number = holder.lookup(PDFName.of(key));
    return number instanceof PDFNumber ? this.entries.get(number.asNumber()) : undefined;
  }

  /** Makes an element the parent of kids that another element held, in both directions. It needs that one's page. */
  adopt(parent: Tag, kids: readonly PDFObject[]): void {
    for (const kid of kids) {
      const object = kid instanceof PDFRef ? this.context.lookup(kid) : kid;
      if (isElement(object)) object.set(PARENT, parent.ref);
      else if (object instanceof PDFNumber) this.setOwner(parent.element, object, parent.ref);
      else if (object instanceof PDFDict) this.adoptOther(parent, object);
    }
  }

  private adoptOther(parent: Tag, kid: PDFDict): void {
    const annotation = kid.lookup(PDFName.of("Obj"));
    if (annotation instanceof PDFDict) {
      const entry = this.entryOf(annotation, "StructParent");
      entry?.numbers.set(entry.at, parent.ref);
    } else {
      const id = kid.lookup(PDFName.of("MCID"));
      if (id instanceof PDFNumber) this.setOwner(kid.has(PAGE) ? kid : parent.element, id, parent.ref);
    }
  }

  private setOwner(holder: PDFDict, id: PDFNumber, owner: PDFRef): void {
    const page = holder.lookup(PAGE);
    if (page instanceof PDFDict) this.owners(page)?.set(id.asNumber(), owner);
  }

  /** Takes marked content of a page out of the structure. */
  release(page: Readonly<{ ref: PDFRef; node: PDFDict }>, ids: ReadonlySet<number>): void {
    const owners = this.owners(page.node);
    if (owners === undefined) return;
    for (const id of ids) {
      const element = owners.lookup(id);
      owners.set(id, PDFNull);
      if (isElement(element)) this.dropContent(element, page.ref, id);
    }
  }

  private dropContent(element: PDFDict, page: PDFRef, id: number): void {
    const isIt = (kid: PDFObject): boolean => {
      if (kid instanceof PDFNumber) return kid.asNumber() === id && element.get(PAGE) === page;
      if (!(kid instanceof PDFDict) || kid.get(PDFName.of("MCID")) === undefined) return false;
      return (
        kid.lookup(PDFName.of("MCID"), PDFNumber).asNumber() === id && (kid.get(PAGE) ?? element.get(PAGE)) === page
      );
    };
    const left = kidsOf(element).filter((kid) => !isIt(kid));
    element.set(KIDS, this.context.obj(left));
  }
}
