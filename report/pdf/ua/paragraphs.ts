/** Text that stands directly in a group, an article or the document, is a paragraph of its own. */
import type { PDFObject } from "@cantoo/pdf-lib";
import { elementOf, kidsOf, roleOf, setKids, type Tag } from "../tags.js";
import { wrap } from "./wrap.js";
import type { ParentTree } from "./parent-tree.js";

const GROUPS: ReadonlySet<string> = new Set(["Document", "Art", "Div", "BlockQuote"]);
/** What runs within a line of text. */
const INLINE: ReadonlySet<string> = new Set(["Span", "Em", "Strong", "Code", "Link", "Formula", "Quote", "NonStruct"]);

/** Wraps runs of text in groups into paragraphs. A run begins with text, or with an element that runs within lines. */
export function wrapLooseText(tags: readonly Tag[], parents: ParentTree): void {
  for (const tag of tags) if (GROUPS.has(roleOf(tag.element))) wrapIn(tag, parents);
}

function wrapIn(tag: Tag, parents: ParentTree): void {
  const { context } = parents;
  const isInline = (kid: PDFObject): boolean => {
    const element = elementOf(kid, context);
    return element === undefined || INLINE.has(roleOf(element));
  };
  const kids = kidsOf(tag.element);
  if (!kids.some(isInline)) return;
  const kept: PDFObject[] = [];
  let run: PDFObject[] = [];
  const endRun = (): void => {
    if (run.length > 0) kept.push(wrap(run, "P", tag, parents).ref);
    run = [];
  };
  for (const kid of kids) {
    if (isInline(kid)) run.push(kid);
    else {
      endRun();
      kept.push(kid);
    }
  }
  endRun();
  setKids(tag.element, kept, context);
}
