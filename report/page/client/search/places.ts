/** What can be found: headings, claims' boxes, captions, references, the guide to verdicts; read from the page when first asked for. */

/** One place in the page. */
export interface Place {
  /** Anchor. */
  id: string;
  /** E.g. "Finding 3c: T4.3-law"; "" for a heading. */
  label: string;
  title: string;
  text: string;
  /** A claim's id, e.g. "T4.3-order", or other words for the place. */
  name: string;
  /** It explains what a word means: an entry of the glossary, or of the guide to verdicts. */
  explains: boolean;
}

/** Not for reading: a formula's second form, a note's copy, marks. */
const UNREAD = ".side-note, .note-mark, .number, .cited";

/** The chapter of a notebook that is called so ("17-glossary"): its headings are words, with what they mean. */
const GLOSSARY = '.chapter:has(> .chapter-title[id$="glossary"])';

/** All places, in the order of the page. */
export function readPlaces(): Place[] {
  const found = document.querySelectorAll<HTMLElement>(
    "main :is(h2, h3, h4, h5, h6)[id], main .claim[id], main figure[id], main .references li[id], .verdict-guide dl > div[id], .ledger-filter[id]",
  );
  return [...found].filter((element) => element.closest(".claim header, .opening") === null).map(placeOf);
}

function placeOf(element: HTMLElement): Place {
  const { id } = element;
  const plain = { id, label: "", title: "", text: "", name: "", explains: false };
  if (element.matches(".claim")) {
    const part = (selector: string): string => textOf(element.querySelector(selector));
    const text = [".statement", ".note .item", ".headline"].map(part).join(" ");
    return { ...plain, label: part(".claim-label"), title: part(".claim-title"), text, name: part(".claim-id") };
  }
  if (element.matches("figure")) {
    const caption = element.querySelector("figcaption");
    const label = textOf(caption?.querySelector(".figure-label") ?? null);
    return { ...plain, label, text: textOf(caption).slice(label.length).trim() };
  }
  if (element.matches("li")) return { ...plain, label: "Reference", text: textOf(element) };
  if (element.matches(".verdict-guide div")) return { ...plain, ...guideRow(element) };
  if (element.matches("form")) return { ...plain, ...ledger(element) };
  const explains = element.closest(GLOSSARY) !== null && !element.matches("h2");
  return { ...plain, title: textOf(element), text: paragraphAfter(element), explains };
}

function guideRow(row: HTMLElement): Partial<Place> {
  const [title, text] = [textOf(row.querySelector("dt")), textOf(row.querySelector("dd"))];
  return { label: "How to read a verdict", title, text, explains: true };
}

/** The list of all claims, by what came out of them. */
function ledger(form: HTMLElement): Partial<Place> {
  const outcomes = [...form.querySelectorAll('[name="outcome"] option')].map(textOf).filter((text) => text !== "all");
  const text = textOf(form.closest(".ledger")?.querySelector(".ledger-summary") ?? null);
  return { title: `The ledger: claims by outcome (${outcomes.join(", ")})`, text, explains: true };
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
