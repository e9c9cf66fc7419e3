/**
 * One record, one file: a line that says what it is, then the value as V8 serialises it, by which typed arrays, NaN, -0 and
 * infinities come back bit for bit. A file is written whole or not at all, and one that is damaged or foreign reads as none.
 */
import { createHash, randomUUID } from "node:crypto";
import { closeSync, mkdirSync, openSync, readFileSync, readSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { deserialize, serialize } from "node:v8";

/**
 * What kernels remember: draws, what a claim's cells came to, its chart; and where several machines share the work, what a
 * single cell came to.
 */
export type RecordKind = "draws" | "cell" | "claim" | "chart";

/** What a record says of itself. */
export interface RecordFacts {
  readonly kind: RecordKind;
  /** What people call it, e.g. a claim's id. */
  readonly label: string;
}

interface Head extends RecordFacts {
  readonly format: typeof FORMAT;
  readonly key: string;
  /** SHA-256 of what follows the line. */
  readonly sha256: string;
}

const FORMAT = "ncsparse record 1";
/** Labels are cut to this, so that a head fits into `HEAD_BYTES`. */
const LABEL_CHARACTERS = 200;
const HEAD_BYTES = 4096;
const NEWLINE = 10;

/** Where the record of a key lies. */
export function recordPath(folder: string, key: string): string {
  return join(folder, key.slice(0, 2), key);
}

/** The value kept under a key; null where there is none, or none that can be trusted. */
export function readRecord(folder: string, key: string): { readonly value: unknown } | null {
  try {
    const bytes = readFileSync(recordPath(folder, key));
    const head = headOf(bytes);
    const content = bytes.subarray(bytes.indexOf(NEWLINE) + 1);
    if (head?.key !== key || head.sha256 !== hashOf(content)) return null;
    return { value: deserialize(content) as unknown };
  } catch {
    return null; // missing, cut short or written by another program: it is computed anew
  }
}

/**
 * Keeps a value under a key. Two processes that write the same at once leave one whole file. Where nothing can be written
 * (read-only, disk full) nothing is kept, and the next run computes it anew.
 */
export function writeRecord(folder: string, key: string, { kind, label }: RecordFacts, value: unknown): void {
  const path = recordPath(folder, key);
  const unfinished = `${path}.${randomUUID()}.tmp`;
  try {
    const content = serialize(value);
    const head: Head = { format: FORMAT, kind, label: label.slice(0, LABEL_CHARACTERS), key, sha256: hashOf(content) };
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(unfinished, Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`, "utf8"), content]));
    renameSync(unfinished, path);
  } catch {
    removeQuietly(unfinished);
  }
}

function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    return; // where it could not be written it may not be removable either
  }
}

/** What a file says that it is, from its first bytes alone; null for a file of another kind. */
export function recordFacts(path: string): (RecordFacts & { readonly key: string }) | null {
  const bytes = Buffer.alloc(HEAD_BYTES);
  try {
    const file = openSync(path, "r");
    try {
      return headOf(bytes.subarray(0, readSync(file, bytes)));
    } finally {
      closeSync(file);
    }
  } catch {
    return null;
  }
}

function headOf(bytes: Buffer): Head | null {
  const end = bytes.indexOf(NEWLINE);
  if (end < 0 || end >= HEAD_BYTES) return null;
  try {
    const head = JSON.parse(bytes.toString("utf8", 0, end)) as Partial<Head> | null;
    return head?.format === FORMAT ? (head as Head) : null;
  } catch {
    return null;
  }
}

function hashOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
