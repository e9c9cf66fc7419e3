/** Running heads: each chapter is a named page, whose margin box carries the chapter's title. */
import { isArticle } from "../../document/numbering.js";
import type { RenderedChapter } from "../chapter.js";

/** `@page` rules for the chapters' running heads, and the commit for the foot. */
export function runningHeads(chapters: readonly RenderedChapter[], title: string, foot: string): string {
  const front = `@page{@top-left{content:${cssString(title)}}@bottom-left{content:${cssString(foot)}}}`;
  const heads = chapters
    .filter((chapter) => !isArticle(chapter))
    .map(({ number, title: html }) => {
      const text = `${number}\u2002${plainText(html)}`;
      return `@page chapter-${number}{@top-right{content:${cssString(text)}}}#chapter-${number}{page:chapter-${number}}`;
    });
  return [front, ...heads].join("\n");
}

/** The text of a title's HTML, superscripts behind a caret: margin boxes hold text alone, and nC is not n^C. */
export function plainText(html: string): string {
  return html
    .replace(/<sup>/g, "^")
    .replace(/<msup>(<m[ino]>[^<]*<\/m[ino]>)/g, "$1^")
    .replace(/<[^>]+>/g, "")
    .replace(
      /&(amp|lt|gt|quot|#39);/g,
      (_, name: string) => ({ amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" })[name] ?? "",
    )
    .replace(/[\u200b\u2061]/g, "")
    .trim();
}

function cssString(text: string): string {
  const escaped = text.replace(/[\\"<>\n\r]/g, (char) => `\\${char.codePointAt(0)!.toString(16)} `);
  return `"${escaped}"`;
}
