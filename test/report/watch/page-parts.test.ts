/** Pages taken apart: what an open page is sent. */
import { readDocument } from "../../../report/document/read.js";
import { beforeAll, describe, expect, it } from "vitest";
import { renderPage } from "../../../report/page/page.js";
import { changedParts, takeApart } from "../../../report/watch/page-parts.js";
import { HOSTILE, SPARSITY } from "../../fixtures/report/notebooks.js";
import { PAGE_INPUT } from "../../fixtures/report/page-input.js";
import { edited } from "../page/chapters.js";

let html: string;
beforeAll(async () => {
  html = await renderPage(PAGE_INPUT);
});

const changes = (newer: string): string[] | null =>
  changedParts(takeApart(html), takeApart(newer))?.map(({ selector }) => selector) ?? null;

describe("a page in parts", () => {
  it("is an element a part, in the order of the page", () => {
    const { parts } = takeApart(html);
    expect(parts.map(({ selector }) => selector)).toEqual([
      "style",
      ".contents > details > ol",
      ".title-block > .run",
      ".paper-contents",
      "#chapter-1",
      "#chapter-2",
      "#colophon",
    ]);
    for (const part of parts) {
      const [, tag] = /^<(\w+)/.exec(part.html)!;
      const count = (mark: string): number => part.html.split(mark).length - 1;
      expect(count(`</${tag!}>`), part.selector).toBe(count(`<${tag!}>`) + count(`<${tag!} `));
      expect(part.html.endsWith(`</${tag!}>`)).toBe(true);
    }
  });

  it("differs where it was changed, and nowhere else", async () => {
    expect(changes(html)).toEqual([]);
    const notebooks = [edited(SPARSITY, "what is left is small", "what is left is tiny"), HOSTILE];
    expect(changes(await renderPage({ ...PAGE_INPUT, document: readDocument(notebooks) }))).toEqual(["#chapter-1"]);
    expect(changes(await renderPage({ ...PAGE_INPUT, commit: "26562fd0c0ff" }))).toEqual([
      "style",
      ".title-block > .run",
      "#colophon",
    ]);
  });

  it("does not do by parts alone where figures, findings or the number of chapters changed", async () => {
    expect(changes(await renderPage({ ...PAGE_INPUT, abstract: "Otherwise." }))).toBeNull();
    expect(changes(await renderPage({ ...PAGE_INPUT, document: readDocument([SPARSITY]), partial: true }))).toBeNull();
    expect(changes("")).toBeNull();
  });

  it("is not misled by what prose writes", async () => {
    const marks = '</article>\n\n<article class="chapter" id="chapter-9">\n\n`</article>` `<style>`';
    const notebooks = [edited(SPARSITY, "what is left is small.", `what is left is small.\n\n${marks}\n\n`), HOSTILE];
    expect(changes(await renderPage({ ...PAGE_INPUT, document: readDocument(notebooks) }))).toEqual(["#chapter-1"]);
  });
});
