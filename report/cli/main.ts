import { Command } from "commander";
import { EXIT } from "../errors.js";
import { enginePath, manifestOf } from "../root.js";
import { commandsFor } from "./commands.js";
import { exitCodeOf } from "./exit-code.js";

/**
 * The command line.
 *
 * @param args without node and script
 * @returns the exit code: 0 as expected, 1 deviation, failed cell or missing figure, 2 bad input, 3 only the PDF is missing, 130 interrupted
 */
export async function main(args: readonly string[]): Promise<number> {
  let code: number = EXIT.ok;
  const program = new Command("ncsparse")
    .description(
      "Executes the notebooks of a reproduction, renders their report, and computes bounds, laws and windows.",
    )
    .version(manifestOf(enginePath).version)
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
