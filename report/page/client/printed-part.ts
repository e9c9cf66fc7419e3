/** A page holds the article, a paper of its own, before the chapters: each is printed without the other. */

/** As `report/pdf/print.ts` has it. */
export type PrintedPart = "whole" | "article" | "supplement";

/** Everything that a paper of its own has, by what stands in `main`. */
const OF_ARTICLE = ".title-block, .alarms, .abstract, .chapter.short, .references, .colophon";

/** Takes out of the page what the part has not. */
export function keepPart(part: PrintedPart): void {
  if (part === "whole") return;
  // The chapters' code is on the page and in the notebooks.
  if (part === "supplement") remove(".chapter.short, .chapter > .appendix");
  else {
    remove(`main > :not(${OF_ARTICLE})`);
    remove(".references li:not(.in-article), .references .cited, .chapter.short > :is(.chapter-title, .appendix)");
    raiseHeadings();
  }
  document.documentElement.dataset.part = part;
  unlink();
}

function remove(selector: string): void {
  for (const element of document.querySelectorAll(selector)) element.remove();
}

/** The article's sections come directly under the page's title. */
function raiseHeadings(): void {
  for (const heading of document.querySelectorAll<HTMLElement>(":is(h3, h4, h5, h6):is(.chapter.short *)")) {
    const raised = document.createElement(`h${Number(heading.tagName[1]) - 1}`);
    for (const { name, value } of heading.attributes) raised.setAttribute(name, value);
    raised.append(...heading.childNodes);
    heading.replaceWith(raised);
  }
}

/** Links to what is not there any more keep their text. */
function unlink(): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[href^="#"]')) {
    const target = decodeURIComponent(link.hash.slice(1));
    if (document.getElementById(target) === null) link.removeAttribute("href");
  }
}
