/**
 * The notebooks' kernel under Jupyter's own Python client, nbclient, as JupyterLab's server starts it: by its kernelspec,
 * found through JUPYTER_PATH alone. Needs a python3 with nbclient and nbconvert (Debian: python3-nbclient,
 * jupyter-nbconvert); without one these tests are skipped and say so. What cells do under it: nbclient.slow.test.ts.
 */
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { executeNotebook } from "../../report/notebooks/execute.js";
import { findBrowser } from "../../report/pdf/browser.js";
import { withBrowser } from "../../report/pdf/launch.js";
import { enginePath } from "../../report/root.js";
import { fixture } from "../report/notebooks/fixture.js";
import { countsIn, Nbclient, outputsIn, python, type Executed } from "./nbclient.js";

const nbclient = new Nbclient("test/jupyter/nbclient.test.ts");

describe("under nbclient", () => {
  let claim: Executed;
  beforeAll(async () => {
    if (python !== undefined) claim = await nbclient.execute("one-claim");
  });

  it("a notebook finds the project's kernel with nothing installed, and emits what it emits in the report", async () => {
    expect(claim.raised).toBeNull();
    expect(claim.kernelspec).toBe(enginePath("report", "kernel", "spec", "kernels", "tslab"));
    expect(countsIn(claim)).toEqual([1]);
    const [outputs] = outputsIn(claim);
    expect(outputs!.map((output) => Object.keys((output as { data: object }).data))).toEqual([
      ["application/vnd.ncsparse.claim+json", "text/html", "text/markdown", "text/plain"],
      ["application/vnd.vegalite.v5+json", "image/svg+xml", "text/plain"],
      ["text/markdown", "text/plain"],
    ]);
    expect([outputs]).toEqual(outputsIn(await executeNotebook(await fixture("one-claim"))));
  });

  it("an executed notebook becomes HTML by nbconvert with the figure as SVG and the verdict in words", async () => {
    await nbclient.run("-m", "nbconvert", "--to", "html", "--log-level", "ERROR", nbclient.path("one-claim.ipynb"));
    const html = nbclient.path("one-claim.html");
    expect(await readFile(html, "utf8")).not.toContain("vegalite");
    await withBrowser(await findBrowser({ installed: false }), 60_000, async (browser) => {
      const page = await browser.newPage();
      await page.goto(pathToFileURL(html).href, { waitUntil: "domcontentloaded" });
      const read = <T>(expression: string): Promise<T> => page.evaluate(expression) as Promise<T>;
      // nbconvert 7.17 puts the drawing into an <img>, older ones into the page.
      await read(`(() => {
        const image = document.querySelector('.jp-OutputArea-output img[src^="data:image/svg+xml"]');
        const bytes = image && Uint8Array.from(atob(image.src.split(",")[1]), (char) => char.charCodeAt(0));
        if (bytes) image.outerHTML = new TextDecoder().decode(bytes);
      })()`);
      const width = "document.querySelector('.jp-OutputArea-output svg.chart').getBoundingClientRect().width";
      expect(await read(width)).toBeGreaterThan(400);
      // With whatever fonts this machine has, no word leaves the picture.
      const outside = `[...document.querySelectorAll("svg.chart text")].filter((text) => {
        const [own, whole] = [text, text.ownerSVGElement].map((element) => element.getBoundingClientRect());
        return own.left < whole.left - 1 || own.right > whole.right + 1;
      }).map((text) => text.textContent)`;
      expect(await read(outside)).toEqual([]);
      const text = await read<string>("document.body.innerText");
      expect(text).toContain("Figure: ");
      expect(text).toContain("From which length on the paper-shaped bound beats counting");
      expect(text).toContain("holds, as expected — holds on 4 of 4 cells.");
      expect(text).toContain("This control was found violated, as it must be.");
    });
  });
});
