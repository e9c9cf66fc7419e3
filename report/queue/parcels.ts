/** Parcels on the server: put there by workers, fetched by the report, gone after a while in any case. */
import type { Redis } from "ioredis";
import { putWhile } from "./guarded.js";
import { KEEP_SECONDS, parcelKey, runKey } from "./keys.js";
import { pack, unpack, type ParcelFacts, type RecordBytes } from "./parcel.js";

/** Which run's parcels. */
export interface ParcelPlace {
  readonly redis: Redis;
  readonly prefix: string;
  readonly run: string;
}

/** @returns what the report needs to fetch it; null if the run is over, and then nothing is left on the server */
export async function sendParcel(place: ParcelPlace, records: readonly RecordBytes[]): Promise<ParcelFacts | null> {
  const { redis, prefix, run } = place;
  const { facts, pieces } = await pack(records);
  const key = parcelKey(prefix, run, facts.parcel);
  const guarded = { run: runKey(prefix, run), key, seconds: KEEP_SECONDS };
  for (const [field, value] of pieces.entries()) {
    if (!(await putWhile(redis, guarded, { field, value }))) return null;
  }
  return facts;
}

/** @throws Error if it is gone, cut short or damaged */
export async function fetchParcel({ redis, prefix, run }: ParcelPlace, facts: ParcelFacts): Promise<RecordBytes[]> {
  const key = parcelKey(prefix, run, facts.parcel);
  const pieces: Buffer[] = [];
  for (let i = 0; i < facts.pieces; i++) {
    const piece = await redis.hgetBuffer(key, String(i));
    if (piece === null) throw new Error(`it has ${i} pieces of ${facts.pieces}`);
    pieces.push(piece);
  }
  return await unpack(pieces, facts);
}

export async function removeParcel({ redis, prefix, run }: ParcelPlace, { parcel }: ParcelFacts): Promise<void> {
  await redis.unlink(parcelKey(prefix, run, parcel));
}
