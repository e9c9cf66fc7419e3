// A report of a folder's notebooks in a process of its own, as the command line builds one: signals, lines, exit code.
// Arguments: the folder of notebooks, the output folder, the seed, "pdf" or "no-pdf".
import { buildReport } from "../../../report/dist/build.js";
import { exitCodeOf } from "../../../report/dist/cli/exit-code.js";
import { withInterrupt } from "../../../report/dist/cli/interrupt.js";
import { createProgress } from "../../../report/dist/cli/progress.js";

const [notebooksFolder, out, seed, pdf] = process.argv.slice(2);
const fixed = { only: [], profile: "quick", cores: 2, cache: null };
const request = { ...fixed, notebooksFolder, out, seed: Number(seed), pdf: pdf === "pdf" };
process.exitCode = await withInterrupt((signal) => buildReport(request, createProgress(), signal)).catch(exitCodeOf);
