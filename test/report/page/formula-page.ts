/** A page of every construct of the notation, with the glyphs that a report embeds and with the whole font. */
import { setTimeout } from "node:timers/promises";
import { SPARSITY } from "../../fixtures/report/notebooks.js";
import { readDocument } from "../../../report/document/read.js";
import { readFileSync } from "node:fs";
import type { Page } from "puppeteer";
import temml from "temml";
import { mathFont } from "../../../report/page/fonts/math-font.js";
import { packageFile } from "../../../report/page/assets/files.js";
import type { ExecutedNotebook } from "../../../report/types.js";
import { FORMULA_GROUPS, FORMULAS } from "../../fixtures/formulas.js";
import { CLEAN_INPUT } from "../../fixtures/report/page-input.js";
import { openPage, read, type Visitor } from "./open-page.js";

/** Symbols that Temml lists, several a formula; what has arguments or belongs to text is in the fixture. */
function listedSymbols(): string[] {
  const source = readFileSync(packageFile("temml/dist/temml.mjs"), "utf8");
  const names = [...source.matchAll(/defineSymbol\(math, \w+, "[^"]*", "\\\\([A-Za-z]+)"/g)].map(
    ([, name]) => `\\${name!}`,
  );
  const drawn = [...new Set(names)].filter((name) => parses(name));
  return Array.from({ length: Math.ceil(drawn.length / 12) }, (_, row) =>
    drawn.slice(12 * row, 12 * row + 12).join(" \\; "),
  );
}

export function parses(tex: string): boolean {
  try {
    return temml.renderToString(tex, { displayMode: true, throwOnError: true }) !== "";
  } catch {
    return false;
  }
}

export const SYMBOLS = listedSymbols();
export const ALL = [...FORMULAS, ...SYMBOLS];

function formulaNotebook(): ExecutedNotebook {
  const groups = [...Object.entries(FORMULA_GROUPS), ["what Temml lists", SYMBOLS] as const];
  const source = groups
    .map(([name, formulas]) => [`## ${name}`, ...formulas.map((tex) => `$$\n${tex}\n$$`)].join("\n\n"))
    .join("\n\n");
  const cell = { cell_type: "markdown" as const, id: "formulas", metadata: {}, source: `# Formulas\n\n${source}` };
  return {
    ...SPARSITY,
    name: "00-formulas",
    path: "notebooks/00-formulas.ipynb",
    notebook: { ...SPARSITY.notebook, cells: [cell] },
  };
}

const INPUT = { ...CLEAN_INPUT, abstract: "", findings: [], document: readDocument([formulaNotebook()]) };
const EMBEDDED =
  /(font-family:"STIX Two Math";font-display:block;src:url\()data:font\/woff2;base64,[^)]*(\) format\()"woff2"/;

/** The page with the formulas' whole font in the place of the subset. */
async function withWholeFont(): Promise<(html: string) => string> {
  const font = (await mathFont()).toString("base64");
  return (html) => {
    if (!EMBEDDED.test(html)) throw new Error("the page must embed the formulas' font");
    return html.replace(
      EMBEDDED,
      (_, before: string, after: string) => `${before}data:font/ttf;base64,${font}${after}"truetype"`,
    );
  };
}

/** The page as a report has it, and as it would be with the whole font. */
export async function openFormulaPages(): Promise<{ subset: Visitor; whole: Visitor }> {
  return { subset: await openPage(INPUT), whole: await openPage(INPUT, await withWholeFont()) };
}

/** Height of the pictures that are compared, in px: where two differ, only the formulas in them are looked at. */
const STRIP = 4_000;

/** Formulas whose pictures differ: looked for only in the strips of the page that do. */
export async function differing(one: Page, other: Page): Promise<string[]> {
  const pages = [one, other] as const;
  const [height, otherHeight] = await Promise.all(pages.map(heightOf));
  if (height !== otherHeight) return [`the page's height: ${height} and ${otherHeight} px`];
  const found: string[] = [];
  for (let top = 0; top < height!; top += STRIP) {
    const [picture, otherPicture] = await Promise.all(pages.map((page) => strip(page, top, height!)));
    if (picture !== otherPicture) found.push(...(await differingBetween(pages, top, top + STRIP)));
  }
  return found;
}

/**
 * The page's height once it stays: laying out may ask for further fonts, which on a busy machine come after those that were
 * waited for.
 */
async function heightOf(page: Page): Promise<number> {
  const measure = (): Promise<number> =>
    read(page, "document.fonts.ready.then(() => document.documentElement.scrollHeight)");
  let last = await measure();
  // Ends: a page has few faces, and each comes once; a page that never stays fails by the test's timeout.
  for (;;) {
    await setTimeout(100);
    const height = await measure();
    if (height === last) return height;
    last = height;
  }
}

function strip(page: Page, top: number, height: number): Promise<string> {
  const clip = { x: 0, y: top, width: page.viewport()!.width, height: Math.min(STRIP, height - top) };
  return page.screenshot({ clip, encoding: "base64", optimizeForSpeed: true });
}

/** Formulas that begin between two heights and whose pictures differ; or else that something beside them does. */
async function differingBetween(pages: readonly [Page, Page], top: number, bottom: number): Promise<string[]> {
  const tops = await read<number[]>(
    pages[0],
    '[...document.querySelectorAll(".equation")].map((box) => box.getBoundingClientRect().top + scrollY)',
  );
  const [boxes, otherBoxes] = await Promise.all(pages.map((page) => page.$$(".equation")));
  const found: string[] = [];
  for (const [index, box] of boxes!.entries()) {
    if (tops[index]! < top || tops[index]! >= bottom) continue;
    const pictures = [box, otherBoxes![index]!].map((each) => each.screenshot({ encoding: "base64" }));
    const [picture, otherPicture] = await Promise.all(pictures);
    if (picture !== otherPicture) found.push(ALL[index]!);
  }
  return found.length === 0 ? [`something beside the formulas, from ${top} to ${bottom} px`] : found;
}

/** Formulas that reach out of their column other than by scrolling in it, as "index: what". */
export const OUTSIDE = `[...document.querySelectorAll(".equation")].flatMap((box, index) => {
  const column = box.parentElement.getBoundingClientRect();
  const own = box.getBoundingClientRect();
  const wide = own.left < column.left - 1 || own.right > column.right + 1;
  const scrolls = getComputedStyle(box).overflowX === "auto";
  const lost = !scrolls && box.scrollWidth * (box.currentCSSZoom ?? 1) > own.width + 1;
  const far = box.scrollWidth > 4 * 700;
  return wide || lost || far ? [index + ": " + Math.round(own.left) + ".." + Math.round(own.right) + " of " + box.scrollWidth] : [];
})`;
