/** What every refusal of bad input owes its reader. */
import { expect } from "vitest";
import { InputError } from "../../report/errors.js";

/** What would break a line or drive a terminal. */
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u;
/** "ncsparse: " and a message. */
const LONGEST = 1_010;

/** A line for people: printable, of bearable length, without a stack. */
export function expectOneLine(text: string): void {
  expect(text).not.toMatch(UNPRINTABLE);
  expect(text.trim()).not.toBe("");
  expect(text.length).toBeLessThanOrEqual(LONGEST);
  expect(text).not.toMatch(/ {4}at |Error: /);
  expect(text).not.toMatch(/\bundefined\b|\[object |\bNaN bytes/);
}

/**
 * Runs what may refuse its input.
 *
 * @param place what the line must begin with, e.g. the file
 * @returns what came out, or undefined where it was refused as it should be
 * @throws whatever is no refusal, as it is a defect
 */
export async function acceptedOrRefused<T>(place: string, task: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await task();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    expectOneLine(error.message);
    expect(error.message.startsWith(place), error.message).toBe(true);
    return undefined;
  }
}
