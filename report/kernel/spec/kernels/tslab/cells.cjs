"use strict";
/**
 * Running cells: tslab's converter and executor, with the value or the error of a cell handed over as such. tslab prints
 * both through the console that it is given; the console here collects them instead.
 */
// Not taken apart: `lazy.cjs` loads it when it is used.
const tslab = require("tslab/dist/converter");
const { createExecutor } = require("tslab/dist/executor");
const { Completer } = require("./complete.cjs");
const { describeDiagnostics, describeThrown } = require("./errors.cjs");
const { Interrupts } = require("./interrupts.cjs");
const { prepareTypes } = require("./modules.cjs");
const { Names } = require("./names.cjs");
const { RemoteCompiler } = require("./remote.cjs");
const { createNodeConverter, translate } = require("./translate.cjs");

/**
 * @typedef {import("./errors.cjs").ErrorText} ErrorText
 * @typedef {object} Outcome What a cell came to: an error, or a value, or neither.
 * @property {ErrorText | undefined} error
 * @property {unknown} value the last expression's value; undefined and null are not shown, as in tslab
 */

/**
 * @param {string} cwd folder from which cells import
 * @param {{ isJS: boolean, docs: boolean }} options whether cells are JavaScript, and whether somebody may ask for the
 *   documentation of what they name
 */
function createCells(cwd, options) {
  const interrupts = new Interrupts();
  const names = new Names();
  const converters = new Converters(names, options.isJS, () => prepareTypes(cwd, options));
  let collected = new CollectingConsole();
  const executor = createExecutor(cwd, converters, {
    log: (value) => collected.log(value),
    error: (...args) => collected.error(...args),
  });
  const completer = new Completer((source, position) => executor.complete(source, position));
  return {
    executor,
    /**
     * What may stand at a place in a cell.
     * @param {string} source
     * @param {number} position offset in UTF-16 units
     */
    complete(source, position) {
      return completer.complete(source, position, names.declarations);
    },
    /**
     * What stands at a place in a cell.
     * @param {string} source
     * @param {number} position offset in UTF-16 units
     * @returns {import("typescript").QuickInfo | null}
     */
    inspect(source, position) {
      // tslab types it with the TypeScript that it brings.
      return /** @type {any} */ (executor.inspect(source, position) ?? null);
    },
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
      try {
        await converters.prepare(code);
        names.begin(executor.locals);
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

/** tslab's two converters, as its executor asks for them. Either is made when it is needed: it costs a second and more. */
class Converters {
  remote = new RemoteCompiler();
  /** What the compiler made of the cell that is about to run.
   * @type {{ source: string, translation: import("./translate.cjs").Translation } | undefined} */
  prepared = undefined;
  /** @type {import("tslab/dist/converter").Converter | undefined} */
  local = undefined;
  /** @type {import("tslab/dist/converter").Converter | undefined} */
  ownBrowser = undefined;

  /**
   * @param {Names} names earlier cells' declarations, and where those of the cell go
   * @param {boolean} isJS whether cells are JavaScript
   * @param {() => void} prepareTypes called once, before TypeScript reads anything
   */
  constructor(names, isJS, prepareTypes) {
    this.names = names;
    this.isJS = isJS;
    this.prepareTypes = prepareTypes;
    if (this.remote.socket === undefined) this.own();
    const converter = () => this.own();
    /** @type {import("tslab/dist/converter").Converter} */
    this.node = {
      convert: (_previous, source) => this.convert(source, converter),
      inspect: (_previous, source, position) => converter().inspect(names.declarations, source, position),
      complete: (_previous, source, position) => converter().complete(names.declarations, source, position),
      addModule: (name, source, meta) => converter().addModule(name, source, meta),
      close: () => this.local?.close(),
    };
  }

  /**
   * Has the cell translated by the report's compiler, if there is one.
   * @param {string} source
   */
  async prepare(source) {
    this.prepared = undefined;
    if (isSpecial(source)) this.remote.giveUp();
    const translation = await this.remote.translate(this.names.declarations, source);
    if (translation !== null) this.prepared = { source, translation };
  }

  /**
   * @param {string} source a cell
   * @param {() => import("tslab/dist/converter").Converter} converter the kernel's own
   */
  convert(source, converter) {
    const { converted, declared } =
      this.prepared?.source === source
        ? this.prepared.translation
        : translate(converter(), this.names.declarations, source, this.isJS);
    this.names.declared = declared;
    return converted;
  }

  /** @returns {import("tslab/dist/converter").Converter} */
  own() {
    if (this.local === undefined) {
      this.prepareTypes();
      this.local = createNodeConverter(this.isJS);
    }
    return this.local;
  }

  get browser() {
    this.own(); // its types are prepared
    return (this.ownBrowser ??= tslab.createConverter({ isJS: this.isJS, isBrowser: true }));
  }

  close() {
    this.local?.close();
    this.ownBrowser?.close();
  }
}

/**
 * Whether tslab may read the cell as a module that later cells import, or as code for a browser (`@module`, `@browser`):
 * the kernel's own compiler must know of those.
 * @param {string} source
 */
function isSpecial(source) {
  return /@(?:module|browser)\b/.test(source);
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
