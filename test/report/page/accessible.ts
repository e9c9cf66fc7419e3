/** What axe finds in a page, in every state that a reader can bring it into. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "puppeteer";
import { expect } from "vitest";
import { read } from "./open-page.js";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Each broken rule with the elements that break it. */
async function violations(page: Page): Promise<string[]> {
  if (!(await read<boolean>(page, '"axe" in window'))) await read(page, AXE);
  const found = `axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ": " + html.slice(0, 200))))`;
  return await read<string[]>(page, found);
}

async function explore(page: Page): Promise<void> {
  for (const panel of ["window", "phase"]) {
    await read(page, `document.querySelector('[data-panel="${panel}"]').scrollIntoView()`);
    await page.waitForSelector(`[data-panel="${panel}"][data-computed] .live-chart svg.chart`);
  }
}

/** Unfolds whatever can be. */
export async function openEverything(page: Page): Promise<void> {
  await read(page, 'for (const details of document.querySelectorAll("details")) details.open = true');
  await page.waitForFunction(
    'document.querySelectorAll(".figure-tools .data-view").length >= document.querySelectorAll(".figure-tools").length',
  );
}

async function search(page: Page): Promise<void> {
  await page.type(".search input", "window");
  await page.waitForSelector('.search [role="option"]');
}

async function enlarge(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  const larger = '[...document.querySelectorAll("#fig-1-1 .tool-row button")].find((b) => b.textContent === "Larger")';
  await read(page, `${larger}.click()`);
  await page.waitForSelector("dialog.larger[open] svg.chart");
}

const STATES = { "as it comes": null, explored: explore, open: openEverything, searched: search, enlarged: enlarge };
export type State = keyof typeof STATES;

/** Expects that axe finds nothing, in one state after the other: by default in all, each reached from the one before. */
export async function expectAccessible(page: Page, states = Object.keys(STATES) as readonly State[]): Promise<void> {
  for (const state of states) {
    await STATES[state]?.(page);
    expect({ state, violations: await violations(page) }).toEqual({ state, violations: [] });
  }
}
