/** What may be tried where a page ends before it is full, because what follows does not fit and is not broken. */
import type { Change } from "./changes.js";
import { picturesIn, smallerStyle } from "./pictures.js";

/** Sizes that a picture may be set at, as shares of its own. */
const SHARES = [0.95, 0.9, 0.85] as const;
/** Of pictures whose size decides where the next pages end. */
const SHIFT = 0.87;
/** Margins may vanish at the end of a page: so many pixels may be missing of what is computed. */
const TOLERANCE = 30;
/** Behind this many paragraphs a figure or a box may move at most. */
const FARTHEST = 6;

/** A page that is not full, and what stands around its end. */
export interface Gap {
  /** What stands highest on the next page. */
  first: Element;
  /** Pictures on the page. */
  pictures: readonly Element[];
  /** Pictures on the page before it. */
  earlier: readonly Element[];
  /** What is left of the page's height, in pixels. */
  room: number;
}

type Numbers = (element: Element) => number;

/** Lists of changes, each of which may fill the page. */
export function candidates({ first, pictures, earlier, room }: Gap, number: Numbers): Change[][] {
  const block = blockOf(first);
  if (block === null) return [];
  const kept = keptOf(block);
  const own = picturesIn(kept);
  const missing = heightOf([kept]) - room;
  const smaller = [own, pictures, [...pictures, ...own]].flatMap((which) => justEnough(which, missing, number));
  const floating = floatingOf(block);
  const later = (floating === null ? [] : followers(floating)).map((after): Change => ({
    kind: "later",
    block: number(floating!),
    after: number(after),
  }));
  const shifts = [pictures, earlier, [...pictures, ...earlier]].flatMap((which) =>
    which.length === 0 ? [] : [setSmaller(which, SHIFT, number)],
  );
  const apart: Change[][] = kept === block ? [] : [[{ kind: "apart", box: number(block) }]];
  return [
    ...smaller,
    ...later.map((one) => [one]),
    ...later.flatMap((one) => (own.length === 0 ? [] : [[one, ...setSmaller(own, SHIFT, number)]])),
    ...shifts,
    ...apart,
  ];
}

/** The pictures at the largest sizes at which a block that misses these pixels may fit. */
function justEnough(which: readonly Element[], missing: number, number: Numbers): Change[][] {
  const enough = SHARES.filter((share) => (1 - share) * heightOf(which) >= missing - TOLERANCE);
  return enough.slice(0, 2).map((share) => setSmaller(which, share, number));
}

function setSmaller(which: readonly Element[], share: number, number: Numbers): Change[] {
  return which.map((picture) => ({
    kind: "smaller",
    picture: number(picture),
    share,
    style: smallerStyle(picture, share),
  }));
}

/** The heights of all that elements are broken into. */
export function heightOf(elements: readonly Element[]): number {
  const rects = elements.flatMap((element) => [...element.getClientRects()]);
  return rects.reduce((sum, { height }) => sum + height, 0);
}

/** The figure, box, table or paragraph that something belongs to, in a chapter, a claim's box or a part of one. */
function blockOf(element: Element): Element | null {
  let block: Element | null = element;
  while (block !== null && !isFlow(block.parentElement)) block = block.parentElement;
  // A box begins where what is kept together in it does.
  while (block?.matches(".together, .claim > header, .part > h5:first-child") === true) block = block.parentElement;
  return block;
}

function isFlow(element: Element | null): boolean {
  return element?.matches(".chapter, .claim, .part") ?? true;
}

/** What must fit for a block to fit: of a box, what is kept with its beginning. */
function keptOf(block: Element): Element {
  return block.querySelector(":scope > .together") ?? block;
}

/** The block to move for this one to be later: itself, or behind a heading what the heading stands over. */
function floatingOf(block: Element): Element | null {
  let floating: Element | null = block;
  while (floating?.matches("h3, h4, h5, h6") === true) floating = shownAfter(floating);
  if (
    floating?.matches(".chapter > figure, .chapter > .claim, .claim > figure, .part > figure, .table-scroll") !== true
  ) {
    return null;
  }
  return leadsOn(shownBefore(floating)) ? null : floating;
}

/** The blocks that may come before a floating one, as the last of them. */
function followers(floating: Element): Element[] {
  const found: Element[] = [];
  let next = shownAfter(floating);
  for (let count = 0; count < FARTHEST && next !== null && mayComeBefore(next, floating); count++) {
    const following = shownAfter(next);
    // What announces its next block stays with it.
    if (!leadsOn(next) && following?.matches(".equation, ul, ol") !== true) found.push(next);
    next = following;
  }
  return found;
}

/** Tables are counted by themselves: one may pass a figure, and no other table. */
const PROSE = "p:not(.moved), ul, ol, dl, blockquote, .equation, .numbered-table";
const IN_A_BOX = ".rule, .control, .table-scroll";
/** Words that say where something stands. */
const PLACES = /\b(?:above|below|here|next|following|preceding|previous)\b/i;

function mayComeBefore(block: Element, floating: Element): boolean {
  if (floating.parentElement!.matches(".chapter")) return block.matches(PROSE) && !PLACES.test(block.textContent);
  return block.matches(IN_A_BOX);
}

/** The next block that is there on paper: folded code is not. */
function shownAfter(block: Element): Element | null {
  let next = block.nextElementSibling;
  while (next !== null && next.getClientRects().length === 0) next = next.nextElementSibling;
  return next;
}

function shownBefore(block: Element): Element | null {
  let previous = block.previousElementSibling;
  while (previous !== null && previous.getClientRects().length === 0) previous = previous.previousElementSibling;
  return previous;
}

function leadsOn(block: Element | null): boolean {
  return block?.matches("p") === true && /[:,]\s*$/.test(block.textContent);
}
