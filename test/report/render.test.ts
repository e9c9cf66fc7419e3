/** `ncsparse render`: one notebook, a page and a PDF of its own. */
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { main } from "../../report/cli/main.js";
import { enginePath } from "../../report/root.js";
import type { Cell } from "../../report/types.js";
import { readPdf } from "./pdf/read-pdf.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "render-"));
});
afterAll(async () => await rm(folder, { recursive: true, force: true }));

async function render(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const told = { out: "", err: "" };
  const into = (key: keyof typeof told) => (text: unknown) => ((told[key] += String(text)), true);
  const spies = [
    vi.spyOn(process.stdout, "write").mockImplementation(into("out")),
    vi.spyOn(process.stderr, "write").mockImplementation(into("err")),
  ];
  const code = await main(["render", ...args]);
  for (const spy of spies) spy.mockRestore();
  return { code, ...told };
}

/** A copy of a notebook of `test/fixtures/intake` in a folder of its own. */
async function copyOf(name: string): Promise<{ own: string; path: string }> {
  const own = await mkdtemp(join(folder, "own-"));
  const path = join(own, `${name}.ipynb`);
  await cp(enginePath("test", "fixtures", "intake", `${name}.ipynb`), path);
  return { own, path };
}

async function write(name: string, ...sources: (readonly [Cell["cell_type"], string])[]): Promise<string> {
  const own = await mkdtemp(join(folder, "own-"));
  const cells = sources.map(([cell_type, source]) => ({
    cell_type,
    source,
    ...(cell_type === "code" && { outputs: [] }),
  }));
  const metadata = { kernelspec: { name: "tslab" } };
  await writeFile(join(own, name), JSON.stringify({ nbformat: 4, nbformat_minor: 2, metadata, cells }));
  return join(own, name);
}

/** The page of a notebook with the outputs that it holds. */
async function rendered(path: string): Promise<string> {
  const { code } = await render(path, "--no-execute");
  expect(code).toBe(0);
  return await readFile(path.replace(/ipynb$/, "html"), "utf8");
}

const bodyOf = (page: string): string => page.slice(page.indexOf("<body")).replace(/<script[^]*?<\/script>/g, "");

