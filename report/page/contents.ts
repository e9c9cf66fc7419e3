/** The list of contents: chapters and their sections. */
import type { RenderedChapter } from "./chapter.js";

/** Headings down to this level are listed under their chapter: of its own, there are more where a notebook has several titles. */
const SECTION_LEVEL = 3;

export interface ContentsEntry {
  number: number;
  anchor: string;
  title: string;
  sections: { anchor: string; title: string }[];
}

/** The sections of a page's only notebook, whose title is the page's own. */
export function contentsOfOne({ sections }: Pick<RenderedChapter, "sections">): Omit<ContentsEntry, "number">[] {
  return topSections(sections, SECTION_LEVEL - 1).map((section) => ({ ...section, sections: [] }));
}

/** One entry a chapter; titles are HTML whose links are undone, as a link cannot stand in another. */
export function contents(chapters: readonly RenderedChapter[]): ContentsEntry[] {
  return chapters.map(({ number, anchor, title, sections }) => ({
    number,
    anchor,
    title: withoutLinks(title),
    sections: topSections(sections, SECTION_LEVEL),
  }));
}

function topSections(sections: RenderedChapter["sections"], level: number): ContentsEntry["sections"] {
  return sections
    .filter((section) => section.level <= level)
    .map((section) => ({ anchor: section.anchor, title: withoutLinks(section.html) }));
}

function withoutLinks(html: string): string {
  return html.replace(/<\/?a\b[^>]*>/g, "");
}
