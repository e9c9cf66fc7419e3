/** Values in prose, from a real kernel to the page. */
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { main } from "../../../report/cli/main.js";
import { enginePath } from "../../../report/root.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(enginePath("test", "fixtures", "values-"));
});
afterAll(async () => await rm(folder, { recursive: true, force: true }));

type CellText = readonly [kind: "code" | "markdown", id: string, source: string];

async function render(name: string, ...texts: CellText[]): Promise<{ code: number; err: string; body: string }> {
  const cells = texts.map(([cell_type, id, source]) => {
    const code = cell_type === "code" && { outputs: [], execution_count: null };
    return { cell_type, id, source, metadata: {}, ...code };
  });
  const metadata = { kernelspec: { name: "tslab", display_name: "TypeScript" } };
  const path = join(folder, `${name}.ipynb`);
  await writeFile(path, JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata, cells }));
  let err = "";
  const spies = [
    vi.spyOn(process.stdout, "write").mockImplementation(() => true),
    vi.spyOn(process.stderr, "write").mockImplementation((text) => ((err += String(text)), true)),
  ];
  const code = await main(["render", path]);
  for (const spy of spies) spy.mockRestore();
  const page = await readFile(join(folder, `${name}.html`), "utf8").catch(() => "");
  return { code, err, body: page.slice(page.indexOf("<body")).replace(/<script[^]*?<\/script>/g, "") };
}

describe("values that a kernel computes", () => {
  it("reach prose by name, by a display's type and by their cells' labels", async () => {
    const { code, body, err } = await render(
      "shown",
      [
        "markdown",
        "title",
        "# Of {{ n }} keys\n\nThe error is {{ error:.1% }}, the mean $\\mu = {{ mean }}$, {{ third }}.",
      ],
      ["code", "a", 'import { showValue } from "ncsparse-kit";\nshowValue("n", 12345);\nshowValue("unsaid", 0.5);'],
      [
        "code",
        "b",
        'import { display } from "tslab";\ndisplay.raw("application/vnd.ncsparse.value+json", JSON.stringify({ error: 1 / 8 }));',
      ],
      ["code", "mean", "3.1e-7"],
      ["code", "c", "//| label: third\n//| echo: false\n1 / 3"],
    );
    expect(err).toBe("");
    expect(code).toBe(0);
    expect(body).toContain("<h1>Of 12,345 keys</h1>");
    expect(body).toContain("The error is 12.5%, the mean");
    expect(body).toContain("<msup><mn>10</mn>");
    expect(body).toContain(",</span> 0.333.</p>");
    // What no prose says is shown where JupyterLab shows it; what it says is not.
    expect(body).toContain("unsaid = 0.500");
    expect(body).not.toContain("n = 12,345");
    expect(body).not.toContain("{{");
  }, 120_000);

  it("that are none end the build in a line, before a cell runs where that is known; nothing is written", async () => {
    const throws = 'throw new Error("ran")';
    const before = await render("before", ["markdown", "intro", "{{ meen }}"], ["code", "mean", throws]);
    expect(before).toMatchObject({ code: 2, body: "" });
    expect(before.err).toMatch(/before\.ipynb: cell "intro": \{\{ meen \}\}: no cell shows a value of that name/);
    const show = 'import { showValue } from "ncsparse-kit";\nfor (const k of [1, 2]) showValue(`err${k}`, k);';
    const after = await render("after", ["markdown", "intro", "{{ err3 }}"], ["code", "shows", show]);
    expect(after).toMatchObject({ code: 2, body: "" });
    expect(after.err.trim().split("\n").at(-1)).toMatch(/after\.ipynb: cell "intro": \{\{ err3 \}\}: no cell shows/);
    const twice = 'import { showValue } from "ncsparse-kit";\nfor (const k of [1, 2]) showValue("err", k);';
    const several = await render("twice", ["markdown", "intro", "{{ err }}"], ["code", "shows", twice]);
    expect(several).toMatchObject({ code: 2, body: "" });
    expect(several.err).toContain('the value "err" is 2 here and 1 in cell "shows"');
    expect((await readdir(folder)).filter((name) => name.endsWith(".html"))).toEqual(["shown.html"]);
  }, 120_000);
});
