// A report of a folder's notebooks in a process of its own, as the command line builds one: signals, lines, exit code.
// Its argument: the request, as JSON.
import { buildReport } from "../../../report/dist/build.js";
import { exitCodeOf } from "../../../report/dist/cli/exit-code.js";
import { withInterrupt } from "../../../report/dist/cli/interrupt.js";
import { createProgress } from "../../../report/dist/cli/progress.js";

const request = JSON.parse(process.argv[2]);
process.exitCode = await withInterrupt((signal) => buildReport(request, createProgress(), signal)).catch(exitCodeOf);
