/**
 * What the printer will put on which page, before it prints: a chapter's pages stand side by side as columns, which the
 * browser breaks as it breaks pages.
 */
import { TEXT_HEIGHT_MM, TEXT_WIDTH_MM } from "./sizes.js";

/** One page of a chapter. */
export interface Sheet {
  /** The share of the page's height down to the lowest of what stands on it. */
  fill: number;
  /** What stands highest on it; null for a page that is empty. */
  first: Element | null;
}

const GAP_MM = 20;

/** Goes with the page's own style for paper, which the measuring page is shown in. */
const COLUMNS = `
.chapter { contain: layout size; width: ${TEXT_WIDTH_MM}mm; height: ${TEXT_HEIGHT_MM}mm;
  columns: ${TEXT_WIDTH_MM}mm; column-gap: ${GAP_MM}mm; column-fill: auto; }
.turned { break-before: column; break-after: column; height: ${TEXT_HEIGHT_MM}mm; overflow: hidden; }`;

/** Lays all chapters out in columns. */
export function layOutSheets(): void {
  document.head.append(Object.assign(document.createElement("style"), { textContent: COLUMNS }));
}

/** Lines and pictures: what pages are filled with, or broken between. */
const PIECES =
  "p, li, dt, dd, tr, pre, summary, figcaption, h2, h3, h4, h5, h6, .equation, .drawing > svg, img, .headline > li";

/** The pieces of a chapter, which stay the same wherever they are moved to. */
export function piecesOf(chapter: Element): Element[] {
  return [...chapter.querySelectorAll(PIECES)];
}

/** Of pieces of a chapter those that are shown, and end on a page or behind it. */
export function piecesFrom(index: number, chapter: Element, pieces: readonly Element[]): Element[] {
  const page = chapter.getBoundingClientRect();
  return pieces.filter((piece) => [...piece.getClientRects()].some(({ left }) => columnAt(left, page) >= index));
}

/** The pages of a chapter as it stands; of a part of its pieces, as far as these stand on them. */
export function sheetsOf(chapter: Element, pieces: readonly Element[]): Sheet[] {
  const page = chapter.getBoundingClientRect();
  const sheets: (Sheet & { top: number })[] = [];
  for (const piece of pieces) {
    for (const { left, top, bottom, width, height } of piece.getClientRects()) {
      if (width === 0 || height === 0) continue;
      const index = columnAt(left, page);
      while (sheets.length <= index) sheets.push({ fill: 0, first: null, top: Infinity });
      const sheet = sheets[index]!;
      sheet.fill = Math.max(sheet.fill, (bottom - page.top) / page.height);
      if (top < sheet.top) Object.assign(sheet, { top, first: piece });
    }
  }
  return sheets;
}

/** The index of the page that an element begins on. */
export function sheetOf(element: Element, chapter: Element): number {
  const page = chapter.getBoundingClientRect();
  const [rect] = element.getClientRects();
  return rect === undefined ? -1 : columnAt(rect.left, page);
}

/** The column of what begins at a place; it may stand out of it at the left by half of what parts columns. */
function columnAt(left: number, page: DOMRect): number {
  const pixels = page.width / TEXT_WIDTH_MM;
  return Math.max(0, Math.floor((left - page.left + (GAP_MM / 2) * pixels) / ((TEXT_WIDTH_MM + GAP_MM) * pixels)));
}
