"use strict";
/**
 * What an interrupt does to a cell that waits: its signal is aborted, which the library reads, and the cell goes no
 * further than the `await` at its top level that it stands at. Code between two awaits is `break.cjs`'s concern.
 */

/**
 * Where the running cell's AbortSignal is found by libraries that can stop their work, with `globalThis` as the only thing
 * shared: `globalThis[Symbol.for("ncsparse.cellSignal")]`, undefined between cells and under tslab as it comes.
 */
const CELL_SIGNAL = Symbol.for("ncsparse.cellSignal");
/** The name under which a cell's converted code finds its own `Interruptible`. */
const CELL_NAME = "__ncsparse_cell__";
/** Kept from before any cell could replace it. */
const { setImmediate } = globalThis;

/** The reason with which signals are aborted. */
class Interrupted extends Error {
  /** @override */
  name = "Interrupted";

  constructor() {
    super("the cell was interrupted");
  }
}

/** One cell's run, as its own code sees it. */
class Interruptible {
  controller = new AbortController();
  /** Whether the cell's code has begun; before it, an interrupt leaves everything as it was. */
  hasBegun = false;

  get signal() {
    return this.controller.signal;
  }

  /**
   * The cell begins in a turn of the event loop of its own: nothing of the launcher's is on the stack, so that breaking a
   * loop of the cell's breaks nothing else.
   */
  async begin() {
    await new Promise((resolve) => void setImmediate(resolve));
    this.signal.throwIfAborted();
    this.hasBegun = true;
  }

  /**
   * What stands behind each `await` at the cell's top level.
   * @param {unknown} awaited
   */
  async passing(awaited) {
    const value = await awaited;
    this.signal.throwIfAborted();
    return value;
  }

  /**
   * The same for `for await`.
   * @param {AsyncIterable<unknown> | Iterable<unknown>} items
   */
  async *passingEach(items) {
    for await (const item of items) {
      this.signal.throwIfAborted();
      yield item;
    }
  }
}

class Interrupts {
  /** @type {Interruptible | undefined} */
  running = undefined;

  constructor() {
    Object.defineProperty(globalThis, CELL_SIGNAL, { configurable: true, get: () => this.running?.signal });
    Object.defineProperty(globalThis, CELL_NAME, { configurable: true, get: () => this.running });
  }

  /** @returns {Interruptible} */
  begin() {
    return (this.running = new Interruptible());
  }

  end() {
    this.running = undefined;
  }

  /** Aborts the running cell's signal; without a cell it does nothing. */
  interrupt() {
    this.running?.controller.abort(new Interrupted());
  }
}

module.exports = { CELL_NAME, Interrupted, Interrupts };
