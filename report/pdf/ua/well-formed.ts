/** Whether lists and tables are made of their own parts alone: HTML of a notebook may bring others. */
import type { PDFContext } from "@cantoo/pdf-lib";
import { elementOf, kidsOf, roleOf, type Tag } from "../tags.js";

/** What an element may hold, by its type. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  L: ["Caption", "L", "LI"],
  LI: ["Lbl", "LBody"],
  Table: ["Caption", "TR", "THead", "TBody", "TFoot"],
  TR: ["TH", "TD"],
};

/** True where every list and table holds nothing but what PDF lets it hold. */
export function isWellFormed(tags: readonly Tag[], context: PDFContext): boolean {
  return tags.every(({ element }) => {
    const parts = PARTS[roleOf(element)];
    if (parts === undefined) return true;
    return kidsOf(element).every((kid) => {
      const held = elementOf(kid, context);
      return held !== undefined && parts.includes(roleOf(held));
    });
  });
}
