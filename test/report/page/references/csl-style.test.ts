/** Citations in styles of CSL: what the text says, and the list. The styles' own words were read in their specifications. */
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { buildReport } from "../../../../report/build.js";
import { citationLayout } from "../../../../report/config/csl.js";
import { InputError } from "../../../../report/errors.js";
import { readBibliography } from "../../../../report/page/references/bibliography.js";
import type { Citation } from "../../../../report/page/references/citations.js";
import { loadStyle, setMarks } from "../../../../report/page/references/csl-style.js";
import { citedWorks } from "../../../../report/page/references/references.js";
import { renderInline } from "../../../../report/page/markdown/markdown.js";
import { enginePath } from "../../../../report/root.js";
import { projectOf } from "../../../fixtures/report/project.js";
import { contextOf } from "../context.js";

const BIBTEX = String.raw`
@article{derrida1981, author = {Derrida, Bernard}, title = {Random-energy model}, journal = {Physical Review B},
  volume = 24, number = 5, pages = {2613--2626}, year = 1981, doi = {10.1103/PhysRevB.24.2613}}
@article{pitman1997, author = {Pitman, Jim and Yor, Marc}, title = {A law}, journal = {Ann}, year = 1997}
@article{pitman1997b, author = {Pitman, Jim and Yor, Marc}, title = {Another <script>law</script>}, journal = {Ann}, year = 1997}
@misc{bai2024, author = {Bai, Yushi and Lv, Xin and Zhang, Jiajie}, title = {LongBench}, year = 2024}
`;
const bibliography = readBibliography({ file: "references.bib", text: BIBTEX });

/** A style of a project's own: raised numbers in the order of the years, latest first. */
const RAISED = `<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>Raised</title><id>raised</id><updated>2020-01-01T00:00:00+00:00</updated></info>
  <citation><layout vertical-align="sup" prefix="&lt;" suffix="&gt;" delimiter=","><text variable="citation-number"/></layout></citation>
  <bibliography><sort><key variable="issued" sort="descending"/></sort>
    <layout><text variable="citation-number" suffix=") "/><text variable="title"/></layout></bibliography>
</style>`;

/** Prose in a style: as text, and the list's entries. */
async function styled(name: string, xml: string | null, ...prose: string[]): Promise<{ text: string; list: string[] }> {
  const style = await loadStyle({ name, xml, config: "ncsparse.config.json" });
  const citations: Citation[] = [];
  const marked = prose.map((source) =>
    renderInline(source, contextOf({ bibliography, citationStyle: style, citations })),
  );
  const works = style.set(citedWorks(bibliography, [{ name: "chapter 1", citations }]));
  const html = setMarks(marked.join(" | "), works);
  const text = html.replace(/<a [^>]*>|<\/a>/g, "");
  return { text, list: [...works.values()].map(({ entry }) => entry) };
}

describe("a style by its name", () => {
  it("of authors and years writes them as it does, in groups, sentences and the list", async () => {
    const { text, list } = await styled(
      "apa",
      null,
      "[see @bai2024; @pitman1997, Theorem 2]",
      "@pitman1997b shows",
      "Pitman and Yor [-@pitman1997b]",
      "[](references.bib#derrida1981)",
    );
    expect(text).toBe(
      "(see Bai et al., 2024; Pitman &amp; Yor, 1997a, Theorem 2) | Pitman and Yor (1997b) shows | Pitman and Yor (1997b) | Derrida, 1981",
    );
    expect(list[1]).toBe(
      'Derrida, B. (1981). Random-energy model. <i>Physical Review B</i>, <i>24</i>(5), 2613–2626. <a href="https://doi.org/10.1103/PhysRevB.24.2613" rel="noreferrer">https://doi.org/10.1103/PhysRevB.24.2613</a>',
    );
    expect(list.join()).not.toContain("<script");
  });

  it("of numbers counts works in the order in which they are first cited", async () => {
    const { text, list } = await styled("vancouver", null, "[@pitman1997; @bai2024]", "[@derrida1981]", "@bai2024");
    expect(text).toBe("(1,2) | (3) | Bai et al. (2)");
    expect(list.map((entry) => entry.slice(0, 9))).toEqual(["1. Pitman", "2. Bai Y,", "3. Derrid"]);
  });

  it("must be one that there is", async () => {
    await expect(styled("ieee", null)).rejects.toEqual(
      new InputError(
        'ncsparse.config.json: "citationStyle" must be the path of a CSL file, or one of apa, vancouver, harvard1, got "ieee"',
      ),
    );
  });
});

