/** The search over the page's places: whole words or their beginnings; what explains a word comes before what uses it. */
import MiniSearch, { type SearchOptions } from "minisearch";
import type { Place } from "./places.js";

/** Words of questions, which say nothing of what is looked for. */
const QUESTION_WORDS = new Set(
  "a an and are be can do does for from get how i if in is it me my of on or should the there this to use what when where which why with".split(
    " ",
  ),
);

/** A query that begins so, or ends so, asks how something is done. */
const QUESTION = /^(?:how|when|what|which|why|where|does|do|can|is|are|should)\b|\?\s*$/i;

/** How much more a place that explains counts; and, where a question is asked, one that is headed by a question. */
const EXPLAINS = 3;
const ANSWERS = 3;

export interface Found {
  places: Place[];
  /** What was found has not all the words, or words like them. */
  isLoose: boolean;
}

/** Of all these, the first that finds something: every word, some of the words, words with a letter mistaken. */
const WAYS: readonly SearchOptions[] = [
  { combineWith: "AND" },
  { combineWith: "AND", fuzzy: (term) => (term.length > 4 ? 0.25 : false) },
  { combineWith: "OR" },
];

export class PlaceIndex {
  readonly #index: MiniSearch<Place>;
  readonly #places: ReadonlyMap<string, Place>;

  constructor(places: readonly Place[]) {
    this.#places = new Map(places.map((place) => [place.id, place]));
    this.#index = new MiniSearch<Place>({
      fields: ["label", "title", "name", "text"],
      storeFields: ["title", "explains"],
      tokenize: (text, field) => tokens(text, field !== undefined),
      processTerm: plainTerm,
      searchOptions: {
        boost: { label: 4, name: 4, title: 3 },
        prefix: (term) => term.length > 1,
        tokenize: (text) => tokens(text, false),
      },
    });
    this.#index.addAll(places);
  }

  /** The best first; none for a query of nothing but words of questions. */
  search(query: string): Found {
    const asks = QUESTION.test(query.trim());
    const boostDocument = (_: unknown, __: string, stored?: Record<string, unknown>): number =>
      (stored?.explains === true ? EXPLAINS : 1) * (asks && String(stored?.title).includes("?") ? ANSWERS : 1);
    for (const [way, options] of WAYS.entries()) {
      const found = this.#index.search(query, { ...options, boostDocument });
      if (found.length > 0) return { places: found.map(({ id }) => this.#places.get(id as string)!), isLoose: way > 0 };
    }
    return { places: [], isLoose: false };
  }
}

/** Words with the hyphens and dots within them ("top-p", "T4.3-order"); of what is searched, their parts, too. */
function tokens(text: string, withParts: boolean): string[] {
  const words = text.match(/[\p{L}\p{N}\p{M}]+(?:[-.^_'’][\p{L}\p{N}\p{M}]+)*/gu) ?? [];
  if (!withParts) return words;
  return words.flatMap((word) => {
    const parts = word.split(/[-.^_'’]/);
    return parts.length === 1 ? parts : [word, ...parts];
  });
}

/** Small letters without accents, marks of powers and the plural's s; null for what says nothing. */
function plainTerm(term: string): string | null {
  const plain = term
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[\p{M}^_'’]/gu, "");
  if (plain === "" || QUESTION_WORDS.has(plain)) return null;
  return plain.replace(/(?<=\p{L}{3,}[^s])s$/u, "");
}
