/** Errors of the article: what it shows again, what is printed, what is folded. */
import type { Mutant } from "./mutant.js";

const REUSE = "report/page/reuse.ts";
const PAGE_TEST = "test/report/page/article.test.ts";
const PDF_TEST = "test/report/pdf/article.test.ts";

export const ARTICLE_MUTANTS: readonly Mutant[] = [
  {
    id: "ART-number-prefixed",
    error: "figures of the article numbered as those of a chapter 0",
    file: "report/document/numbering.ts",
    find: "chapter === ARTICLE_NUMBER ? String(count)",
    replace: "chapter === ARTICLE_NUMBER ? `0.${count}`",
    noticedBy: { file: PAGE_TEST, test: "shows the figure again where the article wants it" },
  },
  {
    id: "ART-copy-first",
    error: "a label without a chapter leads to the copy in the article as well as to the figure itself",
    file: "report/page/markdown/targets.ts",
    find: " && isCopy !== true",
    replace: "",
    noticedBy: { file: PAGE_TEST, test: "leads from other chapters to the first" },
  },
  {
    id: "ART-lines-lost",
    error: "the line behind what is shown again left out",
    file: REUSE,
    find: "from = display.lines[1];",
    replace: "from = display.lines[1] + 2;",
    noticedBy: { file: PAGE_TEST, test: "leaves the lines around it to their cells" },
  },
  {
    id: "ART-supplement-whole",
    error: "the supplement printed with the article",
    file: "report/page/client/printed-part.ts",
    find: 'if (part === "supplement") remove(".chapter.short, ',
    replace: 'if (part === "supplement") remove("',
    noticedBy: { file: PDF_TEST, test: "are one with the article and the findings" },
  },
  {
    id: "ART-failed-folded",
    error: "a failed chapter folded behind its summary",
    file: "report/page/chapter.ts",
    find: "summary.length > 0 && failures.length === 0",
    replace: "summary.length > 0",
    noticedBy: { file: PAGE_TEST, test: "is not folded" },
  },
  {
    id: "ART-ledger-folded",
    error: "the claims folded behind the paper's items where one of them deviates",
    file: "report/page/claims/ledger-table.ts",
    find: "items.length > 0 && ledger.every((entry) => problemsOf(entry).length === 0)",
    replace: "items.length > 0",
    noticedBy: {
      file: "test/report/page/claims/ledger-table.test.ts",
      test: "folds the claims behind them, unless one deviates",
    },
  },
];
