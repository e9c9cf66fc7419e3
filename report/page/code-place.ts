/** Where a cell's code stands: above its output, folded there, or in the chapter's appendix, which paper always has. */
import { numberIn } from "../document/numbering.js";
import type { CodePlace } from "../config/project.js";
import { uniqueAnchor } from "../document/anchors.js";
import type { ResultCell } from "../document/model.js";
import { fill } from "./assets/templates.js";
import { listing, type Listing } from "./code.js";
import type { ChapterContext } from "./context.js";

/** A listing, and where else than in the appendix of the paper it is read. */
export interface PlacedListing extends Listing {
  anchor: string;
  place: CodePlace;
}

/** HTML of what stands above a cell's output, "" where it has no code; the listing is noted in the chapter. */
export function renderCode(cell: ResultCell, chapter: ChapterContext): string {
  if (cell.source.trim() === "") return "";
  const count = chapter.listings.length + 1;
  const place = placeOf(cell, chapter.book.code);
  const anchor = uniqueAnchor(`${chapter.anchor}-listing-${count}`, chapter.book.anchors);
  const code: PlacedListing = { ...listing(numberIn(chapter.number, count), cell.source), anchor, place };
  chapter.listings.push(code);
  return fill("code", {
    ...code,
    isShown: place === "shown",
    isFolded: place === "folded",
    isElsewhere: place === "appendix",
  });
}

/** A cell that is folded as a whole holds its code as it is, whoever opens it has asked for both. */
function placeOf({ code, cell }: ResultCell, place: CodePlace): CodePlace {
  if (cell === "folded" && code === null) return "shown";
  return code ?? place;
}

/** What the chapter's appendix shows: on paper the listings that are not above their output, on screen those of the appendix. */
export function appendixOf(listings: readonly PlacedListing[]): object | null {
  const here = listings.filter(({ place }) => place !== "shown");
  if (here.length === 0) return null;
  return {
    onPage: here.some(({ place }) => place === "appendix"),
    listings: here.map((one) => ({ ...one, onPaper: one.place === "folded" })),
  };
}
