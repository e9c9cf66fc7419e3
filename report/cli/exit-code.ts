import { CommanderError } from "commander";
import { BlockFailure } from "../compute/block-failure.js";
import { EXIT, InputError, InputErrors, InterruptedError, machineProblem, oneLine } from "../errors.js";
import { BlocksGivenUp } from "../queue/given-up.js";

/** Prints why a command failed (one line for what people can fix, a stack only for a fault of the program). */
export function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return EXIT.ok; // --help and --version
    if (error.code === "commander.help") return EXIT.badInput; // a command without its subcommand: help was printed
    return tell(withSuggestion(error.message.replace(/^error: /, "")), EXIT.badInput);
  }
  if (error instanceof InputErrors) return error.lines.map((line) => tell(line, EXIT.badInput))[0]!;
  if (error instanceof InputError) return tell(error.message, EXIT.badInput);
  if (error instanceof InterruptedError) return tell("interrupted; nothing was written", EXIT.interrupted);
  if (error instanceof BlockFailure || error instanceof BlocksGivenUp) return tell(error.message, EXIT.deviation);
  const problem = machineProblem(error);
  if (problem !== null) return tell(problem, EXIT.badInput);
  process.stderr.write(`ncsparse: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return EXIT.deviation;
}

/** Commander puts what it suggests for a misspelt option on a line of its own. */
function withSuggestion(message: string): string {
  return message.replace(/\n(?=\(Did you mean [^\n]*\?\)$)/, " ");
}

function tell(message: string, code: number): number {
  process.stderr.write(`ncsparse: ${oneLine(message)}\n`);
  return code;
}
