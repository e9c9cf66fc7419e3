/** Reading JSON that people hand in: what is none, or nests beyond all use, is refused with one line. */
import { readFile } from "node:fs/promises";
import { InputError } from "./errors.js";

/** Far beyond any notebook or figure, and far from where walking through a document ends the stack. */
const DEEPEST = 500;

/**
 * The value of a JSON file.
 *
 * @throws InputError naming the file and the reason
 */
export async function readJson(file: string): Promise<unknown> {
  return parseJson(file, await readText(file));
}

/**
 * The text of a file.
 *
 * @throws InputError naming the file and the reason
 */
export async function readText(file: string): Promise<string> {
  try {
    // Some editors begin a file with a mark of its byte order.
    return (await readFile(file, "utf8")).replace(/^\ufeff/, "");
  } catch (error) {
    throw new InputError(`${file}: cannot be read: ${reasonOf(error)}`);
  }
}

/**
 * The value of a JSON text.
 *
 * @param file what messages name
 * @throws InputError naming the file and the reason
 */
export function parseJson(file: string, text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new InputError(`${file}: not JSON: ${(error as Error).message.replace(/\s*\n\s*/g, " ")}`);
  }
  if (nestsDeeper(value, DEEPEST)) throw new InputError(`${file}: it nests deeper than ${DEEPEST} levels`);
  return value;
}

/** Why a file could not be read or written: the system's code where it gave one. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return (error as NodeJS.ErrnoException).code ?? error.message;
}

/** Level by level, as recursion would itself end the stack. */
function nestsDeeper(value: unknown, levels: number): boolean {
  let level = [value];
  for (let depth = 0; depth <= levels; depth++) {
    level = level.flatMap((one) => (typeof one === "object" && one !== null ? (Object.values(one) as unknown[]) : []));
    if (level.length === 0) return false;
  }
  return true;
}
