/** Reading a notebook's code cells. */
import type { CodeCell, MimeBundle, MultilineText, Notebook, Output } from "../types.js";

/** Tags with a meaning here, as in nbclient: the cell is left out; the cell may throw. */
export const SKIP_TAG = "skip-execution";
export const RAISES_TAG = "raises-exception";

/** nbformat text as one string. Lines of a list already end in their newline. */
export function joinText(text: MultilineText): string {
  return typeof text === "string" ? text : text.join("");
}

/** A MIME bundle's text entry as a string; "" for what is no text. */
export function bundleText(value: unknown): string {
  if (typeof value === "string") return value;
  return Array.isArray(value) ? value.filter((line) => typeof line === "string").join("") : "";
}

/** The code cells, in their order. */
export function codeCellsOf({ cells }: Pick<Notebook, "cells">): CodeCell[] {
  return cells.filter((cell): cell is CodeCell => cell.cell_type === "code");
}

export function hasTag({ metadata }: Pick<CodeCell, "metadata">, tag: string): boolean {
  return Array.isArray(metadata.tags) && metadata.tags.includes(tag);
}

/** The MIME bundle of an output that has one. */
export function bundleOf(output: Output): MimeBundle | null {
  return output.output_type === "display_data" || output.output_type === "execute_result" ? output.data : null;
}
