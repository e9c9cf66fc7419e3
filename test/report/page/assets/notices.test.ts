import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { renderNotices } from "../../../../report/page/assets/notices.js";
import { enginePath } from "../../../../report/root.js";

it("THIRD-PARTY-NOTICES.md names every package inside a report, with its licence", async () => {
  const notices = await renderNotices();
  for (const name of [
    "@fontsource/source-serif-4",
    "@fontsource/stix-two-math",
    "vega-view",
    "vega-tooltip",
    "d3-scale",
  ]) {
    expect(notices).toContain(`${name} `);
  }
  expect(readFileSync(enginePath("THIRD-PARTY-NOTICES.md"), "utf8")).toBe(notices);
});
