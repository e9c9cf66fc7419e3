/** Passages for a model of bytes, as `models/held_out.py` writes them. */
export interface HeldOut {
  /** Bytes of every passage. */
  readonly length: number;
  readonly text: readonly TextPassage[];
  readonly lookup: readonly LookupPassage[];
  readonly copy: readonly CopyPassage[];
}

/** Prose. */
export interface TextPassage {
  readonly source: string;
  readonly passage: string;
}

/** Prose with records `<key:value>` in it, every key twice. */
export interface LookupPassage {
  readonly passage: string;
  /** The values that can be looked up. */
  readonly answers: readonly Answer[];
}

/** A random line over and over. */
export interface CopyPassage {
  readonly passage: string;
  /** Bytes of the line, its line feed counted. */
  readonly period: number;
}

/** A value at its second place. */
export interface Answer {
  /** Index of its first byte. */
  readonly at: number;
  /** Index of the first byte of the same value before it. */
  readonly source: number;
  readonly length: number;
}

/**
 * Reads the text of a `held-out.json`.
 *
 * @throws RangeError if a part is missing, a passage is not ASCII of the stated length, a period is no integer in [1, length),
 *   or an answer is not the same bytes at both of its places
 */
export function parseHeldOut(text: string): HeldOut {
  const parts = JSON.parse(text) as HeldOut;
  if (!(Number.isInteger(parts.length) && parts.length >= 1)) refuse("length", "be an integer >= 1", parts.length);
  for (const name of ["text", "lookup", "copy"] as const) requirePassages(name, parts);
  parts.lookup.forEach((item, i) => requireAnswers(`lookup[${i}]`, item));
  parts.copy.forEach(({ period }, i) => {
    const fits = Number.isInteger(period) && period >= 1 && period < parts.length;
    if (!fits) refuse(`copy[${i}].period`, `be an integer in [1, ${parts.length})`, period);
  });
  return parts;
}

function requirePassages(name: "text" | "lookup" | "copy", parts: HeldOut): void {
  const items: unknown = parts[name];
  if (!Array.isArray(items) || items.length === 0) refuse(name, "be a list of passages", items);
  parts[name].forEach(({ passage }, i) => {
    const fits = typeof passage === "string" && passage.length === parts.length && isAscii(passage);
    if (!fits) refuse(`${name}[${i}].passage`, `be ${parts.length} ASCII characters`, passage);
  });
}

function isAscii(passage: string): boolean {
  for (let i = 0; i < passage.length; i++) if (passage.charCodeAt(i) > 127) return false;
  return true;
}

function requireAnswers(place: string, { passage, answers }: LookupPassage): void {
  const list: unknown = answers;
  if (!Array.isArray(list) || list.length === 0) refuse(`${place}.answers`, "be a list of answers", answers);
  for (const answer of answers) {
    const { at, source, length } = answer;
    const inside = source >= 0 && source < at && length >= 1 && at + length <= passage.length;
    const same = passage.slice(at, at + length) === passage.slice(source, source + length);
    if (!(inside && same)) refuse(`${place}.answers`, "be the same bytes at both places", answer);
  }
}

function refuse(name: string, requirement: string, value: unknown): never {
  const got = value === undefined ? "nothing" : JSON.stringify(value);
  throw new RangeError(`parseHeldOut: ${name} must ${requirement}, got ${got}`);
}
