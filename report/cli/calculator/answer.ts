/** What a calculator command says: once for people, once for programs. */
import type { Command } from "commander";
import { InputError } from "../../errors.js";

/** JSON values; numbers that are not finite become null. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export interface Answer {
  /** The lines of the plain-text answer. */
  readonly lines: readonly string[];
  /** The same as one object; its keys are documented in docs/calculator.md. */
  readonly json: Readonly<Record<string, Json>>;
}

/** Adds --json to a command and makes its action print an answer; what the library refuses is bad input. */
export function answering(
  command: Command,
  // `never`: each command reads its own flags and operands, which commander hands over untyped.
  answer: (flags: never, ...operands: never[]) => Answer | Promise<Answer>,
): Command {
  return command
    .option("--json", "print JSON (keys: docs/calculator.md)")
    .allowExcessArguments(false)
    .action(async (...received: unknown[]) => {
      const flags = received.at(-2) as { json?: boolean };
      const operands = received.slice(0, -2) as never[];
      const { lines, json } = await refusing(() => answer(flags as never, ...operands));
      process.stdout.write(flags.json ? `${JSON.stringify(json, null, 2)}\n` : `${lines.join("\n")}\n`);
    });
}

/** The library's RangeErrors name function, requirement and value: one line that people can fix. */
async function refusing<T>(task: () => T | Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    throw error instanceof RangeError ? new InputError(error.message) : error;
  }
}
