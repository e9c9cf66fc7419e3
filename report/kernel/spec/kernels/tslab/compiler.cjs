"use strict";
/**
 * The compiler of a report: `node compiler.cjs PATH [--js]` translates the cells of all kernels that run in its working directory,
 * asked at the socket PATH (a named pipe on Windows). A kernel's own compiler costs two seconds at its start, most of which
 * goes to Node's types; here they are read once a report.
 *
 * It tells who started it by a message that it listens. A line of JSON asks, `{ declarations, source }`, and a line answers, in order: a translation, or null for a cell that the
 * kernel must translate itself, because it takes in files of the project: tslab hands each of those out once.
 */
const { loadConverter } = require("./converter.cjs");
// Before all that requires tslab's converter.
loadConverter();
const net = require("net");
const readline = require("readline");
const ts = require("typescript");
const { prepareTypes } = require("./modules.cjs");
const { watchParent } = require("./parent.cjs");
const { createNodeConverter, translate } = require("./translate.cjs");

/** @typedef {{ declarations: string, source: string }} Question */

class Compiler {
  /** Whether a file of the project has been taken in, and its JavaScript handed out. */
  tookFiles = false;

  /** @param {boolean} isJS whether cells are JavaScript */
  constructor(isJS) {
    this.isJS = isJS;
    this.converter = createNodeConverter(isJS);
  }

  /**
   * @param {Question} question
   * @returns {import("./translate.cjs").Translation | null}
   */
  answer({ declarations, source }) {
    if (this.tookFiles || importsFiles(source)) return null;
    const translation = translate(this.converter, declarations, source, this.isJS);
    this.tookFiles = translation.converted.sideOutputs !== undefined;
    return this.tookFiles ? null : translation;
  }
}

/** @param {string} source */
function importsFiles(source) {
  const { importedFiles, referencedFiles } = ts.preProcessFile(source, true, true);
  return referencedFiles.length > 0 || importedFiles.some(({ fileName }) => /^[./\\]|^[a-z]:/i.test(fileName));
}

/**
 * @param {string} path
 * @param {boolean} isJS
 */
function serve(path, isJS) {
  watchParent();
  prepareTypes(process.cwd(), { docs: false });
  /** @type {Compiler | undefined} */
  let compiler;
  net
    .createServer((socket) => {
      socket.on("error", () => socket.destroy()); // the kernel is gone
      const lines = readline.createInterface({ input: socket });
      lines.on("error", () => socket.destroy()); // the same, told a second time
      lines.on("line", (line) => {
        compiler ??= new Compiler(isJS);
        if (!socket.destroyed) socket.write(`${JSON.stringify(compiler.answer(JSON.parse(line)))}\n`);
      });
    })
    .listen(path, () => {
      process.send?.("listening");
      compiler ??= new Compiler(isJS); // made before the first kernel asks
    });
}

serve(process.argv[2] ?? "", process.argv.includes("--js"));
