/** Records as they travel between machines: named by their keys, known by their hashes. */
import { mkdirSync, readdirSync, readFileSync, renameSync } from "node:fs";
import { basename, dirname } from "node:path";
import { readRecord, recordFacts, recordPath, type RecordKind } from "ncsparse-kit/memory/record-file";
import { sha256Of } from "../sha256.js";

export interface RecordStamp {
  /** 64 hexadecimal digits; it is the file's name, too. */
  readonly key: string;
  readonly bytes: number;
  /** SHA-256 of the whole file. */
  readonly sha256: string;
}

/** What a report draws and finds is made of. */
const KEPT: readonly RecordKind[] = ["draws", "claim"];

const RECORD_KEY = /^[0-9a-f]{64}$/;

/** What the records of some keys are; one that is not there, as it could not be kept, is left out. */
export function recordStamps(folder: string, keys: readonly string[]): RecordStamp[] {
  return keys.flatMap((key) => {
    try {
      return [stampOf(key, readFileSync(recordPath(folder, key)))];
    } catch {
      return [];
    }
  });
}

export function stampOf(key: string, content: Uint8Array): RecordStamp {
  return { key, bytes: content.byteLength, sha256: sha256Of(content) };
}

/** Whether the file of a key is that key's record, whole. */
export function isRecord(folder: string, key: string): boolean {
  return readRecord(folder, key) !== null;
}

/**
 * Moves records from a folder into another on the same disk, each by one rename.
 *
 * @param kinds which of them; by default draws and claims
 * @param keys which of them; by default all that are there
 * @returns how many of them were draws
 */
export function keepRecords(
  from: string,
  to: string,
  kinds: readonly RecordKind[] = KEPT,
  keys: readonly string[] = keysIn(from),
): { draws: number } {
  let draws = 0;
  for (const key of keys) {
    const kind = recordFacts(recordPath(from, key))?.kind;
    if (kind === undefined || !kinds.includes(kind)) continue;
    const target = recordPath(to, key);
    mkdirSync(dirname(target), { recursive: true });
    renameSync(recordPath(from, key), target);
    if (kind === "draws") draws++;
  }
  return { draws };
}

/** The keys of all records in a folder, in their order. */
export function keysIn(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((path) => basename(path));
  return files.filter((name) => RECORD_KEY.test(name)).sort();
}
