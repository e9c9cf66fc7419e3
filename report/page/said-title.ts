/** A chapter's title as it stands where it is no heading. */
import type { Chapter } from "../document/model.js";
import { withoutMarks } from "./markdown/markdown.js";
import { valuesInLine, type ValueBook } from "./markdown/values.js";

/** What the cells of chapters show under a name. */
export function valueBook(chapters: readonly Pick<Chapter, "anchor" | "values">[]): ValueBook {
  return new Map(
    chapters.flatMap(({ anchor, values }) => [...values].map(([name, value]) => [`${anchor}#${name}`, value] as const)),
  );
}

/** A title, as Markdown, without marks of notes and with its values. Of unknown ones the author is told where it is a heading. */
export function saidTitle(chapter: Chapter, title: string, values: ValueBook = valueBook([chapter])): string {
  return valuesInLine(withoutMarks(title), {
    chapter: chapter.anchor,
    chapters: new Set(),
    values,
    isWhole: false,
    place: "",
    refuse: () => undefined,
    mayCome: () => false,
    valueMayCome: () => false,
  });
}
