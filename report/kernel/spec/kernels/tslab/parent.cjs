"use strict";
/**
 * Ends the kernel when the process that started it is gone. The watch runs in a worker thread, because a cell in a
 * synchronous loop blocks every timer of the main thread, and such a cell would keep an orphan busy for ever.
 */
const { Worker, isMainThread, workerData } = require("worker_threads");

/** Milliseconds between two looks: soon enough for a person who restarts, and no load. */
const WATCH_INTERVAL_MS = 500;

/** Starts the watch. It does not keep the process alive. */
function watchParent() {
  const data = { parent: process.ppid, server: Number(process.env.JPY_PARENT_PID ?? 0) };
  new Worker(__filename, { workerData: data, resourceLimits: { maxOldGenerationSizeMb: 16 } }).unref();
}

/**
 * Whether the parent is gone: another one was given to us (POSIX), or the pid that the server passed is free.
 * @param {{ parent: number, server: number }} started the parent's pid at the start, and the server's pid or 0
 */
function isOrphan({ parent, server }) {
  return process.ppid !== parent || (server > 1 && !isAlive(server));
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM means that it lives and belongs to somebody else.
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
}

/** Ends this process, and with it what its cells have started, if it leads their group (front ends start it so). */
function endGroup() {
  try {
    process.kill(-process.pid, "SIGKILL");
  } catch {
    process.kill(process.pid, "SIGKILL");
  }
}

if (!isMainThread && workerData?.parent !== undefined) {
  setInterval(() => {
    if (isOrphan(workerData)) endGroup();
  }, WATCH_INTERVAL_MS);
}

module.exports = { watchParent };
