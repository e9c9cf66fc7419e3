/** Chapters kept between the renderings of one process: one whose notebook and whose book are as they were is not rendered again. */
import type { Chapter } from "../document/model.js";
import type { ExecutedNotebook } from "../types.js";
import { renderChapter, type RenderedChapter } from "./chapter.js";
import type { Book, UndrawnFigure } from "./context.js";
import { reusedBlocks } from "./reuse.js";
import type { FigureSourceText } from "./figures/figure-sources.js";
import { templateTexts } from "./assets/templates.js";

/** A chapter, and what rendering it left in the book. */
interface KeptChapter {
  /** All that the chapter's HTML may depend on beside its notebook. */
  facts: BookFacts;
  chapter: RenderedChapter;
  opening: readonly string[];
  front: readonly string[];
  anchors: readonly string[];
  sources: readonly (readonly [id: string, source: FigureSourceText])[];
  notDrawn: readonly UndrawnFigure[];
}

interface BookFacts {
  /** Numbers, titles, labels and works, as JSON. */
  text: string;
  /** Results of claims: the same objects as long as no cell is executed anew. */
  results: readonly unknown[];
}

export class KeptChapters {
  /** By notebook, of which an unchanged one is the same object. */
  #kept = new WeakMap<ExecutedNotebook, KeptChapter>();

  /** Whether a chapter was rendered before, if perhaps in another book. */
  has({ source }: Chapter): boolean {
    return this.#kept.has(source);
  }

  /** As `renderChapter`, with the same HTML and the same traces in the book. */
  async render(book: Book, source: Chapter): Promise<RenderedChapter> {
    const facts = factsOf(book, source);
    const known = this.#kept.get(source.source);
    if (known !== undefined && areEqual(known.facts, facts)) return replay(known, book);
    const before = {
      opening: book.opening.length,
      front: book.front.length,
      anchors: book.anchors.size,
      sources: book.sources.size,
      notDrawn: book.notDrawn.length,
      refusals: book.refusals.length,
    };
    const chapter = await renderChapter(book, source);
    // What it is refused for has to be told again.
    if (book.refusals.length > before.refusals) return chapter;
    this.#kept.set(source.source, {
      facts,
      chapter,
      opening: book.opening.slice(before.opening),
      front: book.front.slice(before.front),
      anchors: [...book.anchors].slice(before.anchors),
      sources: [...book.sources].slice(before.sources),
      notDrawn: book.notDrawn.slice(before.notDrawn),
    });
    return chapter;
  }
}

function replay({ chapter, opening, front, anchors, sources, notDrawn }: KeptChapter, book: Book): RenderedChapter {
  book.opening.push(...opening);
  book.front.push(...front);
  book.notDrawn.push(...notDrawn);
  for (const anchor of anchors) book.anchors.add(anchor);
  for (const [id, source] of sources) book.sources.set(id, source);
  return chapter;
}

/** The book as a chapter finds it: the chapters before it have taken their anchors. */
function factsOf(book: Book, source: Chapter): BookFacts {
  const {
    equations,
    claimLabels,
    claimResults,
    chapters,
    chapterTitles,
    anchors,
    labels,
    bibliography,
    values,
    isWhole,
    isAlone,
  } = book;
  const maps = [equations, claimLabels, chapterTitles, labels.named, labels.slugs, bibliography, values].map((map) => [
    ...map,
  ]);
  const sets = [chapters, anchors, labels.headings].map((set) => [...set]);
  return {
    text: JSON.stringify([
      maps,
      sets,
      isWhole,
      isAlone,
      book.code,
      book.macros,
      book.provenance,
      book.citationStyle,
      book.imageFiles[source.name] ?? {},
      templateTexts(),
    ]),
    results: [...claimResults, ...reusedBlocks(source)].flat(),
  };
}

function areEqual(a: BookFacts, b: BookFacts): boolean {
  return (
    a.text === b.text &&
    a.results.length === b.results.length &&
    a.results.every((result, index) => result === b.results[index])
  );
}
