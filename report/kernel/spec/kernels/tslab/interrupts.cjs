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

/**
 * Interrupts that have been asked for, and that have been taken up by the main thread: two counts which the control
 * channel's worker shares, and can write and read while the main thread is busy.
 */
class InterruptCounts {
  /** @param {Int32Array} [shared] of another thread's counts */
  constructor(shared = new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT))) {
    this.shared = shared;
  }

  /** @returns {number} the number of this interrupt, from 1 */
  ask() {
    return Atomics.add(this.shared, 0, 1) + 1;
  }

  get asked() {
    return Atomics.load(this.shared, 0);
  }

  get taken() {
    return Atomics.load(this.shared, 1);
  }

  /** @param {number} upTo */
  take(upTo) {
    Atomics.store(this.shared, 1, upTo);
  }
}

/** One cell's run, as its own code sees it. */
class Interruptible {
  controller = new AbortController();
  /** Whether the cell's code has begun; before it, an interrupt leaves everything as it was. */
  hasBegun = false;

  /** @param {InterruptCounts} counts */
  constructor(counts) {
    // Asked for between cells: they are nobody's.
    counts.take(counts.asked);
    this.signal = listening(this.controller, () => {
      if (counts.asked === counts.taken) return;
      counts.take(counts.asked);
      this.abort();
    });
  }

  abort() {
    this.controller.abort(new Interrupted());
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

/**
 * A controller's signal that looks for interrupts whenever it is asked whether it is aborted: a loop that asks learns of
 * them without a pause, when the main thread has had no time for messages.
 * @param {AbortController} controller
 * @param {() => void} look aborts the controller where there has been one
 * @returns {AbortSignal}
 */
function listening({ signal }, look) {
  const isAborted = () => {
    look();
    return /** @type {boolean} */ (Reflect.get(AbortSignal.prototype, "aborted", signal));
  };
  return Object.defineProperties(signal, {
    aborted: { get: isAborted },
    throwIfAborted: {
      value() {
        if (isAborted()) throw signal.reason;
      },
    },
  });
}

class Interrupts {
  counts = new InterruptCounts();
  /** @type {Interruptible | undefined} */
  running = undefined;

  constructor() {
    Object.defineProperty(globalThis, CELL_SIGNAL, { configurable: true, get: () => this.running?.signal });
    Object.defineProperty(globalThis, CELL_NAME, { configurable: true, get: () => this.running });
  }

  /** @returns {Interruptible} */
  begin() {
    return (this.running = new Interruptible(this.counts));
  }

  end() {
    this.running = undefined;
  }

  /**
   * Takes an interrupt up: aborts the running cell's signal, if there is a cell and it has not heard of it before.
   * @param {number} number
   */
  interrupt(number) {
    if (number <= this.counts.taken) return;
    this.counts.take(number);
    this.running?.abort();
  }
}

module.exports = { CELL_NAME, InterruptCounts, Interrupted, Interrupts };
