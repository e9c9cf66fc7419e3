/** Notebooks as text, to the byte as Jupyter writes them, so that saving one in JupyterLab changes what was changed. */
import { isLosslessNumber, parse } from "lossless-json";

type Fields = Record<string, unknown>;

/** A notebook's JSON with its numbers as they are written: as doubles, long ones would come out changed, and 1.0 as 1. */
export function parseLossless(text: string): Fields {
  return parse(text, undefined, { onDuplicateKey: ({ newValue }) => newValue }) as Fields;
}

/**
 * The text that Jupyter writes (nbformat 5): names in alphabetical order, one space of indent, sources as lists of lines, a
 * final newline.
 *
 * @param notebook of format 4, without outputs, from `parseLossless`
 */
export function jupyterText(notebook: Fields): string {
  const cells = (notebook.cells as Fields[]).map((cell) => ({ ...cell, source: linesOf(cell.source) }));
  return `${jsonText({ ...notebook, cells }, "\n")}\n`;
}

/** Where Python's `splitlines` ends a line. */
const LINE = /[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*(?:\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]|$)/g;

function linesOf(source: unknown): string[] {
  const text = Array.isArray(source) ? source.join("") : String(source);
  return (text.match(LINE) ?? []).filter((line) => line !== "");
}

/** @param newline a line break and the indent of the value's own line */
function jsonText(value: unknown, newline: string): string {
  if (isLosslessNumber(value)) return value.toString();
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const inner = `${newline} `;
  const parts = Array.isArray(value)
    ? value.map((one) => jsonText(one, inner))
    : Object.keys(value)
        .sort(byCodePoint)
        .map((name) => `${JSON.stringify(name)}: ${jsonText((value as Fields)[name], inner)}`);
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  return parts.length === 0 ? `${open}${close}` : `${open}${inner}${parts.join(`,${inner}`)}${newline}${close}`;
}

/** As Python orders texts; UTF-8 keeps the order of code points. */
function byCodePoint(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
