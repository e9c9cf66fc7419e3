"use strict";
/**
 * The kernel's sockets and messages: tslab's server, which binds them and speaks the wire protocol, with execution
 * following Jupyter's messaging specification. https://jupyter-client.readthedocs.io/en/stable/messaging.html
 */
const util = require("util");
const jupyter = require("tslab/dist/jupyter");
const { completeReply, inspectReply } = require("./assist.cjs");
const { channelAddress } = require("./connection.cjs");
const { ControlChannel } = require("./control.cjs");
const { describeThrown } = require("./errors.cjs");
const { KernelHandler } = require("./handler.cjs");
const { readRequest, replyFrames } = require("./message.cjs");

/**
 * @typedef {import("./errors.cjs").ErrorText} ErrorText
 * @typedef {any} Message tslab's ZmqMessage, which it does not export
 * @typedef {any} Socket
 */

/** Milliseconds that closed sockets go on sending: enough for the last replies, and no reason to hang on exit. */
const LINGER_MS = 1000;
/** Turns of the event loop after which messages that had reached the process are in the queue; one would often do. */
const DRAIN_TURNS = 5;
/** Kept from before any cell could replace it. */
const { setImmediate } = globalThis;

/** The type of tslab's server hides its own hooks as private; they are what this class is made of. */
const ZmqServer = /** @type {any} */ (jupyter.ZmqServer);

class KernelServer extends ZmqServer {
  /**
   * @param {ReturnType<typeof import("./cells.cjs").createCells>} cells
   * @param {string} connectionFile
   * @param {{ isJS: boolean }} options whether cells are JavaScript
   */
  constructor(cells, connectionFile, { isJS }) {
    super(new KernelHandler(cells.executor, isJS), connectionFile);
    this.cells = cells;
    this.executionCount = 0;
    /** Shell requests that have arrived, the one being answered, and the last one that an error aborts. */
    this.arrived = 0;
    this.answering = 0;
    this.abortedUpTo = 0;
    this.turns = Promise.resolve();
    /** The running cell, or else the last one: owner of whatever is printed, shown or thrown.
     * @type {{ message: Message, silent: boolean, lateError: ErrorText | undefined } | undefined} */
    this.cell = undefined;
    // What `tslab.display` calls.
    /** @type {any} */ (jupyter).lastWriteDisplayData = (
      /** @type {object} */ content,
      /** @type {boolean} */ update,
    ) => this.publishFromCell(update ? "update_display_data" : "display_data", content);
  }

  /**
   * @param {Socket} socket
   * @param {number} port
   */
  async bindSocket(socket, port) {
    if (socket === this.control) return this.openControl(port);
    // tslab does not await its sends. With a limit on queued messages, a cell that prints more lines than that without
    // a pause leaves one of them waiting, and every later send fails.
    if ("sendHighWaterMark" in socket) socket.sendHighWaterMark = 0;
    if ("sendTimeout" in socket) socket.sendTimeout = 0;
    socket.linger = LINGER_MS;
    // tslab reads the socket already. `bind` does its work on another thread, and until this one has heard of its end ZeroMQ
    // refuses to read on: a client that is quick ends tslab's loop of messages for good.
    socket.bindSync(channelAddress(this.connInfo, port));
  }

  /**
   * Puts the worker's channel in the place of the socket that tslab made for control.
   * @param {number} port
   */
  openControl(port) {
    this.control.close();
    const interrupts = this.cells.interruptCounts.shared;
    const address = channelAddress(this.connInfo, port);
    const start = { address, key: this.connInfo.key, linger: LINGER_MS, interrupts };
    this.control = new ControlChannel(start, {
      onRequest: (frames) => void this.answer(this.control, frames),
      onInterrupt: (request, number) => this.interrupt(request, number),
    });
    return this.control.bound;
  }

  /**
   * Lets go of the control channel where another one could not be bound. ZeroMQ aborts a process that ends while the worker
   * is still at its beginning.
   */
  async abandon() {
    if (!(this.control instanceof ControlChannel)) return;
    await this.control.bound.catch(() => undefined);
    this.control.close();
    await this.control.closed;
  }

  /**
   * @param {import("./message.cjs").Request} request
   * @param {number} number
   */
  interrupt(request, number) {
    const { key } = this.connInfo;
    this.publishState(request, "busy");
    this.cells.interrupt(number);
    this.control.send(replyFrames(key, request, "interrupt_reply", { status: "ok" }));
    this.publishState(request, "idle");
  }

  /**
   * Consoles ask what was run in earlier sessions; tslab does not know the question, and would print so in the last cell.
   * @param {Socket} socket
   * @param {import("./message.cjs").Request} request
   */
  answerWithoutHistory(socket, request) {
    this.publishState(request, "busy");
    socket.send(replyFrames(this.connInfo.key, request, "history_reply", { status: "ok", history: [] }));
    this.publishState(request, "idle");
  }

  /**
   * @param {import("./message.cjs").Request} request
   * @param {"busy" | "idle"} execution_state
   */
  publishState(request, execution_state) {
    this.iopub.send(replyFrames(this.connInfo.key, request, "status", { execution_state }));
  }

  /**
   * Answers shell requests one after the other, in order of arrival, and control requests at once.
   * @param {Socket} socket
   * @param {...Buffer} frames
   * @returns {Promise<void>}
   */
  handleShellMessage(socket, ...frames) {
    if (socket !== this.shell) return this.answer(socket, frames);
    const number = ++this.arrived;
    this.turns = this.turns.then(() => {
      this.answering = number;
      return this.answer(socket, frames);
    });
    return this.turns;
  }

