/** Reading a shard's file, which may come from anywhere: nothing is believed that its hashes do not say. */
import { createReadStream, mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { buffer } from "node:stream/consumers";
import { isDeepStrictEqual } from "node:util";
import { readRecord, recordPath } from "ncsparse-kit/memory/record-file";
import { extract, type Extract } from "tar-stream";
import { InputError, machineProblem } from "../errors.js";
import { reasonOf } from "../json.js";
import { documentProblem } from "./document-problem.js";
import type { ShardManifest } from "./manifest.js";
import { stampOf, type RecordStamp } from "./records.js";
import { MANIFEST_NAME, RECORDS_PREFIX } from "./write-shard.js";

/** A file in the archive: what its header says, and its content as a stream. */
type Entry = Extract extends AsyncIterable<infer One> ? One : never;

/** A manifest of all cells of this project's full profile has a hundredth of that. */
const MANIFEST_BYTES = 64 * 1024 * 1024;

/**
 * The manifest of a shard's file; the records after it are not looked at.
 *
 * @throws InputError naming the file and what is wrong with it
 */
export async function readManifest(file: string): Promise<ShardManifest> {
  return await readingEntries(file, async (entries) => {
    for await (const entry of entries) return await manifestIn(entry);
    throw new Error("it is empty");
  });
}

/**
 * Writes the records of a shard's file into a folder of records. Each is checked against the manifest, against what it says
 * of itself, and against what other shards brought under its key.
 *
 * @throws InputError naming the file and what is wrong with it
 */
export async function extractRecords(file: string, manifest: ShardManifest, folder: string): Promise<void> {
  const expected = new Map(manifest.records.map((stamp) => [`${RECORDS_PREFIX}${stamp.key}`, stamp]));
  await readingEntries(file, async (entries) => {
    let isFirst = true;
    for await (const entry of entries) {
      if (isFirst) requireSame(manifest, await manifestIn(entry));
      else await takeRecord(entry, expected, folder);
      isFirst = false;
    }
    if (expected.size > 0) throw new Error(`it is cut short: ${expected.size} of its records are missing`);
  });
}

async function takeRecord(entry: Entry, expected: Map<string, RecordStamp>, folder: string): Promise<void> {
  const { name, type, size } = entry.header;
  const stamp = expected.get(name);
  if (stamp === undefined) throw new Error(`its manifest has no entry ${JSON.stringify(name)}, or it has it twice`);
  if (type !== "file" || size !== stamp.bytes) {
    throw new Error(`${name} must be a file of ${stamp.bytes} bytes, got a ${type} of ${size}`);
  }
  const content = await buffer(entry);
  if (stampOf(stamp.key, content).sha256 !== stamp.sha256) throw new Error(`${name} is damaged: its hash is another`);
  const earlier = readRecord(folder, stamp.key);
  const path = recordPath(folder, stamp.key);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  const record = readRecord(folder, stamp.key);
  if (record === null) throw new Error(`${name} is not the record of that key`);
  // What two machines drew must be the same to the last digit. Its bytes need not be: V8 writes 5 as an integer or as a
  // double, depending on what else it has seen.
  if (earlier !== null && !isDeepStrictEqual(earlier.value, record.value)) {
    throw new Error(`${name} differs from the record of that key in an earlier shard`);
  }
  expected.delete(name);
}

async function manifestIn(entry: Entry): Promise<ShardManifest> {
  const { name, type, size } = entry.header;
  if (name !== MANIFEST_NAME || type !== "file") throw new Error(`it must begin with ${MANIFEST_NAME}`);
  if (size > MANIFEST_BYTES) throw new Error(`${MANIFEST_NAME} must have at most ${MANIFEST_BYTES} bytes, got ${size}`);
  const document: unknown = JSON.parse((await buffer(entry)).toString("utf8"));
  const problem = documentProblem("manifest", document);
  if (problem !== null) throw new Error(`${MANIFEST_NAME}: ${problem}`);
  return document as ShardManifest;
}

/** The file is read twice, and may have been changed between. */
function requireSame(a: ShardManifest, b: ShardManifest): void {
  if (JSON.stringify(a) !== JSON.stringify(b)) throw new Error("it was changed while it was read");
}

async function readingEntries<T>(file: string, read: (entries: AsyncIterable<Entry>) => Promise<T>): Promise<T> {
  const entries = extract();
  const source = createReadStream(file);
  let unreadable: Error | undefined;
  source.on("error", (error) => entries.destroy((unreadable = error)));
  source.pipe(entries);
  try {
    return await read(entries);
  } catch (error) {
    if (unreadable !== undefined) throw new InputError(`${file}: cannot be read: ${reasonOf(unreadable)}`);
    if (machineProblem(error) !== null) throw error;
    throw new InputError(`${file}: no whole shard: ${reasonOf(error)}`);
  } finally {
    source.destroy();
    entries.destroy();
  }
}
