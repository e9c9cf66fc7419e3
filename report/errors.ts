/** Errors that people meet: each carries the exit code and one line to print; no stack trace is shown for them. */

/** Exit codes, everywhere: see the README. */
export const EXIT = { ok: 0, deviation: 1, badInput: 2, pdfMissing: 3, interrupted: 130 } as const;

/** The input is wrong (a flag, a file, a notebook). The message is one line: place and reason. */
export class InputError extends Error {
  override readonly name = "InputError";
}

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

/** One line for an error that a file operation met and that people can mend on their machine; null for all others. */
export function machineProblem(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const { code, message } = error as NodeJS.ErrnoException;
  return code !== undefined && MACHINE_CODES.has(code) ? message : null;
}
