/** The records of a finished block as they travel: one after another, compressed where that pays, in pieces. */
import { randomUUID } from "node:crypto";
import { promisify } from "node:util";
import { constants, gunzip, gzip } from "node:zlib";
import { schemaCheck } from "../document/schema.js";
import { enginePath } from "../root.js";
import { sha256Of } from "../sha256.js";

/** A record's file: its key, which is its name, and its content. */
export interface RecordBytes {
  readonly key: string;
  readonly bytes: Buffer;
}

/** What a parcel holds: this is a job's result, and is checked against `result.schema.json` where it arrives. */
export interface ParcelFacts {
  readonly parcel: string;
  readonly pieces: number;
  readonly compressed: boolean;
  readonly records: readonly { readonly key: string; readonly bytes: number; readonly sha256: string }[];
}

/** Redis blocks while it moves a value: no piece keeps it for longer than some milliseconds. */
const PIECE_BYTES = 2 ** 22;
/** More than any block comes to; a parcel that says so of itself is not unpacked. */
const LARGEST_BYTES = 2 ** 29;
/** Compression that saves less than a tenth costs more than it is worth. */
const WORTH = 0.9;

/** @throws RangeError for more than 512 MiB */
export async function pack(records: readonly RecordBytes[]): Promise<{ facts: ParcelFacts; pieces: Buffer[] }> {
  const whole = Buffer.concat(records.map(({ bytes }) => bytes));
  if (whole.length > LARGEST_BYTES) {
    throw new RangeError(`pack: a block's records must take at most ${LARGEST_BYTES} bytes, got ${whole.length}`);
  }
  const smaller = await promisify(gzip)(whole, { level: constants.Z_BEST_SPEED });
  const compressed = smaller.length < WORTH * whole.length;
  const pieces = cut(compressed ? smaller : whole);
  const facts = {
    parcel: randomUUID(),
    pieces: pieces.length,
    compressed,
    records: records.map(({ key, bytes }) => ({ key, bytes: bytes.length, sha256: sha256Of(bytes) })),
  };
  return { facts, pieces };
}

const check = schemaCheck(enginePath("report", "queue", "result.schema.json"));

/** @returns the facts, or what is wrong with them */
export function readParcelFacts(value: unknown): ParcelFacts | string {
  const problem = check(value);
  if (problem !== null) return problem;
  const facts = value as ParcelFacts;
  return totalBytes(facts) <= LARGEST_BYTES ? facts : `it must take at most ${LARGEST_BYTES} bytes`;
}

/**
 * The records of a parcel, each with the bytes that its facts promise.
 *
 * @throws Error saying how pieces and facts disagree; never more is unpacked than the facts announce
 */
export async function unpack(pieces: readonly Buffer[], facts: ParcelFacts): Promise<RecordBytes[]> {
  if (pieces.length !== facts.pieces) throw new Error(`it has ${pieces.length} pieces of ${facts.pieces}`);
  const joined = Buffer.concat(pieces);
  const total = totalBytes(facts);
  const whole = facts.compressed ? await promisify(gunzip)(joined, { maxOutputLength: Math.max(total, 1) }) : joined;
  if (whole.length !== total) throw new Error(`it has ${whole.length} bytes of ${total}`);
  let start = 0;
  return facts.records.map(({ key, bytes: length, sha256: promised }) => {
    const bytes = whole.subarray(start, (start += length));
    if (sha256Of(bytes) !== promised) throw new Error(`record ${key} is damaged`);
    return { key, bytes };
  });
}

function totalBytes({ records }: ParcelFacts): number {
  return records.reduce((sum, { bytes }) => sum + bytes, 0);
}

function cut(bytes: Buffer): Buffer[] {
  const count = Math.max(1, Math.ceil(bytes.length / PIECE_BYTES));
  return Array.from({ length: count }, (_, i) => bytes.subarray(i * PIECE_BYTES, (i + 1) * PIECE_BYTES));
}
