import { InvalidArgumentError } from "commander";

/** The name of a folder; the empty text is what an unset variable of a shell leaves, and would mean the working directory. */
export function parseFolder(text: string): string {
  if (text.trim() !== "" && !text.includes("\0")) return text;
  throw new InvalidArgumentError("it must be the name of a folder.");
}
