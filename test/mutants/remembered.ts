/** Errors of what a report remembers, of styles of citations, and of what is told and tied. */
import type { Mutant } from "./mutant.js";

const STORE_TEST = "test/report/cache/store.test.ts";
const STYLE_TEST = "test/report/page/references/csl-style.test.ts";

export const REMEMBERED_MUTANTS: readonly Mutant[] = [
  {
    id: "KEPT-growth-forgotten",
    error: "what a cache has grown by forgotten from run to run",
    file: "report/cache/store.ts",
    find: "await keepGrown(this.folder, isDue ? 0 : grown)",
    replace: "await keepGrown(this.folder, 0)",
    noticedBy: { file: STORE_TEST, test: "is looked through once in an eighth of its limit" },
  },
  {
    id: "KEPT-growth-unread",
    error: "a cache looked through at every run",
    file: "report/cache/store.ts",
    find: "const isDue = grown > GROWTH_LEFT * this.limitBytes",
    replace: "const isDue = grown > 0",
    noticedBy: { file: STORE_TEST, test: "is looked through once in an eighth of its limit" },
  },
  {
    id: "KEPT-wrong-cell",
    error: "a cell with errors kept as translated",
    file: "report/kernel/compilers.ts",
    find: "translation !== null && translation.converted.diagnostics.length === 0",
    replace: "translation !== null",
    noticedBy: {
      file: "test/report/kernel/compilers.test.ts",
      test: "remembers sound cells, and asks for those alone that are new or wrong",
    },
  },
  {
    id: "KEPT-other-browser",
    error: "a PDF kept although the browser has changed",
    file: "report/pdf/candidates.ts",
    find: "`${found.size} bytes of ${found.mtimeMs}`",
    replace: '"some bytes"',
    noticedBy: { file: "test/report/pdf/browser.test.ts", test: "another one once it has changed" },
  },
  {
    id: "STYLE-around-twice",
    error: "brackets of a style around each citation of a group, too",
    file: "report/page/references/csl-style.ts",
    find: "return text.slice(from, to)",
    replace: "return text",
    noticedBy: { file: STYLE_TEST, test: "of authors and years writes them as it does" },
  },
  {
    id: "STYLE-order",
    error: "citations numbered in the order of the bibliography",
    file: "report/page/references/references.ts",
    find: "[...keys].map((key) => bibliography.get(key)!)",
    replace: "[...bibliography.values()].filter(({ key }) => keys.has(key))",
    noticedBy: { file: STYLE_TEST, test: "of numbers counts works in the order in which they are first cited" },
  },
  {
    id: "STYLE-running-heads",
    error: "marks left in running heads where citations should be",
    file: "report/page/page.ts",
    find: "title: set(chapter.title)",
    replace: "title: chapter.title",
    noticedBy: { file: STYLE_TEST, test: "has it on the page, in headings and contents, too, and no mark is left" },
  },
  {
    id: "STYLE-raised",
    error: "raised citations on the line",
    file: "report/page/references/citations.ts",
    find: "return isRaised ? `<sup>${group}</sup>` : group;",
    replace: "return group;",
    noticedBy: { file: STYLE_TEST, test: "raises citations, and orders the list, as it says" },
  },
  {
    id: "TIE-unlabelled",
    error: "lines without a label tied to where one would stand",
    file: "src/kit/figures/bound-chart.ts",
    find: 'const series = all.filter(({ label }) => label !== "");',
    replace: "const series = all;",
    noticedBy: { file: "test/kit/figures/charts.test.ts", test: "leaves a series without a label alone" },
  },
  {
    id: "TOLD-last-frame",
    error: "of an error the last place that it came from told, not the error",
    file: "report/kernel/start-failure.ts",
    find: "!/^\\s+at /.test(line)",
    replace: "line !== undefined",
    noticedBy: { file: "test/report/faults/start.test.ts", test: "after an error tells the error" },
  },
];
