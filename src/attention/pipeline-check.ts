import type { RowQuestions, RowSource, Values } from "./pipeline-types.js";
import { requireWindow } from "./top-k.js";

/** How many rows and keys a source has; d is 0 where it has no vectors. */
export interface Shape {
  readonly rows: number;
  readonly keys: number;
  readonly d: number;
}

/**
 * The shape of a source.
 *
 * @throws RangeError if its arrays do not fit together
 */
export function shapeOf(caller: string, source: RowSource): Shape {
  const shape = unchecked(source);
  for (const name of ["rows", "keys"] as const) {
    if (!Number.isInteger(shape[name]) || shape[name] < 1) {
      throw new RangeError(`${caller}: ${name} must be an integer >= 1, got ${shape[name]}`);
    }
  }
  const past = pastOf(source);
  if (!Number.isInteger(past) || past < 0) {
    throw new RangeError(`${caller}: past must be an integer >= 0, got ${past}`);
  }
  if (isCausal(source) && past + shape.rows > shape.keys) {
    const after = past === 0 ? "" : ` after ${past} past keys`;
    throw new RangeError(`${caller}: causal rows must be at most the keys, ${shape.keys}, got ${shape.rows}${after}`);
  }
  if (source.kind !== "law" && source.values !== undefined) requireValues(caller, source.values, shape.keys);
  if (source.kind === "law") requireScale(caller, "sigma", source.sigma);
  if (source.kind === "keys") requireScale(caller, "scale", source.scale ?? 1);
  return shape;
}

function unchecked(source: RowSource): Shape {
  switch (source.kind) {
    case "logits":
      return { rows: source.logits.length / source.keys, keys: source.keys, d: 0 };
    case "keys":
      return { rows: source.queries.length / source.d, keys: source.keys.length / source.d, d: source.d };
    case "inputs": {
      const { d } = source.weights;
      return { rows: (source.queries ?? source.inputs).length / d, keys: source.inputs.length / d, d };
    }
    case "law":
      return { rows: source.rows, keys: source.keys, d: 0 };
  }
}

/** Whether row i sees keys 0..i only. */
export function isCausal(source: RowSource): boolean {
  return source.kind !== "law" && source.causal === true;
}

/** Keys before the first query's own. */
export function pastOf(source: RowSource): number {
  return (source.kind === "keys" || source.kind === "logits" ? source.past : undefined) ?? 0;
}

/** How many of the keys row i sees. */
export function seenKeys(source: RowSource, i: number, keys: number): number {
  return isCausal(source) ? pastOf(source) + i + 1 : keys;
}

/** Whether logits are products of queries and keys. */
export function hasQueries(source: RowSource): boolean {
  return source.kind === "keys" || source.kind === "inputs";
}

function requireValues(caller: string, { d, entries }: Values, keys: number): void {
  if (!Number.isInteger(d) || d < 1 || entries.length !== keys * d) {
    throw new RangeError(`${caller}: values must be ${keys} x ${d}, got ${entries.length} entries`);
  }
  const index = entries.findIndex((v) => !Number.isFinite(v));
  if (index >= 0) throw new RangeError(`${caller}: values must be finite, got ${entries[index]!} at index ${index}`);
}

function requireScale(caller: string, name: string, value: number): void {
  if (!Number.isFinite(value)) throw new RangeError(`${caller}: ${name} must be finite, got ${value}`);
}

/** Refuses windows outside [1, keys] and thresholds that are negative or not finite. */
export function requireQuestions(caller: string, { windows, thresholds }: RowQuestions, keys: number): void {
  for (const k of windows) requireWindow(caller, k, keys);
  for (const eps of thresholds) {
    if (!(eps >= 0 && eps < Infinity)) throw new RangeError(`${caller}: eps must be finite and >= 0, got ${eps}`);
  }
}

/** The error for a logit that is not finite. */
export function notFinite(caller: string, logit: number, row: number, key: number): RangeError {
  return new RangeError(`${caller}: logits must be finite, got ${logit} at row ${row}, key ${key}`);
}
