/** Items of lists hold a label and a body; Chromium puts what would be the body directly into the item. */
import type { PDFObject } from "@cantoo/pdf-lib";
import { elementOf, kidsOf, roleOf, setKids, type Tag } from "../tags.js";
import type { ParentTree } from "./parent-tree.js";
import { wrap } from "./wrap.js";

/** Gives every item of a list a body, behind its label. */
export function giveItemsBodies(tags: readonly Tag[], parents: ParentTree): void {
  const { context } = parents;
  const isPart = (kid: PDFObject, ...roles: string[]): boolean => {
    const element = elementOf(kid, context);
    return element !== undefined && roles.includes(roleOf(element));
  };
  for (const { ref, element } of tags) {
    if (roleOf(element) !== "LI") continue;
    const kids = kidsOf(element);
    const labels = kids.filter((kid) => isPart(kid, "Lbl"));
    const rest = kids.filter((kid) => !isPart(kid, "Lbl", "LBody"));
    if (rest.length === 0) continue;
    const body = wrap(rest, "LBody", { ref, element }, parents);
    setKids(element, [...labels, body.ref, ...kids.filter((kid) => isPart(kid, "LBody"))], context);
  }
}
