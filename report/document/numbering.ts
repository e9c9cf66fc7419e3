/** The article's number, which is shown nowhere: of a report's notebooks it alone is no chapter. */
const ARTICLE_NUMBER = 0;

/** Whether a notebook is the article, and no chapter. */
export function isArticle({ number }: { readonly number: number }): boolean {
  return number === ARTICLE_NUMBER;
}

/** The count-th figure, table, equation or listing of a chapter, "7.1"; of the article "1". */
export function numberIn(chapter: number, count: number): string {
  return chapter === ARTICLE_NUMBER ? String(count) : `${chapter}.${count}`;
}
