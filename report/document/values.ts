/** The values that a notebook's cells show under a name, for its prose to say. */
import { VALUE_MIME, isValueName } from "ncsparse-kit/notebook/value-record";
import { InputError } from "../errors.js";
import { optionsOf } from "../notebooks/cell-options.js";
import { bundleOf, bundleText, codeCellsOf } from "../notebooks/cells.js";
import { terminalText } from "../text/terminal.js";
import type { CodeCell, ExecutedNotebook, MimeBundle, Output } from "../types.js";
import type { Value } from "../values/format.js";

/**
 * The values of a notebook by name: what `showValue` and displays of its type show, and else what a cell with an id or a label of
 * that name comes to.
 *
 * @throws InputError for a record that is none, and for a name with two values
 */
export function valuesOf({ path, notebook }: ExecutedNotebook): ReadonlyMap<string, Value> {
  const values = new Map<string, Value>();
  const places = new Map<string, string>();
  const cells = codeCellsOf(notebook);
  for (const cell of cells) {
    for (const [name, value] of cell.outputs.flatMap((output) => shown(output, `${path}: cell "${cell.id}"`))) {
      const other = values.get(name);
      if (other !== undefined && other !== value) {
        throw new InputError(
          `${path}: cell "${cell.id}": the value "${name}" is ${JSON.stringify(value)} here and ${JSON.stringify(other)} in cell "${places.get(name)!}"`,
        );
      }
      values.set(name, value);
      places.set(name, cell.id);
    }
  }
  for (const cell of cells) {
    const result = resultOf(cell);
    for (const name of result === null ? [] : namesOf(cell)) if (!values.has(name)) values.set(name, result!);
  }
  return values;
}

/** What a cell's own result is called. */
export function namesOf(cell: CodeCell): string[] {
  const { label } = optionsOf(cell);
  return label === null || label === cell.id ? [cell.id] : [label, cell.id];
}

/** An output's values; their type's data may be text, as tslab's `display.raw` has it. */
function shown(output: Output, place: string): [name: string, value: Value][] {
  const bundle = bundleOf(output);
  if (bundle === null || !Object.hasOwn(bundle, VALUE_MIME)) return [];
  const record = recordOf(bundle[VALUE_MIME]);
  const entries = record === null ? [] : Object.entries(record);
  const isSound = entries.every(([name, value]) => isValueName(name) && isValue(value));
  if (record !== null && isSound) return entries as [string, Value][];
  throw new InputError(
    `${place}: ${VALUE_MIME} must be an object of finite numbers and texts by their names, got ${JSON.stringify(bundle[VALUE_MIME])}`,
  );
}

function recordOf(data: unknown): Record<string, unknown> | null {
  const text = bundleText(data);
  try {
    const record: unknown = text === "" ? data : JSON.parse(text);
    return typeof record === "object" && record !== null && !Array.isArray(record)
      ? (record as Record<string, unknown>)
      : null;
  } catch {
    return null; // refused by the caller, with the data
  }
}

function isValue(value: unknown): value is Value {
  return typeof value === "string" || (typeof value === "number" && Number.isFinite(value));
}

/** The forms of an output as a reader is shown it: values that no prose says are text. */
export function withoutRecord(bundle: MimeBundle): MimeBundle {
  const { [VALUE_MIME]: data, ...rest } = bundle;
  if (Object.keys(rest).length > 0) return rest;
  const lines = Object.entries(recordOf(data) ?? {}).map(([name, value]) => `${name} = ${String(value)}`);
  return { "text/plain": lines.join("\n") };
}

/** The names of the values that an output shows; null for any other output. */
export function shownNames(bundle: MimeBundle): string[] | null {
  return Object.hasOwn(bundle, VALUE_MIME) ? Object.keys(recordOf(bundle[VALUE_MIME]) ?? {}) : null;
}

/** Longer texts are no values. */
const LONGEST = 200;

/** What a cell comes to, if that is a number or a short text: its last output, as the kernel prints it. */
function resultOf({ outputs }: CodeCell): Value | null {
  const last = outputs.at(-1);
  const bundle = last === undefined ? null : bundleOf(last);
  if (bundle === null || Object.keys(bundle).some((mime) => mime !== "text/plain")) return null;
  const text = terminalText(bundleText(bundle["text/plain"])).trim();
  if (text === "" || text.length > LONGEST || /^[[{(]|\n/.test(text)) return null;
  if (/^-?\d+n$/.test(text)) return integerOf(text.slice(0, -1));
  if (/^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/.test(text)) return Number(text);
  const quoted = /^(['"`])([^]*)\1$/.exec(text)?.[2];
  return quoted?.replace(/\\(['"`\\])/g, "$1") ?? text;
}

/** A number as long as a number can hold it; its digits beyond. */
function integerOf(digits: string): Value {
  return Number.isSafeInteger(Number(digits)) ? Number(digits) : digits;
}
