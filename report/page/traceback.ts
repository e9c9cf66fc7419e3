/** What a traceback adds to an error's name and message. */
import type { ErrorBlock } from "../document/model.js";
import { terminalText } from "../text/terminal.js";

/** The traceback without its first lines where they are the name and the message, which stand above it already. */
export function restOfTraceback({ ename, evalue, traceback }: Omit<ErrorBlock, "kind">): string {
  const lines = traceback.join("\n").split("\n");
  const head = terminalText(`${ename}: ${evalue}`).split("\n");
  const repeats = head.every((line, index) => terminalText(lines[index] ?? "").trim() === line.trim());
  return (repeats ? lines.slice(head.length) : lines).join("\n");
}
