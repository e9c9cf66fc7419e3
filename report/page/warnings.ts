/** What a page cannot show of its notebooks: marked where it stands, told on the terminal, and counted by the exit code. */
import { oneLine } from "../errors.js";
import { escapeHtml } from "../text/escape.js";

export interface Warning {
  /** Notebook and cell, e.g. "01-intro, cell 3 (setup)". */
  place: string;
  /** One line: what, and why. */
  message: string;
  /** True where readers miss something that the author put there; the build then ends with exit code 1. */
  isLoss: boolean;
}

/** What warnings are given within. */
export interface WarningContext {
  /** Where the reader of a warning finds its cause. */
  where: string;
  /** Warnings so far, in the order of the text. */
  warnings: Warning[];
}

/** Tells the author of something that the reader does not miss. */
export function warn(message: string, { where, warnings }: WarningContext): void {
  warnings.push({ place: where, message: oneLine(message), isLoss: false });
}

/** Tells the author of something that the reader misses; the caller marks it in the page. */
export function warnOfLoss(message: string, { where, warnings }: WarningContext): void {
  warnings.push({ place: where, message: oneLine(message), isLoss: true });
}

/** Stands in the page for what cannot be shown there: HTML that says what it was and why it is missing. */
export function leftOut(what: string, why: string, context: WarningContext): string {
  const message = `${what}: ${why}`;
  warnOfLoss(message, context);
  return `<span class="left-out">[left out: ${escapeHtml(message)}]</span>`;
}

/** Lines for the terminal; what is said several times of one cell is said once. */
export function warningLines(warnings: readonly Warning[]): string[] {
  return [
    ...new Set(warnings.map(({ place, message, isLoss }) => `${isLoss ? "LEFT OUT" : "WARNING"} ${place}: ${message}`)),
  ];
}
