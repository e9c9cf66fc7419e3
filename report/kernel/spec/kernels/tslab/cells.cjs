"use strict";
/**
 * Running cells: tslab's converter and executor, with the value or the error of a cell handed over as such. tslab prints
 * both through the console that it is given; the console here collects them instead.
 */
const { createConverter } = require("tslab/dist/converter");
const { createExecutor } = require("tslab/dist/executor");
const { describeDiagnostics, describeThrown } = require("./errors.cjs");
const { Interrupts } = require("./interrupts.cjs");
const { Names } = require("./names.cjs");
const { interruptible } = require("./output.cjs");
const { rewriteCell } = require("./rewrite.cjs");

/**
 * @typedef {import("./errors.cjs").ErrorText} ErrorText
 * @typedef {object} Outcome What a cell came to: an error, or a value, or neither.
 * @property {ErrorText | undefined} error
 * @property {unknown} value the last expression's value; undefined and null are not shown, as in tslab
 */

/**
 * @param {string} cwd folder from which cells import
 */
function createCells(cwd) {
  const interrupts = new Interrupts();
  const names = new Names();
  let collected = new CollectingConsole();
  const executor = createExecutor(cwd, createConverters(names), {
    log: (value) => collected.log(value),
    error: (...args) => collected.error(...args),
  });
  return {
    /** What JupyterLab's completion and tooltips ask. */
    executor,
    /** Shared with whoever asks for interrupts. */
    interruptCounts: interrupts.counts,
    /**
     * Ends the running cell, which waits for something, with the error `Interrupted`; between cells it does nothing.
     * @param {number} number
     */
    interrupt(number) {
      interrupts.interrupt(number);
      if (interrupts.running?.signal.aborted) executor.interrupt();
    },
    /**
     * Runs one cell; never rejects.
     * @param {string} code
     * @returns {Promise<Outcome>}
     */
    async run(code) {
      collected = new CollectingConsole();
      const cell = interrupts.begin();
      names.begin(executor.locals);
      try {
        const ended = await executor.execute(code);
        if (ended) names.keepAll();
        else if (cell.hasBegun) names.keepSet();
      } catch (error) {
        // The converter itself failed (a defect of tslab's); the cell has not run.
        return { error: describeThrown(error), value: undefined };
      } finally {
        interrupts.end();
      }
      return collected.outcome();
    },
  };
}

/**
 * tslab's two converters. The one for browsers is made when a cell asks for it, which costs a second.
 * @param {Names} names
 */
function createConverters(names) {
  const node = rewriting(createConverter({ isJS: false, isBrowser: false }), names);
  /** @type {import("tslab/dist/converter").Converter | undefined} */
  let browser;
  return {
    node,
    get browser() {
      browser ??= createConverter({ isJS: false, isBrowser: true });
      return browser;
    },
    close() {
      node.close();
      browser?.close();
    },
  };
}

/**
 * A converter that rewrites cells first and reports diagnostics at the places where they are in the original; that takes
 * earlier cells' declarations from `names`; and whose output an interrupt can stop.
 * @param {import("tslab/dist/converter").Converter} converter
 * @param {Names} names
 * @returns {import("tslab/dist/converter").Converter}
 */
function rewriting(converter, names) {
  return {
    ...converter,
    convert(_previous, source) {
      const { code, originalPosition } = rewriteCell(source);
      const converted = converter.convert(names.declarations, code);
      for (const { start, fileName } of converted.diagnostics) {
        if (fileName) continue; // in an imported file, which was not rewritten
        const { line, column } = originalPosition(start.offset);
        Object.assign(start, { line, character: column });
      }
      if (converted.diagnostics.length > 0) return converted;
      const { code: output, own } = interruptible(converted.output ?? "");
      names.declared = { declarations: converted.declOutput ?? "", own };
      // Nothing is to be run where the cell declares types alone.
      return converted.output ? { ...converted, output, hasToplevelAwait: true } : converted;
    },
    inspect: (_previous, source, position) => converter.inspect(names.declarations, source, position),
    complete: (_previous, source, position) => converter.complete(names.declarations, source, position),
  };
}

/**
 * What tslab's executor tells its console about one cell. It calls `log(value)` with the last expression's value,
 * `error(thrown)`, and for each diagnostic `error(format, file, line, column, message)`.
 */
class CollectingConsole {
  /** @type {unknown} */
  value = undefined;
  /** @type {ErrorText | undefined} */
  thrown = undefined;
  /** @type {{ file: string, line: number, column: number, message: string }[]} */
  diagnostics = [];

  /** @param {unknown} value */
  log(value) {
    this.value = value;
  }

  /** @param {any[]} args */
  error(...args) {
    if (args.length === 1) {
      this.thrown = describeThrown(args[0]);
    } else {
      const [, file, line, column, message] = args;
      this.diagnostics.push({ file, line, column, message });
    }
  }

  /** @returns {Outcome} */
  outcome() {
    const error = this.diagnostics.length > 0 ? describeDiagnostics(this.diagnostics) : this.thrown;
    return { error, value: this.value };
  }
}

module.exports = { createCells };
