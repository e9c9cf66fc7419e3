/** Errors in how the outputs of other people's notebooks are shown. */
import type { Mutant } from "./mutant.js";

const BOUND_TEST = "test/report/document/bound-blocks.test.ts";
const CELLS = "report/text/cells.ts";
const CELLS_TEST = "test/report/text/cells.test.ts";
const STYLES = "report/page/html/styles.ts";
const STYLES_TEST = "test/report/page/html/styles.test.ts";
const PRINTED_TEST = "test/report/page/terminal/printed.test.ts";

export const OUTPUT_MUTANTS: readonly Mutant[] = [
  {
    id: "OUT-error-folded",
    error: "an error behind thousands of outputs left off with them",
    file: "report/document/bound-blocks.ts",
    find: 'kind === "claim" || kind === "error"',
    replace: 'kind === "claim"',
    noticedBy: { file: BOUND_TEST, test: "are never folded where they are an error" },
  },
  {
    id: "OUT-left-off-count",
    error: "the outputs that are folded counted among those left off",
    file: "report/document/bound-blocks.ts",
    find: "leftOff: others.slice(FOLDED).length",
    replace: "leftOff: others.length",
    noticedBy: { file: BOUND_TEST, test: "are left off behind five hundred, with their count" },
  },
  {
    id: "OUT-wide-one-cell",
    error: "Han and emoji in one cell of a terminal",
    file: CELLS,
    find: "eastAsianWidth(code) === 2",
    replace: "eastAsianWidth(code) === 3",
    noticedBy: { file: CELLS_TEST, test: "take as many as Node's console.table gives them" },
  },
  {
    id: "OUT-half-character",
    error: "half of a wide character left standing where the other half is written over",
    file: "report/text/terminal.ts",
    find: 'for (let after = this.#column + cells; chars[after] === ""; after++) chars[after] = " ";',
    replace: "",
    noticedBy: { file: CELLS_TEST, test: "blanks the second half of one that a wide one hits" },
  },
  {
    id: "OUT-ink-page-ground",
    error: "the colour of text on a coloured box moved to be read on the page instead",
    file: "report/page/html/html-cleaner.ts",
    find: "this.#grounds[this.#grounds.length - 1] = opening.ground;",
    replace: "",
    noticedBy: { file: STYLES_TEST, test: "is read on the ground that it stands on, not on the page's" },
  },
  {
    id: "OUT-ground-without-ink",
    error: "a pale box in a notebook's HTML under the light letters of the dark scheme",
    file: STYLES,
    find: 'if (ink !== null || own !== null) tones.push(["", inkOn(ground, ink)]);',
    replace: 'if (ink !== null) tones.push(["", inkOn(ground, ink)]);',
    noticedBy: { file: STYLES_TEST, test: "gives text of the page's ink one that can be read on a ground" },
  },
  {
    id: "OUT-style-part",
    error: "a style's value kept for one part that is harmless",
    file: "report/page/html/style-values.ts",
    find: "new RegExp(`^${value}$`)",
    replace: "new RegExp(`^${value}`)",
    noticedBy: { file: STYLES_TEST, test: "never says more than is safe, whatever is written" },
  },
  {
    id: "OUT-table-wraps",
    error: "the lines of a printed table broken where some of its wide lines are words",
    file: "report/page/terminal/columns.ts",
    find: "< wide.length / 2",
    replace: "< 2 * wide.length",
    noticedBy: { file: PRINTED_TEST, test: "keeps the lines of a table whole that is wider than the page" },
  },
];
