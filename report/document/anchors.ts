/** Anchors of headings: unique in the page, readable in an address. */
import { slug } from "../text.js";

/** A heading's source as an anchor; its formulas, tags and marks of notes are left out. */
export function headingSlug(source: string): string {
  return slug(source.replace(/\$[^$]*\$|<!--.*?-->|<\/?[a-zA-Z][^>]*>|\[\^[^\]\s]+\]/g, ""));
}

/** The wished anchor, or the first of `anchor-2`, `anchor-3`, ... that is free; it is taken from then on. */
export function uniqueAnchor(wished: string, taken: Set<string>): string {
  let anchor = wished;
  for (let copy = 2; taken.has(anchor); copy++) anchor = `${wished}-${copy}`;
  taken.add(anchor);
  return anchor;
}
