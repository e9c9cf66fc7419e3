/** Every command by name; each is loaded only where it is asked for, as the calculator's library takes a second to load. */
import { Command } from "commander";
import { InputError } from "../errors.js";
import { hasLibrary } from "../root.js";

type Done = (code: number) => void;

const ENGINE_COMMANDS: Readonly<Record<string, (done: Done) => Promise<Command>>> = {
  report: async (done) => (await import("./report.js")).reportCommand(done),
  render: async (done) => (await import("./render.js")).renderCommand(done),
  compute: async () => (await import("./compute.js")).computeCommand(),
  merge: async () => (await import("./merge.js")).mergeCommand(),
  sweep: async () => (await import("./sweep.js")).sweepCommand(),
  verify: async (done) => (await import("./verify.js")).verifyCommand(done),
  init: async () => (await import("./init.js")).initCommand(),
  lab: async (done) => (await import("./lab.js")).labCommand(done),
  clean: async (done) => (await import("./clean.js")).cleanCommand(done),
  diff: async (done) => (await import("./diff.js")).diffCommand(done),
  worker: async (done) => (await import("./worker.js")).workerCommand(done),
  cache: async () => (await import("./cache.js")).cacheCommand(),
};

/** These compute with the library of the paper on attention, which a project of another paper does not have. */
const CALCULATOR: Readonly<Record<string, () => Promise<Command>>> = {
  bound: async () => (await import("./calculator/bound.js")).boundCommand(),
  collapse: async () => (await import("./calculator/collapse.js")).collapseCommand(),
  exponents: async () => (await import("./calculator/exponents.js")).exponentsCommand(),
  measure: async () => (await import("./calculator/measure/measure.js")).measureCommand(),
  row: async () => (await import("./calculator/row.js")).rowCommand(),
  sample: async () => (await import("./calculator/sample.js")).sampleCommand(),
  window: async () => (await import("./calculator/window.js")).windowCommand(),
};

/** What commander answers without any command. */
const VERSION_FLAGS = ["-V", "--version"];

/**
 * The commands that the arguments need: the one that they name first; none for the version; names alone, to suggest one
 * of, for a word that is no command; or else all of them, as help does.
 *
 * @param withLibrary whether `ncsparse` is installed; without it, the calculator's commands say so and are in no help
 */
export async function commandsFor(
  [first = ""]: readonly string[],
  done: Done,
  withLibrary: boolean = hasLibrary(),
): Promise<Command[]> {
  const commands = { ...ENGINE_COMMANDS, ...(withLibrary ? CALCULATOR : {}) };
  if (Object.hasOwn(commands, first)) return [await commands[first]!(done)];
  if (Object.hasOwn(CALCULATOR, first)) return [commandWithoutLibrary(first)];
  if (VERSION_FLAGS.includes(first)) return [];
  const isWord = first !== "" && !first.startsWith("-") && first !== "help";
  if (isWord) return Object.keys(commands).map((name) => new Command(name));
  return await Promise.all(Object.values(commands).map((load) => load(done)));
}

/** Takes whatever it is given, so that what is missing is said first. */
function commandWithoutLibrary(name: string): Command {
  return new Command(name)
    .helpOption(false)
    .allowUnknownOption()
    .allowExcessArguments()
    .action(() => {
      throw new InputError(`${name}: the library ncsparse, which computes it, must be installed beside the engine`);
    });
}
