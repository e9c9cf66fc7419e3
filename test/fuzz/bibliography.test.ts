/** BibTeX with something wrong: every work that comes out is whole, or the line names the file and the place in it. */
import fc from "fast-check";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readBibliography } from "../../report/page/references/bibliography.js";
import { enginePath } from "../../report/root.js";
import { brokenText } from "./mutations.js";
import { acceptedOrRefused } from "./refusal.js";
import { CASES, FUZZ_TIMEOUT_MS, trying } from "./settings.js";

const FRAGMENTS = [
  ...'{ } @ , = \\ $ % # " ~'.split(" "),
  "@string{a = 1}",
  "@comment{",
  "author = {}, ",
  "author = {,}, ",
  "author = {others}, ",
  "editor = {{A} and B}, ",
  "title = {}, ",
  "year = {}, ",
  "year = {in press}, ",
  "year = 99999999999, ",
  "date = {2020-13-45}, ",
  "month = 13, ",
  "crossref = {a}, ",
  "pages = {--}, ",
  "doi = {}, ",
  "url = {javascript:1}, ",
  "<script>",
  "\\unknown{",
  "\u0000",
] as const;

describe("a bibliography", () => {
  const entries = readFileSync(enginePath("notebooks", "references.bib"), "utf8").split(/\n(?=@)/);
  const pairs = entries.map((entry, index) => `${entry}\n${entries[(index + 1) % entries.length]!}`);

  it("is read whole, or refused with one line", { timeout: FUZZ_TIMEOUT_MS }, async () => {
    const property = fc.asyncProperty(brokenText(pairs, FRAGMENTS), async (bibtex) => {
      const works = await acceptedOrRefused("references.bib: ", () =>
        readBibliography({ file: "references.bib", text: bibtex }),
      );
      for (const { authors, year, title, entry } of works?.values() ?? []) {
        expect(
          [authors, year, title].every((part) => part.trim() !== ""),
          entry,
        ).toBe(true);
        expect(entry).not.toMatch(/\bundefined\b|\bNaN\b|\[object |<script|href="javascript:/);
      }
    });
    await fc.assert(property, trying(CASES.bibliography));
  });
});
