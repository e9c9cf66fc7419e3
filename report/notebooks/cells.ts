/** Reading a notebook's code cells. */
import type { CodeCell, MimeBundle, MultilineText, Notebook, Output } from "../types.js";

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

/** The MIME bundle of an output that has one. */
export function bundleOf(output: Output): MimeBundle | null {
  return output.output_type === "display_data" || output.output_type === "execute_result" ? output.data : null;
}
