/** Headings go down by one level at a time, from the first: a notebook's author may leave a level out. */
import { PDFName, type PDFDocument } from "@cantoo/pdf-lib";
import { elementOf, kidsOf, ROLE, roleOf, treeRoot, type Tag } from "../tags.js";

const HEADING = /^H([1-6])$/;

/** Raises headings that stand more than one level below the one that they follow. */
export function levelHeadings(document: PDFDocument): void {
  /** Levels as written of the headings that the next one may stand below, each one deeper than the one before. */
  const above: number[] = [];
  for (const { element } of headingsOf(document)) {
    const level = Number(HEADING.exec(roleOf(element))![1]);
    while (above.length > 0 && above.at(-1)! >= level) above.pop();
    above.push(level);
    element.set(ROLE, PDFName.of(`H${above.length}`));
  }
}

/** The headings in the order of reading. */
function headingsOf(document: PDFDocument): Pick<Tag, "element">[] {
  const headings: Pick<Tag, "element">[] = [];
  const root = treeRoot(document);
  const left = root === undefined ? [] : kidsOf(root).reverse();
  while (left.length > 0) {
    const element = elementOf(left.pop()!, document.context);
    if (element === undefined) continue;
    if (HEADING.test(roleOf(element))) headings.push({ element });
    left.push(...[...kidsOf(element)].reverse());
  }
  return headings;
}
