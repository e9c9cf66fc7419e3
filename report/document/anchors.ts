/** Anchors: of chapters, boxes, works and headings; unique in the page, readable in an address. */

/** The anchor of what a name or an id stands for: lower case, everything but letters and digits as single hyphens. */
export function anchorOf(name: string): string {
  const plain = name.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  return plain.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "") || "section";
}

/** The anchor of a heading from its source; its formulas, tags and marks of notes are left out. */
export function headingAnchor(chapter: string, source: string): string {
  return `${chapter}-${anchorOf(source.replace(/\$[^$]*\$|<!--.*?-->|<\/?[a-zA-Z][^>]*>|\[\^[^\]\s]+\]/g, ""))}`;
}

/** The wished anchor, or the first of `anchor-2`, `anchor-3`, ... that is free; it is taken from then on. */
export function uniqueAnchor(wished: string, taken: Set<string>): string {
  let anchor = wished;
  for (let copy = 2; taken.has(anchor); copy++) anchor = `${wished}-${copy}`;
  taken.add(anchor);
  return anchor;
}
