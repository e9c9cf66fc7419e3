"use strict";
/** Asking the report's compiler (`compiler.cjs`) for translations; whatever goes wrong, the kernel does it itself. */
const net = require("net");
const readline = require("readline");

/** Where the compiler listens. Cells do not see it. */
const VARIABLE = "NCSPARSE_COMPILER";

class RemoteCompiler {
  /** Who waits for the next lines.
   * @type {((translation: import("./translate.cjs").Translation | null) => void)[]} */
  waiting = [];
  /** @type {net.Socket | undefined} */
  socket = undefined;

  /** Connects to the compiler that the environment names, if it names one. */
  constructor() {
    const path = process.env[VARIABLE];
    delete process.env[VARIABLE];
    if (!path) return;
    this.socket = net.connect(path).unref();
    readline
      .createInterface({ input: this.socket })
      .on("line", (line) => this.waiting.shift()?.(JSON.parse(line)))
      .on("error", () => this.giveUp()); // the socket's, told a second time
    this.socket.on("error", () => this.giveUp()).on("close", () => this.giveUp());
  }

  /** Nobody answers any more. */
  giveUp() {
    this.socket?.destroy();
    this.socket = undefined;
    for (const settle of this.waiting.splice(0)) settle(null);
  }

  /**
   * @param {string} declarations those of all earlier cells
   * @param {string} source a cell
   * @returns {Promise<import("./translate.cjs").Translation | null>} null where the kernel must do it itself, from then on
   */
  async translate(declarations, source) {
    const { socket } = this;
    if (socket === undefined) return null;
    /** @type {import("./translate.cjs").Translation | null} */
    const translation = await new Promise((resolve) => {
      this.waiting.push(resolve);
      socket.write(`${JSON.stringify({ declarations, source })}\n`);
    });
    if (translation === null) this.giveUp();
    return translation;
  }
}

module.exports = { RemoteCompiler };
