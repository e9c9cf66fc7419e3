"use strict";
/**
 * Breaks the synchronous code that the main thread is in, from a worker thread: an exception that nothing catches, at
 * any loop or call. It is V8's debugger that does it. `Runtime.terminateExecution` would, too, but where the main thread
 * comes back from the loop just before, it ends whatever runs next, and the kernel's own code with it. A debugger first
 * pauses the thread; who runs there can be seen, and is ended or let go.
 *
 * Node does not expect its own frames below a cell's to be ended. A callback of a timer leaves its asynchronous context
 * behind, for which Node would abort the process if `--no-force-async-hooks-checks` did not tell it not to (`kernel.json`).
 * A callback of `setImmediate` takes others of the same turn with it, after which the idle kernel keeps a core busy; what is
 * awaited, as cells and the library do, is not such a callback.
 */
const inspector = require("inspector");
const path = require("path");
const url = require("url");
const { setTimeout: sleep } = require("timers/promises");

/** Milliseconds that a running thread needs at most to come to a loop's or a call's next turn. */
const PAUSE_MS = 200;
/** Code that keeps the kernel going, where it is the outermost on the stack: this launcher, tslab and the sockets. */
const MACHINERY = [__dirname, packageFolder("tslab"), packageFolder("zeromq")];

/**
 * Ends what the main thread runs, if it is a cell's (or a library's that a cell called) and not the kernel's.
 * @param {() => boolean} isWanted asked once more when the thread is paused
 * @returns {Promise<void>} resolved when the thread runs on
 */
async function breakCell(isWanted) {
  const session = new inspector.Session();
  session.connectToMainThread();
  /** @type {Promise<inspector.InspectorNotification<inspector.Debugger.PausedEventDataType>>} */
  const paused = new Promise((resolve) => session.once("Debugger.paused", resolve));
  /** @param {string} method @param {object} [parameters] @returns {Promise<void>} */
  const post = (method, parameters) =>
    new Promise((resolve, reject) => session.post(method, parameters, (error) => (error ? reject(error) : resolve())));
  try {
    await post("Debugger.enable");
    await post("Debugger.pause");
    const event = await Promise.race([paused, sleep(PAUSE_MS)]);
    if (event === undefined) return;
    await post("Debugger.resume", { terminateOnResume: isWanted() && isCells(event.params.callFrames) });
  } finally {
    session.disconnect();
  }
}

/**
 * Whether a cell or a library stands outermost on a stack; Node's own functions call both, and the kernel.
 * @param {readonly { url: string }[]} callFrames innermost first
 */
function isCells(callFrames) {
  const outermost = callFrames.filter((frame) => !frame.url.startsWith("node:")).at(-1);
  return outermost !== undefined && !MACHINERY.some((folder) => fileOf(outermost.url).startsWith(folder + path.sep));
}

/** @param {string} location a path, a file: URL, or the name of a script that is no file */
function fileOf(location) {
  return location.startsWith("file:") ? url.fileURLToPath(location) : location;
}

/** @param {string} name */
function packageFolder(name) {
  return path.dirname(require.resolve(`${name}/package.json`));
}

module.exports = { breakCell };
