/** What can be found: headings, claims' boxes, captions and references, read from the page when first asked for. */
import MiniSearch from "minisearch";

/** One place in the page. */
export interface Place {
  /** Anchor. */
  id: string;
  /** E.g. "Finding 3c: T4.3-law"; "" for a heading. */
  label: string;
  title: string;
  text: string;
  /** A claim's id, e.g. "T4.3-order". */
  name: string;
}

/** Not for reading: a formula's second form, a note's copy, marks. */
const UNREAD = ".side-note, .note-mark, .number, .cited";

/** Words of questions, which say nothing of what is looked for. */
const QUESTION_WORDS = new Set(
  "a an and are can do does for get how i in is it my of on or the to use what when where which why with".split(" "),
);

/** All places, in the order of the page. */
export function readPlaces(): Place[] {
  const found = document.querySelectorAll<HTMLElement>(
    "main :is(h2, h3, h4, h5, h6)[id], main .claim[id], main figure[id], main .references li[id]",
  );
  return [...found].filter((element) => element.closest(".claim header, .opening") === null).map(placeOf);
}

/** A search over places: every word must occur, at least as the beginning of a word or with a letter mistaken. */
export function indexPlaces(places: readonly Place[]): MiniSearch<Place> {
  const index = new MiniSearch<Place>({
    fields: ["label", "title", "name", "text"],
    storeFields: ["label", "title", "text"],
    searchOptions: {
      boost: { label: 4, name: 4, title: 3 },
      combineWith: "AND",
      prefix: true,
      fuzzy: (term) => (term.length > 4 ? 0.2 : false),
    },
    processTerm: (term) => {
      const plain = term.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
      return plain === "" || QUESTION_WORDS.has(plain) ? null : plain;
    },
  });
  index.addAll(places);
  return index;
}

function placeOf(element: HTMLElement): Place {
  if (element.matches(".claim")) {
    const part = (selector: string): string => textOf(element.querySelector(selector));
    const text = [".statement", ".note .item", ".headline"].map(part).join(" ");
    const name = part(".claim-id");
    return { id: element.id, label: part(".claim-label"), title: part(".claim-title"), text, name };
  }
  if (element.matches("figure")) {
    const caption = element.querySelector("figcaption");
    const label = textOf(caption?.querySelector(".figure-label") ?? null);
    return { id: element.id, label, title: "", text: textOf(caption).slice(label.length).trim(), name: "" };
  }
  if (element.matches("li")) return { id: element.id, label: "Reference", title: "", text: textOf(element), name: "" };
  return { id: element.id, label: "", title: textOf(element), text: paragraphAfter(element), name: "" };
}

/** The beginning of what stands under a heading. */
function paragraphAfter(heading: HTMLElement): string {
  const next = heading.nextElementSibling;
  return next?.matches("p") === true ? textOf(next) : "";
}

function textOf(element: Element | null): string {
  if (element === null) return "";
  const copy = element.cloneNode(true) as Element;
  for (const unread of copy.querySelectorAll(UNREAD)) unread.remove();
  return copy.textContent
    .replace(/\u200b/g, "")
    .replace(/\s+/g, " ")
    .trim();
}
