import { Command, CommanderError } from "commander";
import { EXIT, InputError, InterruptedError, oneLine } from "../errors.js";
import { projectFacts } from "../project.js";
import { commandsFor } from "./commands.js";

/**
 * The command line.
 *
 * @param args without node and script
 * @returns the exit code: 0 as expected, 1 deviation or failed cell, 2 bad input, 3 only the PDF is missing, 130 interrupted
 */
export async function main(args: readonly string[]): Promise<number> {
  let code: number = EXIT.ok;
  const program = new Command("ncsparse")
    .description(
      "Executes the notebooks of the reproduction, renders their report, and computes bounds, laws and windows.",
    )
    .version(projectFacts().version)
    .exitOverride()
    .configureOutput({ outputError: () => undefined });
  const done = (result: number): void => {
    code = result;
  };
  for (const command of await commandsFor(args, done)) {
    for (const each of [command, ...command.commands]) {
      each.exitOverride().configureOutput({ outputError: () => undefined });
    }
    program.addCommand(command);
  }
  if (args.length === 0) {
    program.outputHelp({ error: true });
    return EXIT.badInput;
  }
  try {
    await program.parseAsync([...args], { from: "user" });
    return code;
  } catch (error) {
    return exitCodeOf(error);
  }
}

/** One line for what people can mend; a stack only for what is a fault of the program. */
function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return EXIT.ok; // --help and --version
    if (error.code === "commander.help") return EXIT.badInput; // a command without its subcommand: help was printed
    return tell(error.message.replace(/^error: /, ""), EXIT.badInput);
  }
  if (error instanceof InputError) return tell(error.message, EXIT.badInput);
  if (error instanceof InterruptedError) return tell("interrupted; nothing was written", EXIT.interrupted);
  process.stderr.write(`ncsparse: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return EXIT.deviation;
}

function tell(message: string, code: number): number {
  process.stderr.write(`ncsparse: ${oneLine(message)}\n`);
  return code;
}
