/** Every command by name; each is loaded only where it is asked for, as the calculator's library takes a second to load. */
import type { Command } from "commander";

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

/** The command that the arguments name first, or all of them where they name none, as help does. */
export async function commandsFor(args: readonly string[], done: Done): Promise<Command[]> {
  const asked = Object.hasOwn(COMMANDS, args[0] ?? "") ? [COMMANDS[args[0]!]!] : Object.values(COMMANDS);
  return await Promise.all(asked.map((load) => load(done)));
}
