"use strict";
/** The worker behind `control.cjs`. */
const { setTimeout: sleep } = require("timers/promises");
const { parentPort, workerData } = require("worker_threads");
const { Router } = require("zeromq");
const { breakCell } = require("./break.cjs");
const { InterruptCounts } = require("./interrupts.cjs");
const { readRequest } = require("./message.cjs");

/** Milliseconds that the main thread has to take an interrupt up, between two steps of its own: the library's are shorter. */
const PATIENCE_MS = 300;
/** Milliseconds between two attempts to break what it does. */
const RETRY_MS = 50;

/** @type {import("./control.cjs").Start} */
const { address, key, linger, interrupts, closed } = workerData;
const counts = new InterruptCounts(interrupts);
const socket = new Router({ linger, sendHighWaterMark: 0, sendTimeout: 0 });
let breaking = false;
let closing = false;

/** @param {import("./control.cjs").FromWorker} message */
const tell = (message) => parentPort?.postMessage(message);

async function receive() {
  for await (const frames of socket) {
    const request = readRequest(key, frames);
    if (request?.header.msg_type !== "interrupt_request") {
      tell({ type: "request", frames });
      continue;
    }
    tell({ type: "interrupt", request, number: counts.ask() });
    void breakUntilTaken();
  }
}

/** However many interrupts wait, there is one attempt at a time. */
async function breakUntilTaken() {
  if (breaking) return;
  breaking = true;
  await sleep(PATIENCE_MS);
  while (isWaiting()) {
    await breakCell(isWaiting);
    await sleep(RETRY_MS);
  }
  breaking = false;
}

function isWaiting() {
  return !closing && counts.taken < counts.asked;
}

parentPort?.on("message", (/** @type {import("./control.cjs").ToWorker} */ message) => {
  if (message.type === "send") {
    // Only a socket closed meanwhile fails, when nobody waits.
    socket.send(message.frames).catch(() => undefined);
  } else {
    closing = true;
    socket.close();
    tell({ type: "closed" });
    parentPort?.close();
  }
});

// Only then is nothing of ZeroMQ under way any more: closing the socket ends a wait for messages, but not at once.
process.once("exit", () => {
  Atomics.store(closed, 0, 1);
  Atomics.notify(closed, 0);
});

socket.bind(address).then(
  () => {
    tell({ type: "bound" });
    return receive();
  },
  (/** @type {Error} */ error) => tell({ type: "failed", message: error.message }),
);
