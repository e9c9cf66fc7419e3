/** A new structure element between another and some of its kids. */
import { PDFName, type PDFObject } from "@cantoo/pdf-lib";
import { KIDS, PAGE, PARENT, ROLE, TYPE, type Tag } from "../tags.js";
import type { ParentTree } from "./parent-tree.js";

/** Makes an element that takes over kids of its parent; it is for the caller to put it into their place. */
export function wrap(kids: PDFObject[], role: string, parent: Tag, parents: ParentTree): Tag {
  const { context } = parents;
  const element = context.obj({});
  element.set(TYPE, PDFName.of("StructElem"));
  element.set(ROLE, PDFName.of(role));
  element.set(PARENT, parent.ref);
  const page = parent.element.get(PAGE);
  if (page !== undefined) element.set(PAGE, page);
  element.set(KIDS, context.obj(kids));
  const tag = { ref: context.register(element), element };
  parents.adopt(tag, kids);
  return tag;
}
