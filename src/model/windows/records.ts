import type { Stream } from "ncsparse-kit/random";
import type { Answer, LookupPassage } from "../held-out.js";

const KEY_LETTERS = 3;
const VALUE_LETTERS = 4;
/** `<key:value>` and a blank. */
const RECORD_BYTES = KEY_LETTERS + VALUE_LETTERS + 4;
const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/**
 * Blanks, and then as many records as there is room for: every key twice, in random order, its value the same both times. The
 * model was trained on such passages among others.
 *
 * @param length bytes, enough for two records
 */
export function drawRecords(source: Stream, length: number): LookupPassage {
  const pairs = Math.floor(length / (2 * RECORD_BYTES));
  if (pairs < 1) throw new RangeError(`drawRecords: length must be >= ${2 * RECORD_BYTES}, got ${length}`);
  const keys = distinctWords(source, pairs, KEY_LETTERS);
  const values = keys.map(() => word(source, VALUE_LETTERS));
  const answers: Answer[] = [];
  const first = new Map<number, number>();
  let passage = " ".repeat(length - 2 * pairs * RECORD_BYTES);
  for (const slot of shuffled(source, 2 * pairs)) {
    const record = slot % pairs;
    const at = passage.length + KEY_LETTERS + 2;
    const before = first.get(record);
    if (before === undefined) first.set(record, at);
    else answers.push({ at, source: before, length: VALUE_LETTERS });
    passage += `<${keys[record]!}:${values[record]!}> `;
  }
  return { passage, answers };
}

/** The integers below n in random order, all orders equally likely. */
export function shuffled(source: Stream, n: number): number[] {
  const order = Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(source.uniform() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}

function distinctWords(source: Stream, count: number, letters: number): string[] {
  const words = new Set<string>();
  // Ends: a passage has far fewer records than there are words.
  while (words.size < count) words.add(word(source, letters));
  return [...words];
}

function word(source: Stream, letters: number): string {
  return Array.from({ length: letters }, () => LETTERS[Math.floor(source.uniform() * LETTERS.length)]!).join("");
}