it("takes a work's key, its authors and a notebook's own marks for text", async () => {
  const hostile = readBibliography({
    file: "x.bib",
    text: '@misc{a+b, title = {T}, year = 2000, author = {{A "x" onload=y <b>}}}',
  });
  const style = await loadStyle({ name: "apa", xml: null, config: "c.json" });
  const citations: Citation[] = [];
  const context = contextOf({ bibliography: hostile, citationStyle: style, citations });
  const own = "\u{F5EE0}c:%\u{F5EE1}\u{F5EE0}w:\u{F5EE1}";
  const marked = renderInline(`[@a+b] ${own}`, context);
  const html = setMarks(marked, style.set(citedWorks(hostile, [{ name: "chapter 1", citations }])));
  expect(html).toMatch(/>A “x” onload=y &lt;b&gt;, 2000<\/a>\) $/);
});

describe("a style in a file", () => {
  it("raises citations, and orders the list, as it says", async () => {
    const { text, list } = await styled("raised.csl", RAISED, "[@pitman1997; @bai2024]", "@derrida1981");
    expect(text).toBe("<sup>&lt;2,1&gt;</sup> | Derrida<sup>&lt;3&gt;</sup>");
    expect(list).toEqual(["1) LongBench", "2) A law", "3) Random-energy model"]);
  });

  it.each([
    ["no CSL at all", "not XML", "CSL with a layout of citations"],
    ["notes", RAISED.replace("in-text", "note"), "a style of citations in the text, not in notes"],
    [
      "another style's name",
      '<style class="in-text"><info><link rel="independent-parent" href="x"/></info></style>',
      "a style of its own, not one that refers to another",
    ],
  ])("is refused for %s", (_, xml, problem) => {
    expect(citationLayout(xml)).toEqual({ problem });
  });
});

describe("a project with a style", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "ncsparse-style-"));
    await mkdir(join(folder, "out"));
    const notebook = await readFile(enginePath("test", "fixtures", "notebooks", "no-code.ipynb"), "utf8");
    const prose = "# Only [@bai2024]\\\\n\\\\nAs @derrida1981 says.";
    await writeFile(join(folder, "01-prose.ipynb"), notebook.replace("# Only text", prose.replaceAll("\\\\", "\\")));
    await writeFile(join(folder, "references.bib"), BIBTEX);
  });
  afterAll(() => rm(folder, { recursive: true }));

  it("has it on the page, in headings and contents, too, and no mark is left", async () => {
    const write = vi.spyOn(process.stdout, "write").mockImplementation(() => true);
    const project = projectOf(folder, {
      bibliography: join(folder, "references.bib"),
      citationStyle: { name: "vancouver", xml: null },
    });
    const out = join(folder, "out");
    const request = { project, only: [], profile: "quick", seed: 1, pdf: false, cores: 1, cache: null, out } as const;
    await buildReport(request, { step: async (_, run) => await run(() => undefined) }, new AbortController().signal);
    write.mockRestore();
    const html = await readFile(join(out, "index.html"), "utf8");
    const body = html.slice(html.indexOf("<body"));
    expect(body).toMatch(/As <a class="cite"[^>]*>Derrida \(2\)<\/a> says/);
    expect(body).toMatch(/<h2[^>]*>[^]*?Only \(<a class="cite"[^>]*>1<\/a>\)/);
    expect(body).toContain("2. Derrida B. Random-energy model.");
    expect(/.{0,40}[\u{F5EE0}\u{F5EE1}].{0,40}/u.exec(html)?.[0]).toBeUndefined();
  });

  it("is told to install the package where it is missing", async () => {
    const hooks = `export const resolve = (name, context, next) => {
      if (name === "@citation-js/plugin-csl") throw new Error("not installed");
      return next(name, context);
    };`;
    const module = enginePath("report", "dist", "page", "references", "csl-style.js");
    const script = `import { register } from "node:module";
      register("data:text/javascript,${encodeURIComponent(hooks)}");
      const { loadStyle } = await import(${JSON.stringify(module)});
      await loadStyle({ name: "apa", xml: null, config: "c.json" }).catch(({ message }) => console.log(message));`;
    const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script]);
    expect(stdout).toBe('c.json: "citationStyle" needs a package: npm install @citation-js/plugin-csl\n');
  });
});
