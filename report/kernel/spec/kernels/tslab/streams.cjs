"use strict";
/** The standard streams of cells: what they print goes to the front end, and there is nobody to ask for input. */
const { StringDecoder } = require("string_decoder");

/**
 * Sends what cells write to stdout and stderr to `publish`.
 * @param {(name: "stdout" | "stderr", text: string) => boolean} publish returns false before the first cell; the text
 *   then goes to the process's own stream
 */
function redirectStreams(publish) {
  for (const name of /** @type {const} */ (["stdout", "stderr"])) {
    const stream = process[name];
    const writeItself = stream.write.bind(stream);
    // A character may be split between two chunks of bytes; the decoder keeps the first part.
    const decoder = new StringDecoder("utf8");
    /** @type {any} */ (stream).write = (
      /** @type {string | Uint8Array} */ chunk,
      /** @type {any} */ encoding,
      /** @type {any} */ callback,
    ) => {
      const text = typeof chunk === "string" ? chunk : decoder.write(Buffer.from(chunk));
      if (text !== "" && !publish(name, text)) writeItself(text);
      const done = typeof encoding === "function" ? encoding : callback;
      if (typeof done === "function") process.nextTick(done);
      return true;
    };
  }
}

/** Makes reading `process.stdin` an error at once; without this a cell that asks would wait for ever or read nothing. */
function refuseStdin() {
  Object.defineProperty(process, "stdin", {
    configurable: true,
    get() {
      throw new Error("process.stdin: a cell cannot ask for input; put the value into the notebook");
    },
  });
}

module.exports = { redirectStreams, refuseStdin };
