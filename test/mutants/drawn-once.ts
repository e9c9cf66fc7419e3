/** Errors of what is computed once for many: drawings, the order of notebooks, products of matrices. */
import type { Mutant } from "./mutant.js";

const PAPER_TEST = "test/kit/figures/paper.test.ts";
const DRAWINGS_TEST = "test/report/page/figures/drawings.test.ts";
const OUTPUTS_TEST = "test/report/page/figures/draw-outputs.test.ts";
const EXPECTED_TEST = "test/report/notebooks/expected-seconds.test.ts";

export const DRAWN_ONCE_MUTANTS: readonly Mutant[] = [
  {
    id: "ONCE-margin-half",
    error: "a figure on paper has its margin at one side only",
    file: "src/kit/figures/paper.ts",
    find: 'sideOf("width", open) + 2 * more',
    replace: 'sideOf("width", open) + more',
    noticedBy: { file: PAPER_TEST, test: "a chart of the kit" },
  },
  {
    id: "ONCE-ground",
    error: "a figure's own ground lies on the paper",
    file: "src/kit/figures/paper.ts",
    find: "drawing.slice(found[0].length)",
    replace: 'drawing.slice(found[0].length).replace("<g", (/<rect [^>]*>/.exec(found[0])?.[0] ?? "") + "<g")',
    noticedBy: { file: PAPER_TEST, test: "a ground of its own, in whose place the paper comes" },
  },
  {
    id: "ONCE-words-raw",
    error: "a figure's words stand in its drawing unescaped",
    file: "report/page/figures/place-drawing.ts",
    find: "() => escapeHtml(description)",
    replace: "() => description",
    noticedBy: { file: DRAWINGS_TEST, test: "is in every place what would be drawn for that place alone" },
  },
  {
    id: "ONCE-one-id",
    error: "only the first id of a drawing is made the page's own",
    file: "report/page/figures/place-drawing.ts",
    find: "svg.replaceAll(SLOTS.id",
    replace: "svg.replace(SLOTS.id",
    noticedBy: { file: DRAWINGS_TEST, test: "is in every place what would be drawn for that place alone" },
  },
  {
    id: "ONCE-others",
    error: "the charts of other programs are given drawings of this one",
    file: "report/page/figures/draw-outputs.ts",
    find: "lacksDrawing(bundle) && isOfTheKit(output)",
    replace: "lacksDrawing(bundle)",
    noticedBy: { file: OUTPUTS_TEST, test: "stay as they are where one is not of the kit" },
  },
  {
    id: "ONCE-draws-each",
    error: "draws that several cells read count for each of them in what a notebook is expected to take",
    file: "report/notebooks/expected-seconds.ts",
    find: "new Set(cells.flatMap(([, cell]) => cell.draws))",
    replace: "cells.flatMap(([, cell]) => cell.draws)",
    noticedBy: { file: EXPECTED_TEST, test: "draws that several read, once" },
  },
  {
    id: "ONCE-shortest",
    error: "the shortest notebooks are begun first",
    file: "report/compute/longest-first.ts",
    find: "(b.seconds ?? 0) - (a.seconds ?? 0)",
    replace: "(a.seconds ?? 0) - (b.seconds ?? 0)",
    noticedBy: {
      file: "test/report/notebooks/execute-all.test.ts",
      test: "begins with the longest, and draws the figures",
    },
  },
  {
    id: "ONCE-product-rows",
    error: "products of a matrix miss the rows after the last whole block",
    file: "src/kernels/packed-product.ts",
    find: "i < all; i += MAX_QUERIES",
    replace: "i + MAX_QUERIES <= all; i += MAX_QUERIES",
    noticedBy: { file: "test/kernels/times-transpose.test.ts", test: "gives the plain sums bit for bit" },
  },
  {
    id: "ONCE-squares",
    error: "a sink's chart takes the chi-square values of the first dimension that was asked for",
    file: "src/bounds/practical-windows.ts",
    find: "if (last?.d !== d) {",
    replace: "if (last === undefined) {",
    noticedBy: {
      file: "test/bounds/practical-windows.test.ts",
      test: "is the same whatever dimension was asked for before: at d = 10^6",
    },
  },
  {
    id: "ONCE-shares",
    error: "a Frobenius law draws from one of its pieces with the shares of the other",
    file: "src/limit/frobenius-law.ts",
    find: "const shares = this.shares[p]!;",
    replace: "const shares = this.shares[1 - p]!;",
    noticedBy: {
      file: "test/limit/typical-row-law.test.ts",
      test: "places entries with the density whose inverse it states",
    },
  },
];
