/** Errors of what JupyterLab shows and saves, and of what it offers to whoever writes a cell. */
import type { Mutant } from "./mutant.js";

const CLEAN_TEST = "test/report/cli/clean.test.ts";
const LAB_PAGE_TEST = "test/jupyter/lab-page.test.ts";
const PROGRESS_TEST = "test/report/kernel/progress.test.ts";

export const JUPYTER_MUTANTS: readonly Mutant[] = [
  {
    id: "JL-count-kept",
    error: "counts left in notebooks that are cleaned",
    file: "report/notebooks/clean.ts",
    find: "{ outputs: [], execution_count: null }",
    replace: "{ outputs: [] }",
    noticedBy: { file: CLEAN_TEST, test: "takes out what a run left, of any kernel" },
  },
  {
    id: "JL-names-unsorted",
    error: "names in the order in which they came where Jupyter sorts them",
    file: "report/notebooks/jupyter-text.ts",
    find: ".sort(byCodePoint)",
    replace: ".slice()",
    noticedBy: { file: "test/jupyter/written.test.ts", test: "give what `ncsparse clean` gives" },
  },
  {
    id: "JL-other-machines",
    error: "JupyterLab told to listen at any address",
    file: "report/cli/lab.ts",
    find: "const LOOPBACK = /^(?:",
    replace: "const LOOPBACK = /^(?:0\\.0\\.0\\.0|",
    noticedBy: { file: "test/jupyter/lab-command.test.ts", test: "refuses what would let other machines in: --ip" },
  },
  {
    id: "JL-progress-after",
    error: "a claim's progress told after its cell was interrupted",
    file: "src/kit/notebook/progress.ts",
    find: "if (isOver || ",
    replace: "if (",
    noticedBy: {
      file: PROGRESS_TEST,
      test: "says where it stopped when it is interrupted, and nothing after the cell",
    },
  },
  {
    id: "JL-progress-milliseconds",
    error: "milliseconds of a claim told as seconds",
    file: "src/kit/notebook/progress.ts",
    find: "Math.round(ms / 1000)",
    replace: "Math.round(ms)",
    noticedBy: { file: PROGRESS_TEST, test: "tells the seconds of a cell that lets nothing through" },
  },
  {
    id: "JL-nearest-first",
    error: "the first id of all named as the nearest",
    file: "src/claims/registry.ts",
    find: "return ids[lower.indexOf(closest(id.toLowerCase(), lower))]!;",
    replace: "return ids[0]!;",
    noticedBy: { file: "test/claims/registry.test.ts", test: "finds claims by id and names the nearest" },
  },
  {
    id: "JL-dark-ink",
    error: "a chart's dark ink on dark ground in JupyterLab",
    file: "src/kit/figures/notebook-css.ts",
    find: "tone.light, tone.dark)",
    replace: "tone.light, tone.light)",
    noticedBy: { file: LAB_PAGE_TEST, test: "in inks that can be read there, in a light and a dark theme" },
  },
  {
    id: "JL-box-colour",
    error: "a claim that holds in the colour of a violated one",
    file: "src/kit/notebook/claim-html.ts",
    find: 'holds: "greenText"',
    replace: 'holds: "vermillionText"',
    noticedBy: { file: LAB_PAGE_TEST, test: "is in a box of its outcome's colour" },
  },
];
