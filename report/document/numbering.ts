/** The article's number, which is shown nowhere: of a report's notebooks it alone is no chapter. */
export const ARTICLE_NUMBER = 0;

/** The count-th figure, table, equation or listing of a chapter, "7.1"; of the article "1". */
export function numberIn(chapter: number, count: number): string {
  return chapter === ARTICLE_NUMBER ? String(count) : `${chapter}.${count}`;
}
