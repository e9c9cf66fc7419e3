import { describe, expect, it } from "vitest";
import { readBibliography } from "../../../../report/page/references/bibliography.js";
import { renderInline, renderMarkdown } from "../../../../report/page/markdown/markdown.js";
import { renderReferences } from "../../../../report/page/references/references.js";
import { contextOf } from "../context.js";

const BIBTEX = String.raw`
@article{derrida1981, author = {Derrida, Bernard}, title = {Random-energy model}, journal = {Physical Review B},
  volume = 24, number = 5, pages = {2613--2626}, year = 1981, doi = {10.1103/PhysRevB.24.2613}}
@misc{kitaev2020, author = {Kitaev, Nikita and Kaiser, {\L}ukasz and Levskaya, Anselm}, title = {Reformer},
  year = 2020, doi = {10.48550/arXiv.2001.04451}}
@article{pitman1997, author = {Pitman, Jim and Yor, Marc}, title = {A <b>law}, journal = {Ann}, year = 1997}
@article{pitman1997b, author = {Pitman, Jim and Yor, Marc}, title = {Another}, journal = {Ann}, year = 1997}
@misc{bai2024, author = {Bai, Yushi and others}, title = {LongBench}, year = 2024}
`;
const read = (text: string) => readBibliography({ file: "references.bib", text });
const bibliography = read(BIBTEX);
const text = (html: string): string => html.replace(/<[^>]+>/g, "");
const cited = (source: string): string => text(renderInline(source, contextOf({ bibliography })));

describe("the bibliography", () => {
  it("tells works by author and year, with a letter where that is not enough", () => {
    const labels = [...bibliography.values()].map(({ key, authors, year }) => `${key}: ${authors} ${year}`);
    expect(labels).toEqual([
      "bai2024: Bai et al. 2024",
      "derrida1981: Derrida 1981",
      "kitaev2020: Kitaev et al. 2020",
      "pitman1997: Pitman and Yor 1997a",
      "pitman1997b: Pitman and Yor 1997b",
    ]);
  });

  it("writes entries with initials, place and a link to the DOI or to arXiv", () => {
    expect(bibliography.get("derrida1981")?.entry).toBe(
      'B. Derrida (1981). Random-energy model. <i>Physical Review B</i> 24(5), 2613–2626. <a href="https://doi.org/10.1103/PhysRevB.24.2613" rel="noreferrer">doi:10.1103/PhysRevB.24.2613</a>',
    );
    const reformer = bibliography.get("kitaev2020")?.entry ?? "";
    expect(text(reformer)).toBe("N. Kitaev, Ł. Kaiser and A. Levskaya (2020). Reformer. arXiv:2001.04451");
    expect(reformer).toContain('href="https://arxiv.org/abs/2001.04451"');
  });

  it.each([
    ["@article{a, title={x}", 'references.bib: not BibTeX: expected "rbrace", got EOF at line 1 col 22'],
    ["@misc{a, title={t}, author={B}, year=1}\n@misc{a, title={t}, author={B}, year=1}", 'the key "a" stands twice'],
    ["@misc{z, title={t}, author={,}, year=1}", 'references.bib: "z" has no author'],
    ["@misc{z, title={t}, author={=, Anne}, year=1}", 'references.bib: "z" has no author'],
    ["@misc{z, title={t}, author={Zeno, A. and Bo, =}, year=1}", 'references.bib: "z" has no author'],
    ["@misc{z, title={{}}, author={A}, year={}}", 'references.bib: "z" has no title and no year'],
    ["@misc{z, title={t}}", 'references.bib: "z" has no author and no year'],
  ])("refuses %s", (bibtex, message) => {
    expect(() => read(bibtex)).toThrow(message);
  });
});

describe("a work without a number for its year", () => {
  it("is cited by what stands there", () => {
    const works = read("@misc{z, title={t}, author={Zeno, A.}, year={in press}}");
    expect(works.get("z")).toMatchObject({ authors: "Zeno", year: "in press", entry: "A. Zeno (in press). t." });
    const hostile = read("@misc{z, title={t}, author={Zeno, A.}, year={<script>1</script>}}");
    expect(hostile.get("z")?.entry).toContain("(&lt;script&gt;1&lt;/script&gt;)");
  });
});

