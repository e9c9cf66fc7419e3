/** Errors that people meet: each carries the exit code and one line to print; no stack trace is shown for them. */

/** Exit codes, everywhere: see docs/report.md. */
export const EXIT = { ok: 0, deviation: 1, badInput: 2, pdfMissing: 3, notRecomputed: 3, interrupted: 130 } as const;

/** The input is wrong (a flag, a file, a notebook). The message is one line, whatever it quotes: place and reason. */
export class InputError extends Error {
  override readonly name = "InputError";

  constructor(message: string) {
    super(oneLine(message));
  }
}

/** Several things are wrong with the input: a line each. */
export class InputErrors extends InputError {
  readonly lines: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join("; "));
    this.lines = problems.map(oneLine);
  }
}

/**
 * Refuses input of which anything is wrong, with all of it at once.
 *
 * @throws InputError for one problem, InputErrors for several; nothing for none
 */
export function refuseAll(problems: readonly string[]): void {
  const distinct = [...new Set(problems)];
  if (distinct.length === 1) throw new InputError(distinct[0]!);
  if (distinct.length > 1) throw new InputErrors(distinct);
}

/** Longest message, in UTF-16 code units: a place and a reason, with room for what is quoted. */
const LONGEST = 1_000;
/** What would break the line, drive a terminal, or turn the direction of reading: controls, separators, bidi marks. */
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** A text that may quote anything as one line: what is not printable is escaped as in JSON, an endless middle left out. */
export function oneLine(text: string): string {
  const line = printable(text);
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST / 2)} ... ${line.slice(5 - LONGEST / 2)}`;
}

/** The whole text as one line that a terminal shows and does not obey: what is not printable is escaped as in JSON. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (char) => NAMED[char] ?? `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

const NAMED: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** No browser could print the PDF. The message is one line that says what to install or what went wrong. */
export class PdfError extends Error {
  override readonly name = "PdfError";
}

/** The run was interrupted (SIGINT, SIGTERM). */
export class InterruptedError extends Error {
  override readonly name = "InterruptedError";
}

/** What a machine can be in want of, as Node's error codes: room, leave to write, open files, a sound disk. */
const MACHINE_CODES = new Set(["ENOSPC", "EDQUOT", "EROFS", "EACCES", "EPERM", "EMFILE", "ENFILE", "EIO"]);

/** One line for an error that a file operation met and that people can fix on their machine; null for all others. */
export function machineProblem(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const { code, message } = error as NodeJS.ErrnoException;
  return code !== undefined && MACHINE_CODES.has(code) ? message : null;
}
