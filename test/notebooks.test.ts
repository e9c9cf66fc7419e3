import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readBibliography } from "../report/page/references/bibliography.js";
import { joinText } from "../report/notebooks/cells.js";
import { notebookProblem } from "../report/notebooks/validate.js";
import { enginePath } from "../report/root.js";
import type { CodeCell, Notebook } from "../report/types.js";
import { CLAIMS } from "../src/claims/registry.js";
import * as library from "../src/index.js";

const folder = enginePath("notebooks");
const files = readdirSync(folder).filter((name) => name.endsWith(".ipynb"));
const notebooks = files.map(
  (name) => [name, JSON.parse(readFileSync(`${folder}/${name}`, "utf8")) as Notebook] as const,
);

/** Markdown that the report reads in a way of its own, and JupyterLab shows as its source, as "(???)" or not at all. */
const NOT_FOR_JUPYTERLAB = {
  "a link without a text": /(?<!!)\[\]\(/,
  "a reference that only TeX resolves": /\\(?:eq)?ref\{/,
  "a label that does not show": /\\label\{/,
  "a citation by its key": /(?<![\p{L}\p{N}_.\\])@[a-z]+\d{4}/u,
};

function codeCells(notebook: Notebook): CodeCell[] {
  return notebook.cells.filter((cell): cell is CodeCell => cell.cell_type === "code");
}
const sourceOf = (cell: CodeCell): string => (Array.isArray(cell.source) ? cell.source.join("") : cell.source);

/** The article and the glossary: they ask no question of their own. */
const NO_CHAPTERS: ReadonlySet<string> = new Set(["00-article.ipynb", "17-glossary.ipynb"]);

describe.each(notebooks)("%s", (name, notebook) => {
  it("is valid nbformat 4.5", () => {
    expect(notebookProblem(notebook)).toBeNull();
    expect([notebook.nbformat, notebook.nbformat_minor]).toEqual([4, 5]);
  });

  it("stores no output and no count", () => {
    for (const cell of codeCells(notebook)) expect([cell.outputs, cell.execution_count]).toEqual([[], null]);
  });

  it("holds no algorithm: no loop, function, class or formula of its own in a cell of more than calls", () => {
    for (const cell of codeCells(notebook)) expect(sourceOf(cell)).not.toMatch(/\b(for|while|function|class)\b|Math\./);
  });

  it.each(Object.entries(NOT_FOR_JUPYTERLAB))(
    "holds nothing that a reader in JupyterLab cannot read: no %s",
    (_, mark) => {
      for (const { source } of notebook.cells) expect([source].flat().join("")).not.toMatch(mark);
    },
  );
  it("names the paper's sections, figures and tables as the paper's, and the report's own by label, not by number", () => {
    const paragraphs = notebook.cells.flatMap((cell) =>
      cell.cell_type === "markdown" ? joinText(cell.source).split(/\n{2,}/) : [],
    );
    for (const paragraph of paragraphs) {
      if (/\b(?:Figures?|Tables?|[Ss]ections?) \d/.test(paragraph)) expect(paragraph).toMatch(/\bpaper\b/);
      expect(paragraph).not.toMatch(/\b(?:Figure|Table) \d+\.\d|\bFinding \d/);
    }
  });

  it.skipIf(NO_CHAPTERS.has(name))("begins with a title and a question, and ends with what it means", () => {
    const texts = notebook.cells.map((cell) => (Array.isArray(cell.source) ? cell.source.join("") : cell.source));
    expect(texts[0]).toMatch(/^# [\s\S]*\*\*Question\.\*\*/);
    expect(texts.at(-1)).toMatch(/^## What it means/);
  });
});

describe("the notebooks together", () => {
  it("show every claim of the registry exactly once, and no other", () => {
    const shown = notebooks.flatMap(([, notebook]) =>
      codeCells(notebook).flatMap((cell) =>
        Array.from(sourceOf(cell).matchAll(/show\("([^"]+)"\)/g), (match) => match[1]!),
      ),
    );
    expect([...shown].sort()).toEqual(CLAIMS.map(({ id }) => id).sort());
  });
});

describe("the words of claims", () => {
  it.each(Object.entries(NOT_FOR_JUPYTERLAB))(
    "hold nothing that a reader in JupyterLab cannot read: no %s",
    (_, mark) => {
      for (const claim of CLAIMS) expect(JSON.stringify(claim), claim.id).not.toMatch(mark);
    },
  );
});

describe("citations in the notebooks", () => {
  const works = readBibliography({
    file: "references.bib",
    text: readFileSync(`${folder}/references.bib`, "utf8"),
  });
  it("name authors and year as the list of references does", () => {
    const citations = notebooks.flatMap(([, notebook]) =>
      notebook.cells.flatMap(({ source }) => [
        ...[source]
          .flat()
          .join("")
          .matchAll(/\[([^[\]]+)\]\(references\.bib#([^)]+)\)/g),
      ]),
    );
    expect(citations.length).toBeGreaterThan(20);
    for (const [, text, key] of citations) {
      const { authors, year } = works.get(key!)!;
      expect([`${authors}, ${year}`, `${authors} (${year})`, year]).toContain(text);
    }
  });
});

describe("bounds that are no closed form", () => {
  it("name a function that the library exports", () => {
    for (const { bound } of CLAIMS) {
      if (!bound?.function) continue;
      const found = bound.function
        .split(".")
        .reduce<unknown>((from, name) => (from as Record<string, unknown>)[name], library);
      expect(typeof found, bound.function).toBe("function");
    }
  });
});
