/** What accessibility.test.ts has at one width in one scheme, at both in both. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { PAGE_INPUT } from "../../fixtures/report/page-input.js";
import { expectAccessible } from "./accessible.js";
import { openPage, read, type Visitor } from "./open-page.js";

let visitor: Visitor;
beforeAll(async () => {
  visitor = await openPage({ ...PAGE_INPUT, explore: true });
});
afterAll(() => visitor.close());

it.each([
  [1280, "light"],
  [1280, "dark"],
  [390, "light"],
  [390, "dark"],
])("axe finds nothing at %i px, %s, in any state", async (width, scheme) => {
  const { page } = await visitor.visit(width, { dark: scheme === "dark" });
  await expectAccessible(page);
  expect(await read(page, 'matchMedia("(prefers-color-scheme: dark)").matches')).toBe(scheme === "dark");
  await page.close();
});
