/** Run on the page that is printed: makes the changes that were found on its copies. */
import { change, numbered, type ChapterPlan } from "./changes.js";

declare const PAPER_PLAN: readonly ChapterPlan[];

const chapters = [...document.querySelectorAll(".chapter")];
for (const { chapter, changes } of PAPER_PLAN) {
  const elements = numbered(chapters[chapter]!);
  for (const one of changes) change(elements, one);
}
// Nobody looks at the page: the screen, for which it would be laid out before and after each print, shows nothing.
document.head.append(
  Object.assign(document.createElement("style"), { textContent: "@media screen { main { display: none } }" }),
);
