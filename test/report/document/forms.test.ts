import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { shownForms } from "../../../report/document/forms.js";
import type { MimeBundle } from "../../../report/types.js";

const resolve = createRequire(import.meta.url).resolve;
const sourceOf = (module: string): string => readFileSync(resolve(module), "utf8");

/** MIME types and their ranks, as JupyterLab's own packages declare them. */
function jupyterLabRanks(): Map<string, number> {
  const factories = sourceOf("@jupyterlab/rendermime/lib/factories.js");
  const ranks = new Map<string, number>();
  for (const [, types, rank] of factories.matchAll(/mimeTypes: \[([^\]]*)\],\s*defaultRank: (\d+)/g))
    for (const [, mime] of types!.matchAll(/'([^']+)'/g)) ranks.set(mime!, Number(rank));
  const vega = /rank: (\d+)/.exec(sourceOf("@jupyterlab/vega5-extension"))![1];
  ranks.set("application/vnd.vegalite.v5+json", Number(vega));
  return ranks;
}

const PLOT = "<div id=p></div><script>draw()</script>";
const all: MimeBundle = {
  "text/plain": "x",
  "text/csv": "a\n1",
  "image/png": "iVBO",
  "image/svg+xml": "<svg/>",
  "text/latex": "$x$",
  "text/markdown": "x",
  "application/vnd.vegalite.v5+json": {},
  "text/html": "<b>x</b>",
  "application/json": {},
  "application/x-own": {},
};

describe("the forms of a display", () => {
  it("come in the order of JupyterLab's ranks", () => {
    const ranks = jupyterLabRanks();
    expect(ranks.size).toBeGreaterThan(10);
    const forms = shownForms(all).filter((mime) => ranks.has(mime));
    expect(forms).toHaveLength(7);
    expect(forms.map((mime) => ranks.get(mime))).toEqual([50, 57, 60, 70, 80, 90, 120]);
  });

  it("begin with JSON, have CSV before text, and leave out what nobody knows", () => {
    const forms = shownForms(all);
    expect(forms[0]).toBe("application/json");
    expect(forms.slice(-2)).toEqual(["text/csv", "text/plain"]);
    expect(forms).not.toContain("application/x-own");
  });

  it.each([
    ["a picture before HTML that only a script could fill", { "text/html": PLOT, "image/png": "iVBO" }, "image/png"],
    [
      "a picture before HTML that wants a frame",
      { "text/html": "<p>a</p><iframe src=x>", "image/png": "iVBO" },
      "image/png",
    ],
    ["HTML that says something before text", { "text/html": `<p>a</p>${PLOT}`, "text/plain": "x" }, "text/html"],
    ["text before HTML that says nothing", { "text/html": PLOT, "text/plain": "x" }, "text/plain"],
    ["HTML with a picture in it", { "text/html": '<img src="a.png">', "image/png": "iVBO" }, "text/html"],
    [
      "HTML with data in a script",
      { "text/html": '<script type="application/json">{}</script>a', "image/png": "i" },
      "text/html",
    ],
    ["what is not empty", { "text/html": " ", "text/markdown": [], "text/plain": "x" }, "text/plain"],
    ["JSON, whatever it says", { "application/json": [], "text/plain": "[]" }, "application/json"],
    ["nothing where there is nothing", { "application/x-own": {} }, undefined],
  ])("give %s", (_what, bundle: MimeBundle, best) => {
    expect(shownForms(bundle)[0]).toBe(best);
  });
});
