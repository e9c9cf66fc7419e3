/** Finds changes by which a chapter's pages are filled: the pages are gone through from the first, and the best is kept. */
import { candidates, heightOf } from "./candidates.js";
import { change, type Change } from "./changes.js";
import { picturesIn } from "./pictures.js";
import { piecesFrom, piecesOf, sheetOf, sheetsOf, type Sheet } from "./sheets.js";

/** A page that is less full than this is looked at; what is missing is counted up to a little more. */
const LOOKED_AT = 0.8;
const FULL = 0.85;
/** A page below this looks as if something were missing. */
const POOR = 0.7;
/** How many pages behind a gap a change is judged by, and what each counts. */
const WEIGHTS = [1, 1, 0.7, 0.4, 0.2];
/** What changes cost, in the unit of a page's lack: pictures by the share that they lose. */
const COST = { together: 0, apart: 0.06, later: 0.004, smaller: 0.12 };

/** The changes of one chapter, which are made when this returns. */
export function fillPages(chapter: Element, elements: readonly Element[]): Change[] {
  const numbers = new Map(elements.map((element, index) => [element, index]));
  const pieces = piecesOf(chapter);
  const made = keepBoxes(chapter, elements, numbers);
  let layout = layoutOf(chapter, pieces);
  for (let at = 0; at < layout.sheets.length - 1; at++) {
    const best = bestAt(at, layout, { chapter, pieces, elements, numbers });
    if (best.length === 0) continue;
    for (const one of best) change(elements, one);
    made.push(...best);
    layout = layoutOf(chapter, pieces);
  }
  return made;
}

/** A chapter's pages, and where on them things stand: it is asked for once, as long as nothing is changed. */
interface Layout {
  sheets: readonly Sheet[];
  pictures: readonly Placed<Element>[];
  blocks: readonly Placed<HTMLElement>[];
}
interface Placed<T> {
  element: T;
  /** The index of the page that it begins on; -1 for what is not shown. */
  sheet: number;
}

function layoutOf(chapter: Element, pieces: readonly Element[]): Layout {
  const placed = <T extends Element>(elements: readonly T[]): Placed<T>[] =>
    elements.map((element) => ({ element, sheet: sheetOf(element, chapter) }));
  return {
    sheets: sheetsOf(chapter, pieces),
    pictures: placed(picturesIn(chapter)),
    blocks: placed([...chapter.children] as HTMLElement[]),
  };
}

interface Search {
  chapter: Element;
  pieces: readonly Element[];
  elements: readonly Element[];
  numbers: ReadonlyMap<Element, number>;
}

/** A box whose beginning is held together with its first figure. */
interface Kept {
  together: Element;
  made: Change;
  undo: () => void;
}

/**
 * Each box whose beginning and first figure fit one page has them on one. As laying out takes the time, as many as can be
 * are measured at once: all but those that stand within another one's beginning, whose height they may change.
 */
function keepBoxes(chapter: Element, elements: readonly Element[], numbers: ReadonlyMap<Element, number>): Change[] {
  const { height } = chapter.getBoundingClientRect();
  const made: Change[] = [];
  let tried: Kept[] = [];
  const settle = (): void => {
    made.push(...thoseThatFit(tried, height));
    tried = [];
  };
  for (const box of chapter.querySelectorAll(".claim, .part")) {
    const figure = box.querySelector(":scope > figure:not(.numbered-table)");
    if (figure === null) continue;
    if (tried.some(({ together }) => together.contains(box))) settle();
    const one: Change = { kind: "together", box: numbers.get(box)!, figure: numbers.get(figure)! };
    const undo = change(elements, one);
    tried.push({ together: box.firstElementChild!, made: one, undo });
  }
  settle();
  return made;
}

/** Undoes what is higher than a page. Its undoing moves what follows, and nothing before it. */
function thoseThatFit(tried: readonly Kept[], height: number): Change[] {
  const made: Change[] = [];
  for (const one of tried) {
    if (heightOf([one.together]) <= height) made.push(one.made);
    else one.undo();
  }
  return made;
}

function bestAt(at: number, layout: Layout, search: Search): Change[] {
  const { chapter, pieces, elements, numbers } = search;
  const { sheets } = layout;
  const first = sheets[at + 1]?.first ?? null;
  if (sheets[at]!.fill >= LOOKED_AT || first === null) return [];
  const picturesOn = (index: number): Element[] =>
    layout.pictures.flatMap(({ element, sheet }) => (sheet === index ? [element] : []));
  const [pictures, earlier] = [picturesOn(at), picturesOn(at - 1)];
  const restore = hideTail(layout, at + WEIGHTS.length);
  const near = piecesFrom(at - 2, chapter, pieces);
  let best: Change[] = [];
  let least = lack(sheetsOf(chapter, near), at - 1);
  const room = (1 - sheets[at]!.fill) * chapter.getBoundingClientRect().height;
  for (const tried of candidates({ first, pictures, earlier, room }, (element) => numbers.get(element)!)) {
    const undo = tried.map((one) => change(elements, one));
    const cost = lack(sheetsOf(chapter, near), at - 1) + tried.reduce((sum, one) => sum + costOf(one), 0);
    for (const back of undo.reverse()) back();
    if (cost < least) [best, least] = [tried, cost];
  }
  restore();
  return best;
}

/** Takes away what stands behind a page, which is not looked at and would be laid out with every try. */
function hideTail({ blocks }: Layout, last: number): () => void {
  const tail = blocks.filter(({ sheet }) => sheet > last);
  for (const { element } of tail) element.style.display = "none";
  return () => {
    for (const { element } of tail) element.style.removeProperty("display");
  };
}

function costOf(made: Change): number {
  return COST[made.kind] * (made.kind === "smaller" ? 1 - made.share : 1);
}

/** How much is missing on a page and those behind it; a chapter's last page may end where it does. */
function lack(sheets: readonly Sheet[], at: number): number {
  return WEIGHTS.reduce((sum, weight, offset) => {
    const sheet = at + offset < sheets.length - 1 ? sheets[at + offset] : undefined;
    return sheet === undefined ? sum : sum + weight * lackOf(sheet.fill);
  }, 0);
}

function lackOf(fill: number): number {
  return Math.max(0, FULL - fill) ** 2 + (fill < POOR ? 0.1 : 0);
}