  /**
   * @param {Socket} socket
   * @param {Buffer[]} frames
   */
  async answer(socket, frames) {
    try {
      const request = readRequest(this.connInfo.key, frames);
      if (request?.header.msg_type === "history_request") return this.answerWithoutHistory(socket, request);
      await super.handleShellMessage(socket, ...frames);
    } catch (error) {
      // A wrong signature, a torn message: nobody whom an answer would reach, and nothing that a cell did.
      util.debuglog("ncsparse-kernel")("message dropped: %s", error);
    }
  }

  /**
   * Runs a cell and publishes what comes of it.
   * @param {Socket} socket
   * @param {Message} message
   */
  async handleExecute(socket, message) {
    if (this.answering <= this.abortedUpTo) {
      this.send(socket, message, "execute_reply", { status: "aborted", execution_count: this.executionCount });
      return;
    }
    const { code, silent, store_history, stop_on_error } = message.content;
    if (!silent && store_history !== false) this.executionCount += 1;
    this.cell = { message, silent, lateError: undefined };
    this.publishFromCell("execute_input", { code, execution_count: this.executionCount });
    const error = await this.runCell(code);
    if (error && stop_on_error !== false) await this.abortQueued();
    this.send(socket, message, "execute_reply", this.executeReply(error));
  }

  /**
   * @param {string} code
   * @returns {Promise<ErrorText | undefined>} the cell's own error, or else one that nothing awaited
   */
  async runCell(code) {
    const cell = this.cell;
    const { error, value } = await this.cells.run(code);
    // Node reports rejections that nothing handles before this turn is over, hence while the cell is still open.
    await eventLoopTurn();
    if (error) this.publishFromCell("error", error);
    else if (value !== undefined && value !== null) this.publishResult(value);
    return error ?? cell?.lateError;
  }

  /**
   * A text is shown as it reads, its lines as lines, as tslab prints it.
   * @param {unknown} value
   */
  publishResult(value) {
    const data = { "text/plain": typeof value === "string" ? value : util.inspect(value) };
    this.publishFromCell("execute_result", { data, metadata: {}, execution_count: this.executionCount });
  }

  /**
   * @param {ErrorText | undefined} error
   */
  executeReply(error) {
    const execution_count = this.executionCount;
    if (error) return { status: "error", execution_count, ...error };
    return { status: "ok", execution_count, payload: [], user_expressions: {} };
  }

  /**
   * Marks the requests that wait now as aborted. It happens before the error's reply: whoever has seen the reply is
   * sure that a request sent afterwards runs.
   */
  async abortQueued() {
    for (let turn = 0; turn < DRAIN_TURNS; turn++) await eventLoopTurn();
    this.abortedUpTo = this.arrived;
  }

  /**
   * Publishes an error that no code awaited as the running, or else the last, cell's. The mark in the metadata is for
   * the report's runner; other front ends show an error like any other.
   * @param {ErrorText} error
   */
  reportLateError(error) {
    if (this.cell) this.cell.lateError ??= error;
    const published = this.publishFromCell("error", error, { ncsparse: { late: true } });
    if (!published) process.stderr.write(`${error.traceback.join("\n")}\n`);
  }

  /**
   * @param {"stdout" | "stderr"} name
   * @param {string} text
   * @returns {boolean} whether there is a cell that it belongs to
   */
  publishStream(name, text) {
    return this.publishFromCell("stream", { name, text });
  }

  /**
   * @param {string} type
   * @param {object} content
   * @param {object} [metadata]
   * @returns {boolean} whether there is a cell that it belongs to
   */
  publishFromCell(type, content, metadata = {}) {
    if (!this.cell) return false;
    if (!this.cell.silent) this.send(this.iopub, this.cell.message, type, content, metadata);
    return true;
  }

  /**
   * @param {Socket} socket
   * @param {Message} parent
   * @param {string} type
   * @param {object} content
   * @param {object} [metadata]
   */
  send(socket, parent, type, content, metadata = {}) {
    const message = parent.createReply();
    message.header.msg_type = type;
    message.content = content;
    message.metadata = metadata;
    message.signAndSend(this.connInfo.key, socket);
  }

  /**
   * @param {Socket} socket
   * @param {Message} message
   */
  handleComplete(socket, message) {
    this.assist(socket, message, "complete_reply", completeReply);
  }

  /**
   * @param {Socket} socket
   * @param {Message} message
   */
  handleInspect(socket, message) {
    this.assist(socket, message, "inspect_reply", inspectReply);
  }

  /**
   * Front ends wait for an answer: where TypeScript fails at what is half written, it says so.
   * @param {Socket} socket
   * @param {Message} message
   * @param {string} type
   * @param {(cells: any, place: any) => object} replyOf
   */
  assist(socket, message, type, replyOf) {
    let reply;
    try {
      reply = replyOf(this.cells, message.content);
    } catch (error) {
      reply = { status: "error", ...describeThrown(error) };
    }
    this.send(socket, message, type, reply);
  }

  /**
   * @param {Socket} socket
   * @param {Message} message
   */
  handleCommInfoRequest(socket, message) {
    this.send(socket, message, "comm_info_reply", { status: "ok", comms: {} });
  }

  /** Ends the process after a shutdown request; a cell's timers or sockets must not keep it. */
  close() {
    super.close();
    void this.control.closed.then(() => process.exit(0));
  }
}

/** @returns {Promise<void>} */
function eventLoopTurn() {
  return new Promise((resolve) => setImmediate(resolve));
}

module.exports = { KernelServer };
