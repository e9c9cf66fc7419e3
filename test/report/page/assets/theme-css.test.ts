import { expect, it } from "vitest";
import { renderPage } from "../../../../report/page/page.js";
import { CLEAN_INPUT } from "../../../fixtures/report/page-input.js";

it("a project's accent and style come after the page's own, on light ground and on dark", async () => {
  const theme = { accent: { light: "#7a2e6e", dark: "#dba0cf" }, css: ".abstract{font-style:italic}" };
  const html = await renderPage({ ...CLEAN_INPUT, theme });
  const style = html.slice(html.indexOf("<style>"), html.indexOf("</style>"));
  const places = [
    "--accent: #14597f",
    ":root{--accent:#7a2e6e;--code-title:#7a2e6e}",
    "@media screen and (prefers-color-scheme:dark){:root{--accent:#dba0cf;--code-title:#dba0cf}}",
    ".abstract{font-style:italic}",
  ].map((rule) => style.lastIndexOf(rule));
  expect(Math.min(...places)).toBeGreaterThan(0);
  expect(places).toEqual([...places].sort((a, b) => a - b));
});