describe("citations", () => {
  it("stand in brackets, several together, with words around them, or in the sentence", () => {
    expect(cited("frozen [@derrida1981].")).toBe("frozen (Derrida, 1981).");
    expect(cited("[see @kitaev2020; @pitman1997, Theorem 2]")).toBe(
      "(see Kitaev et al., 2020; Pitman and Yor, 1997a, Theorem 2)",
    );
    expect(cited("Pitman and Yor [-@pitman1997b]")).toBe("Pitman and Yor (1997b)");
    expect(cited("@derrida1981, and so on. @pitman1997.")).toBe("Derrida (1981), and so on. Pitman and Yor (1997a).");
  });

  it("leave addresses, code, escapes and links alone", () => {
    for (const source of ["a@derrida1981.org", "[x@y.org](mailto:x@y.org)"])
      expect(cited(source)).toBe(source.replace(/[[\]]|\(.*\)/g, ""));
    expect(cited("`[@none]` \\@none")).toBe("[@none] @none");
  });

  it("may be links to the file of works, whose text stays unless it is the key", () => {
    const context = contextOf({ bibliography });
    expect(renderInline("by [Derrida (1981)](references.bib#derrida1981)", context)).toBe(
      'by <a class="cite" id="cite-01-test-1" href="#ref-derrida1981" title="Random-energy model">Derrida (1981)</a>',
    );
    expect(cited("[derrida1981](references.bib#derrida1981), [](works/all.bib#pitman1997)")).toBe(
      "Derrida, 1981, Pitman and Yor, 1997a",
    );
    expect(context.citations).toEqual([{ key: "derrida1981", anchor: "cite-01-test-1" }]);
    expect(() => cited("[Nobody](references.bib#nobody1999)")).toThrow('the bibliography has no work "nobody1999"');
  });

  it("link to their entry, tell the title, and stop the report where the work is unknown", () => {
    expect(renderInline("[@derrida1981]", contextOf({ bibliography }))).toBe(
      '(<a class="cite" id="cite-01-test-1" href="#ref-derrida1981" title="Random-energy model">Derrida, 1981</a>)',
    );
    expect(() => cited("[@nobody1999]")).toThrow(
      'notebooks/01-test.ipynb: cell "intro": the bibliography has no work "nobody1999"',
    );
  });

  it("have one anchor each, also in a note, which the page shows twice", () => {
    const context = contextOf({ bibliography });
    const html = renderMarkdown("one[^a] [@derrida1981]\n\n[^a]: as @kitaev2020 do", context);
    const ids = [...html.matchAll(/ id="(cite-[^"]+)"/g)].map((match) => match[1]);
    expect(ids.sort()).toEqual(["cite-01-test-1", "cite-01-test-2"]);
    expect(context.citations.map(({ key }) => key).sort()).toEqual(["derrida1981", "kitaev2020"]);
  });
});

describe("the list of references", () => {
  it("holds what is cited, in order, with the ways back, and nothing else", () => {
    const parts = [
      { name: "chapter 1", citations: [{ key: "kitaev2020", anchor: "cite-a-1" }] },
      {
        name: "chapter 2",
        citations: [
          { key: "derrida1981", anchor: "cite-b-1" },
          { key: "kitaev2020", anchor: "cite-b-2" },
        ],
      },
    ];
    const html = renderReferences([...bibliography.values()], parts);
    expect([...html.matchAll(/<li id="([^"]+)"/g)].map((match) => match[1])).toEqual([
      "ref-derrida1981",
      "ref-kitaev2020",
    ]);
    expect(text(html)).toContain("arXiv:2001.04451 Cited in chapter 1, chapter 2.");
    expect([...html.matchAll(/href="#(cite[^"]+)"/g)].map((match) => match[1])).toEqual([
      "cite-b-1",
      "cite-a-1",
      "cite-b-2",
    ]);
    expect(renderReferences([...bibliography.values()], [])).toBe("");
  });
});
