/** Every command by name; each is loaded only where it is asked for, as the calculator's library takes a second to load. */
import { Command } from "commander";

type Done = (code: number) => void;

const COMMANDS: Readonly<Record<string, (done: Done) => Promise<Command>>> = {
  report: async (done) => (await import("./report.js")).reportCommand(done),
  init: async () => (await import("./init.js")).initCommand(),
  lab: async (done) => (await import("./lab.js")).labCommand(done),
  diff: async (done) => (await import("./diff.js")).diffCommand(done),
  cache: async () => (await import("./cache.js")).cacheCommand(),
  bound: async () => (await import("./bound.js")).boundCommand(),
  collapse: async () => (await import("./collapse.js")).collapseCommand(),
  exponents: async () => (await import("./exponents.js")).exponentsCommand(),
  measure: async () => (await import("./measure.js")).measureCommand(),
  row: async () => (await import("./row.js")).rowCommand(),
  sample: async () => (await import("./sample.js")).sampleCommand(),
  window: async () => (await import("./window.js")).windowCommand(),
};

/** What commander answers without any command. */
const VERSION_FLAGS = ["-V", "--version"];

/**
 * The commands that the arguments need: the one that they name first; none for the version; names alone, to suggest one
 * of, for a word that is no command; or else all of them, as help does.
 */
export async function commandsFor([first = ""]: readonly string[], done: Done): Promise<Command[]> {
  if (Object.hasOwn(COMMANDS, first)) return [await COMMANDS[first]!(done)];
  if (VERSION_FLAGS.includes(first)) return [];
  const isWord = first !== "" && !first.startsWith("-") && first !== "help";
  if (isWord) return Object.keys(COMMANDS).map((name) => new Command(name));
  return await Promise.all(Object.values(COMMANDS).map((load) => load(done)));
}
