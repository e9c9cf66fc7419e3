/**
 * The reader's place, kept over a change of the page: the block at the window's upper edge, not a distance from the page's
 * head, which a longer chapter above would shift.
 */

import { openAround } from "./folds.js";

/** The block that was looked at. */
export interface Place {
  /** The nearest element with an id, from the block upwards in the text, and how many blocks lie between. */
  id: string;
  steps: number;
  /** The block's text: finds it where blocks came or went before it. */
  text: string;
  /** Pixels from the window's upper edge. */
  top: number;
}

const KEY = "ncsparse-place";
const BLOCKS = "main [id], main p, main li, main table, main figure, main pre";
const INPUTS = ["wheel", "touchstart", "keydown", "pointerdown"];

/** What makes a block more than the smallest of its place. */
const PARTS = "[id], p, li, table, figure, pre";

/** Ends the staying that an earlier change began. */
let leave = (): void => undefined;

/** Where the reader is; null at the page's head. */
export function currentPlace(): Place | null {
  const blocks = [...document.querySelectorAll(BLOCKS)];
  // Whole chapters have an id, too: of what reaches over the edge, the smallest counts, which comes last.
  const at = blocks.findIndex((block) => isBelowEdge(block) && block.querySelector(PARTS) === null);
  if (at < 0 || scrollY === 0) return null;
  let landmark = at;
  while (landmark > 0 && blocks[landmark]!.id === "") landmark -= 1;
  return {
    id: blocks[landmark]?.id ?? "",
    steps: at - landmark,
    text: textOf(blocks[at]!),
    top: blocks[at]!.getBoundingClientRect().top,
  };
}

/** Go back to a place, and stay there while fonts and figures come, until the reader moves or goes to another. */
export function stayAt(place: Place): void {
  leave();
  const block = findBlock(place);
  if (block === undefined) return;
  openAround(block);
  const stay = (): void => {
    scrollBy({ top: block.getBoundingClientRect().top - place.top, behavior: "instant" });
  };
  // Whatever loads late changes the page's height; the page itself cannot tell when the last of it has come.
  const resized = new ResizeObserver(stay);
  resized.observe(document.body);
  leave = () => {
    resized.disconnect();
    history.scrollRestoration = "auto";
    removeEventListener("load", stay);
    for (const input of INPUTS) removeEventListener(input, leave);
  };
  for (const input of INPUTS) addEventListener(input, leave, { passive: true });
  addEventListener("load", stay);
  stay();
}

/** Remember where the reader is, in this tab. */
export function keepPlace(): void {
  const place = currentPlace();
  if (place === null) return;
  sessionStorage.setItem(KEY, JSON.stringify(place));
  history.scrollRestoration = "manual";
}

/** Go back to the place that was kept. */
export function restorePlace(): void {
  const kept = sessionStorage.getItem(KEY);
  if (kept === null) return;
  sessionStorage.removeItem(KEY);
  stayAt(JSON.parse(kept) as Place);
}

function findBlock({ id, steps, text }: Place): Element | undefined {
  const blocks = [...document.querySelectorAll(BLOCKS)];
  const landmark = Math.max(
    0,
    blocks.findIndex((block) => block.id === id),
  );
  const same = blocks.map((block, index) => ({ block, index })).filter(({ block }) => textOf(block) === text);
  const distance = ({ index }: { index: number }): number => Math.abs(index - landmark - steps);
  const nearest = same.sort((a, b) => distance(a) - distance(b))[0];
  return nearest?.block ?? blocks[landmark + steps];
}

function isBelowEdge(block: Element): boolean {
  const { bottom, height } = block.getBoundingClientRect();
  // What a closed fold holds has a size and a place, too.
  return height > 0 && bottom > 0 && block.checkVisibility();
}

function textOf(block: Element): string {
  return block.textContent.slice(0, 300);
}