describe("a notebook without a project", () => {
  it("becomes a page beside it, with the outputs that it holds", async () => {
    const { own, path } = await copyOf("jslab");
    const { code, out } = await render(path, "--no-execute");
    expect(code).toBe(0);
    expect(out).toContain(`written to ${join(own, "jslab.html")}`);
    expect((await readdir(own)).sort()).toEqual(["jslab.html", "jslab.ipynb"]);
    const body = bodyOf(await readFile(join(own, "jslab.html"), "utf8"));
    expect(body).toContain("<h1>JavaScript</h1>");
    expect(body).toContain("hello, world");
    expect(body).toContain("as the notebook holds them");
    // The title stands once, and nothing tells of what a lone notebook has not.
    expect(body).not.toMatch(/chapter-title|profile quick|class="paper-contents"|claim|Commit/);
  });

  it("carries what draws charts only if it has one, and says the same from what was made before", async () => {
    const words = await write("words.ipynb", ["markdown", "# Words\n\nNo chart."]);
    const [page, again] = [await rendered(words), await rendered(words)];
    expect(page.includes('id="packed-script"')).toBe(false);
    expect(page.match(/<script>/g)).toHaveLength(2);
    expect(again === page).toBe(true);
    const { path } = await copyOf("chart");
    expect((await rendered(path)).includes('id="packed-script"')).toBe(true);
  });

  it("is executed and printed into a folder that it makes, its sections as contents, links of every kind resolved", async () => {
    const links =
      "[a](#whats-new), [b](#What's-new?), [c](#here), [d](#Sums-of-x), [e](data.csv), [f](next.ipynb), @yunabe";
    const path = await write(
      "sums.ipynb",
      ["markdown", `# Sums of \`x\`\n\n${links}`],
      ["markdown", "## What's `new`?\n\n<a id='here'></a>\n\nWords."],
      ["code", "const xs: number[] = [1, 2, 3];\nxs.reduce((a, b) => a + b, 40)"],
    );
    const to = join(folder, "made", "deeper");
    const { code, out } = await render(path, "--pdf", "--out", to);
    expect(out).toContain("WARNING sums, cell 1 (cell-1): a link to the file data.csv");
    expect(out).toContain("WARNING sums, cell 1 (cell-1): a link to the notebook next.ipynb");
    expect(code).toBe(0);
    expect((await readdir(to)).sort()).toEqual(["sums.html", "sums.pdf"]);
    const body = bodyOf(await readFile(join(to, "sums.html"), "utf8"));
    expect(body).toContain("46");
    const [, section] = /<h2 id="([^"]+)">What/.exec(body)!;
    expect(body).toContain(`<li><a href="#${section}"><span class="number"></span>What`);
    for (const [name, target] of [
      ["a", section],
      ["b", section],
      ["c", "sums-here"],
      ["d", "sums"],
    ])
      expect(body).toContain(`<a href="#${target}">${name}</a>`);
    for (const [, target] of body.matchAll(/href="#([^"]+)"/g)) expect(body).toContain(`id="${target}"`);
    expect(body).toContain("e, f, @yunabe");
    const pdf = await readPdf(await readFile(join(to, "sums.pdf")));
    expect(JSON.stringify(pdf)).not.toMatch(/claim|finding|ledger/i);
    expect(pdf.title).toBe("Sums of x");
    // The text begins where the title stands.
    expect(pdf.pages[0]).toContain("Words.");
  });

  it("that fails is shown with its error, and exits with 1", async () => {
    const path = await write("fails.ipynb", ["code", "throw new RangeError('too far')"]);
    const { code, out } = await render(path);
    expect(code).toBe(1);
    expect(out).toContain("FAILED fails, code cell 1 (cell-1): error: RangeError: too far");
    expect(await readFile(path.replace(".ipynb", ".html"), "utf8")).toContain("too far");
  });

  it("shows images from its package's folder, and of no other", async () => {
    const path = await write("images.ipynb", ["markdown", "![a](../img.svg) ![b](../../out.svg)"]);
    await mkdir(join(path, "..", "..", "root", "notebooks"), { recursive: true });
    const root = join(path, "..", "..", "root");
    await cp(path, join(root, "notebooks", "images.ipynb"));
    await writeFile(join(root, "package.json"), "{}");
    for (const file of [join(root, "img.svg"), join(root, "..", "out.svg")])
      await writeFile(file, '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>');
    const { code, out } = await render(join(root, "notebooks", "images.ipynb"));
    expect(code).toBe(1);
    expect(out).toContain("../../out.svg");
    expect(out).toContain("it lies outside the project's folder");
    expect(out).not.toContain("../img.svg)");
  });
});

describe("bad input", () => {
  it.each([
    ["deno", 'metadata.kernelspec.name must be "tslab" or "jslab", got "deno"'],
    [
      "3-worksheets",
      "a notebook of format 3, which must be 4; convert it: jupyter nbconvert --to notebook --nbformat 4",
    ],
  ])("of %s is one line and exit code 2, and nothing is written", async (name, reason) => {
    const { own, path } = await copyOf(name);
    const { code, err } = await render(path, "--out", join(own, "new"));
    expect(code).toBe(2);
    expect(err).toMatch(/^ncsparse: [^\n]+\n$/);
    expect(err).toContain(reason);
    expect(await readdir(own)).toEqual([`${name}.ipynb`]);
  });

  it("is a reference to nothing, told before a cell runs, a line each", async () => {
    const path = await write(
      "refers.ipynb",
      ["markdown", "[](#fig:none), $\\eqref{none}$"],
      ["code", "process.exit(3)"],
    );
    const { code, err, out } = await render(path);
    expect(code).toBe(2);
    expect(err.trimEnd().split("\n")).toEqual([
      expect.stringContaining('nothing in the report has the label "#fig:none"'),
      expect.stringContaining('nothing in the report has the label "none"'),
    ]);
    expect(out).toBe("");
    expect(await readdir(join(path, ".."))).toEqual(["refers.ipynb"]);
  });

  it("is a folder that is a file, and a notebook that is a folder", async () => {
    const { own, path } = await copyOf("prose-alone");
    const [file, notebook] = [await render(path, "--out", path), await render(own)];
    expect([file.code, notebook.code]).toEqual([2, 2]);
    expect(file.err).toBe(`ncsparse: --out ${path}: it is not a folder\n`);
    expect(notebook.err).toBe(`ncsparse: ${own}: cannot be read: EISDIR\n`);
    expect(await readdir(own)).toEqual(["prose-alone.ipynb"]);
  });
});
