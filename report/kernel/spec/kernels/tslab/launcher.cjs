"use strict";
/**
 * Starts tslab, with its defects fixed, as a Jupyter kernel: `node launcher.cjs --config-path <connection file>`. With
 * `--without-docs`, where nobody asks for documentation, it starts sooner. With `--js` it is jslab, whose cells are JavaScript.
 *
 * JupyterLab and the report's runner both start this file, and no build comes before it, so it and its neighbours are
 * plain CommonJS. tslab converts, type-checks and runs the cells; what is fixed stands one concern a file:
 *
 * - `server.cjs`    no limit on unsent messages, execute_input/execute_result/error, aborting queued requests
 * - `control.cjs`   interrupts that reach a busy main thread, by way of `control-worker.cjs`, `message.cjs`, `break.cjs`
 * - `cells.cjs`     a cell's value and error handed over instead of printed
 * - `translate.cjs`  what a cell becomes before it runs; `remote.cjs` has the report's `compiler.cjs` do it, and `lazy.cjs`
 *                    then leaves TypeScript unloaded
 * - `converter.cjs`  imports from beside and above the notebook (`project-files.cjs`), `import()` (`dynamic-import.cjs`)
 * - `interrupts.cjs` the running cell's AbortSignal; `output.cjs` has cells look at it
 * - `names.cjs`     what a cell that was stopped had set stays visible
 * - `rewrite.cjs`   shorthand properties, property names in patterns, top-level `await (..)`, `for await`
 * - `errors.cjs`    what an error output says
 * - `streams.cjs`   stdout and stderr of cells; no stdin
 * - `parent.cjs`    no kernel outlives the process that started it
 * - `modules.cjs`   cells find the project's packages from any working directory, and Node's types alone
 * - `connection.cjs` only local connections
 *
 * Exit codes: 0 after a shutdown request, 2 when the connection file is unfit (one line on stderr says why).
 */
// Before all that requires TypeScript.
if (process.env.NCSPARSE_COMPILER) require("./lazy.cjs").loadLazily();
else require("./converter.cjs").loadConverter();
const { readConnection } = require("./connection.cjs");
const { offerImports } = require("./dynamic-import.cjs");
const { describeThrown } = require("./errors.cjs");
const { offerProjectModules, PROJECT_ROOT } = require("./modules.cjs");
const { watchParent } = require("./parent.cjs");
const { createCells } = require("./cells.cjs");
const { KernelServer } = require("./server.cjs");
const { redirectStreams, refuseStdin } = require("./streams.cjs");

const EXIT_UNFIT = 2;

/**
 * The connection file named on the command line.
 * @param {string[]} argv arguments after the script's name
 * @returns {string}
 */
function connectionFileFrom(argv) {
  const at = argv.indexOf("--config-path");
  const file = at >= 0 ? argv[at + 1] : undefined;
  if (file === undefined) throw new Error("launcher: --config-path <connection file> is required");
  return file;
}

/**
 * Composes cells and server, and binds the kernel's sockets.
 * @param {string[]} argv arguments after the script's name
 * @returns {Promise<void>} resolved once every socket is bound
 */
async function startKernel(argv) {
  const connectionFile = connectionFileFrom(argv);
  readConnection(connectionFile);
  watchParent();
  offerProjectModules(process.cwd());
  offerImports([process.cwd(), PROJECT_ROOT]);
  const isJS = argv.includes("--js");
  const cells = createCells(process.cwd(), { isJS, docs: !argv.includes("--without-docs") });
  const server = new KernelServer(cells, connectionFile, { isJS });
  // Errors that no cell awaits end Node by default; here they belong to the running, or else the last, cell.
  process.on("uncaughtException", (error) => server.reportLateError(describeThrown(error)));
  process.on("unhandledRejection", (reason) => server.reportLateError(describeThrown(reason)));
  // Front ends interrupt on the control channel; by hand, this stops a pending await.
  process.on("SIGINT", () => cells.interrupt(cells.interruptCounts.ask()));
  redirectStreams((name, text) => server.publishStream(name, text));
  refuseStdin();
  try {
    await server.init();
  } catch (error) {
    await server.abandon();
    throw error;
  }
}

startKernel(process.argv.slice(2)).catch((/** @type {Error} */ error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(EXIT_UNFIT);
});
