"use strict";
/**
 * The control channel, kept by a worker thread: an interrupt has to reach a kernel whose main thread is in a loop. The
 * worker hands every request to the main thread, and where an interrupt is not taken up there, it breaks the loop.
 */
const path = require("path");
const { Worker } = require("worker_threads");

/**
 * @typedef {import("./message.cjs").Request} Request
 * @typedef {object} ControlHandlers
 * @property {(frames: Buffer[]) => void} onRequest any request but an interrupt
 * @property {(request: Request, number: number) => void} onInterrupt
 */
/**
 * What the threads tell each other. `interrupts` are shared counts, see `interrupts.cjs`; `closed` is 1 once the worker ends.
 * @typedef {{ address: string, key: string, linger: number, interrupts: Int32Array, closed: Int32Array }} Start
 * @typedef {{ type: "bound" } | { type: "failed", message: string } | { type: "request", frames: Uint8Array[] }
 *   | { type: "interrupt", request: Request, number: number } | { type: "closed" }} FromWorker
 * @typedef {{ type: "send", frames: (Uint8Array | string)[] } | { type: "close" }} ToWorker
 */

/** Milliseconds that the end of the process waits for the worker to end; it takes 2, where cores are free. */
const CLOSE_MS = 5_000;

/** The channel as the main thread sees it: what tslab asks of a ZeroMQ socket. */
class ControlChannel {
  /**
   * @param {Omit<Start, "closed">} start
   * @param {ControlHandlers} handlers
   */
  constructor(start, { onRequest, onInterrupt }) {
    const closed = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    const workerData = /** @type {Start} */ ({ ...start, closed });
    const worker = new Worker(path.join(__dirname, "control-worker.cjs"), { workerData });
    worker.unref();
    // ZeroMQ aborts a process that ends while a worker waits for messages. A cell may end it: `process.exit(7)`.
    process.once("exit", () => {
      this.close();
      Atomics.wait(closed, 0, 0, CLOSE_MS);
    });
    this.worker = worker;
    /** @type {Promise<void>} resolved once the socket listens; rejected where it cannot */
    this.bound = new Promise((resolve, reject) => {
      worker.once("error", reject);
      worker.on("message", (/** @type {FromWorker} */ message) => {
        if (message.type === "bound") resolve();
        else if (message.type === "failed") reject(new Error(message.message));
        else if (message.type === "request") onRequest(message.frames.map((frame) => Buffer.from(frame)));
        else if (message.type === "interrupt") onInterrupt(message.request, message.number);
      });
    });
    /** @type {Promise<void>} resolved once all that was sent has left and the socket is closed */
    this.closed = new Promise((resolve) => {
      worker.once("exit", () => resolve());
      worker.on("message", ({ type }) => type === "closed" && resolve());
    });
  }

  /** @param {(Uint8Array | string)[]} frames */
  send(frames) {
    this.worker.postMessage(/** @type {ToWorker} */ ({ type: "send", frames }));
  }

  close() {
    this.worker.postMessage(/** @type {ToWorker} */ ({ type: "close" }));
  }
}

module.exports = { ControlChannel };
