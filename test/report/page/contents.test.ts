/** The list of contents goes with the reader; the ledger shows all its columns: in a real browser, at every width. */
import { HOSTILE, SPARSITY } from "../../fixtures/report/notebooks.js";
import { readDocument } from "../../../report/document/read.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PAGE_INPUT } from "../../fixtures/report/page-input.js";
import type { ExecutedNotebook } from "../../../report/types.js";
import { AFTER } from "./chapters.js";
import { openPage, read, type Visitor } from "./open-page.js";
import { FRAME_SEEN } from "./shifts.js";

/** A chapter of many sections, so that the list is longer than the window. */
function longChapter(number: number): ExecutedNotebook {
  const name = `1${number}-long`;
  const sections = Array.from(
    { length: 8 },
    (_, section) => `## Section ${section} of ${number}\n\n${"Words. ".repeat(120)}`,
  );
  const source = `# Chapter ${number}\n\n${sections.join("\n\n")}`;
  const cells = [{ cell_type: "markdown" as const, id: "prose", metadata: {}, source }];
  return { ...AFTER, name, path: `notebooks/${name}.ipynb`, notebook: { ...AFTER.notebook, cells } };
}

let visitor: Visitor;
beforeAll(async () => {
  const long = Array.from({ length: 9 }, (_, index) => longChapter(index));
  visitor = await openPage({ ...PAGE_INPUT, document: readDocument([SPARSITY, HOSTILE, ...long]) });
});
afterAll(() => visitor.close());

const scrollTo = (text: string): string =>
  `[...document.querySelectorAll("main h3")].find((e) => e.textContent === ${JSON.stringify(text)}).scrollIntoView()`;
const CURRENT = `(() => {
  const link = document.querySelector(".contents [aria-current]");
  const own = link.getBoundingClientRect();
  return { text: link.textContent, visible: own.top >= 0 && own.bottom <= innerHeight && link.checkVisibility() };
})()`;
const SHOWN_SECTIONS = `[...document.querySelectorAll(".contents ol ol a")].filter((e) => e.checkVisibility()).map((e) => e.textContent)`;

describe("the list of contents", () => {
  it("shows the section that is being read, and the sections of its chapter alone", async () => {
    const { page } = await visitor.visit(1280, { drawn: false });
    for (const section of ["Section 1 of 8", "Section 6 of 0", "Section 7 of 8"]) {
      await read(page, scrollTo(section));
      await read(page, FRAME_SEEN);
      expect(await read(page, CURRENT)).toEqual({ text: section, visible: true });
      const chapter = section.slice(-1);
      expect(await read(page, SHOWN_SECTIONS)).toEqual(
        Array.from({ length: 8 }, (_, index) => `Section ${index} of ${chapter}`),
      );
    }
    await page.close();
  });

  it("shows all sections without JavaScript", async () => {
    const { page } = await visitor.visit(1280, { script: false });
    expect((await read<string[]>(page, SHOWN_SECTIONS)).length).toBeGreaterThan(72);
    await page.close();
  });

  it("is one tap away on a phone, unfolded", async () => {
    const { page } = await visitor.visit(390, { drawn: false });
    await read(page, scrollTo("Section 3 of 5"));
    await page.click(".to-contents");
    await read(page, FRAME_SEEN);
    expect(await read(page, 'document.querySelector(".contents details").open')).toBe(true);
    expect(await read(page, 'document.querySelector(".contents summary").getBoundingClientRect().top')).toBeLessThan(
      300,
    );
    await page.close();
  });

  it("needs no way back where it stands beside the text, nor on paper", async () => {
    const { page } = await visitor.visit(1280, { drawn: false });
    const shown = 'document.querySelector(".to-contents").checkVisibility()';
    expect(await read(page, shown)).toBe(false);
    await page.setViewport({ width: 700, height: 900 });
    expect(await read(page, shown)).toBe(true);
    await page.emulateMediaType("print");
    expect(await read(page, shown)).toBe(false);
    await page.close();
  });
});

it("the ledger shows every column at every width without scrolling sideways", async () => {
  const { page } = await visitor.visit(390, { drawn: false });
  const ledger = 'document.querySelector(".ledger .table-scroll")';
  const cells = `[...${ledger}.querySelectorAll("td")].map((cell) => cell.getBoundingClientRect().right)`;
  for (const width of [390, 641, 700, 800, 880, 881, 900, 1000, 1100, 1179, 1180, 1280]) {
    await page.setViewport({ width, height: 900 });
    const [own, content, right, whole] = await read<number[]>(
      page,
      `[${ledger}.clientWidth, ${ledger}.scrollWidth, Math.max(...${cells}), document.documentElement.scrollWidth]`,
    );
    expect(content!, `${width} px`).toBeLessThanOrEqual(own! + 1);
    expect(right!, `${width} px`).toBeLessThanOrEqual(width);
    expect(whole!, `${width} px`).toBeLessThanOrEqual(width);
  }
  await page.close();
});
