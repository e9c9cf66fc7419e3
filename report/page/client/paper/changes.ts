/**
 * What is changed on a page so that its paper is filled. Changes name elements by their numbers: they are found on one copy
 * of the page and made on another.
 */

export type Change =
  /** All that stands before a figure in its box, and the figure, on one page. */
  | { kind: "together"; box: number; figure: number }
  /** That undone: a box whose figure stands on the next page leaves less empty than one that stands there whole. */
  | { kind: "apart"; box: number }
  /** A block behind another one that followed it. */
  | { kind: "later"; block: number; after: number }
  /** A picture at a share of its size, by this style. */
  | { kind: "smaller"; picture: number; share: number; style: string };

/** The changes of one chapter, by its place among the page's chapters. */
export interface ChapterPlan {
  chapter: number;
  changes: readonly Change[];
}

/** What of a chapter may be named: neither the parts of drawings nor those of formulas. */
export function numbered(chapter: Element): Element[] {
  return [chapter, ...chapter.querySelectorAll("*:not(svg *, math, math *)")];
}

/** Makes a change; what it returns takes the change back if no later one stands. */
export function change(elements: readonly Element[], made: Change): () => void {
  switch (made.kind) {
    case "together":
      return keepTogether(elements[made.box]!, elements[made.figure]!);
    case "apart":
      return letGo(elements[made.box]!);
    case "later":
      return moveBehind(elements[made.block]!, elements[made.after]!);
    case "smaller":
      return setStyle(elements[made.picture]!, made.style);
  }
}

function keepTogether(box: Element, figure: Element): () => void {
  const together = Object.assign(document.createElement("div"), { className: "together" });
  box.prepend(together);
  while (together.nextSibling !== null && together.lastChild !== figure) together.append(together.nextSibling);
  return () => together.replaceWith(...together.childNodes);
}

function letGo(box: Element): () => void {
  const together = box.firstElementChild!;
  const figure = together.lastElementChild!;
  together.replaceWith(...together.childNodes);
  return () => {
    keepTogether(box, figure);
  };
}

function moveBehind(block: Element, after: Element): () => void {
  const [parent, next] = [block.parentNode!, block.nextSibling];
  after.after(block);
  return () => parent.insertBefore(block, next);
}

function setStyle(picture: Element, style: string): () => void {
  const before = picture.getAttribute("style");
  picture.setAttribute("style", `${before ?? ""};${style}`);
  return () => {
    if (before === null) picture.removeAttribute("style");
    else picture.setAttribute("style", before);
  };
}
