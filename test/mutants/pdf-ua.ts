/** Errors of what a PDF says to those who have it read to them. */
import type { Mutant } from "./mutant.js";

const TEST = "test/report/pdf/ua/ua.test.ts";
const MEETS = "meets every condition of PDF/UA-1 that a program can check";

export const PDF_UA_MUTANTS: readonly Mutant[] = [
  {
    id: "UA-heads-unmarked",
    error: "running heads and page numbers left outside of the structure, and no artifacts either",
    file: "report/pdf/ua/marks.ts",
    find: "return PAINTS.test(operators) ?",
    replace: "return PAINTS.test(operators) && operators.length < 0 ?",
    noticedBy: { file: TEST, test: MEETS },
  },
  {
    id: "UA-form-marks",
    error: "marks within a drawing of its own keep the numbers of the page's",
    file: "report/pdf/ua/drawings.ts",
    find: "if (ids.length > 0) setOperators",
    replace: "if (ids.length > 99) setOperators",
    noticedBy: { file: TEST, test: MEETS },
  },
  {
    id: "UA-empty-cells",
    error: "empty cells without a tag, so that those behind them are read under others' heads",
    file: "report/page/client/paper/cells.ts",
    find: 'cell.querySelector("img, svg, math") === null) cell.textContent = BLANK;',
    replace: 'cell.querySelector("img, svg, math") === null) cell.textContent = "";',
    noticedBy: { file: TEST, test: "keeps empty cells of tables in their columns" },
  },
  {
    id: "UA-words-ungrouped",
    error: "a fraction of sums read without brackets",
    file: "report/page/client/paper/words.ts",
    find: ": `(${plain})`;",
    replace: ": plain;",
    noticedBy: { file: TEST, test: "says formulas in words" },
  },
  {
    id: "UA-links-alike",
    error: "every link to a place described by the words of the first",
    file: "report/pdf/ua/links.ts",
    find: "known.length === all.length ? known[index] : known[0]",
    replace: "known[0]",
    noticedBy: { file: TEST, test: "describes links by their words" },
  },
  {
    id: "UA-claimed-always",
    error: "PDF/UA-1 claimed of a document with a picture that has no words",
    file: "report/pdf/ua/accessible.ts",
    find: " && speaksOfFigures(tags)",
    replace: "",
    noticedBy: { file: TEST, test: "does not claim the standard with a picture that has no words" },
  },
];
