/** A cache on disk: content is addressed and verified by its hash, writes are atomic, two runs at once are safe. */
import cacache from "cacache";
import { createHash } from "node:crypto";
import { join } from "node:path";
import type { RecordKind } from "ncsparse-kit/memory/record-file";
import { forgetGrown, grownBefore, keepGrown } from "./growth.js";
import { clearRecords, listRecords, trimRecords } from "./record-folder.js";

/**
 * What reports remember: what modules say, how they hang together and what cells take from them, cells as JavaScript, a
 * notebook's outputs, the notebook with them (in a process alone), pieces of the page (drawings, pictures made smaller, subset
 * fonts, packed data), the page, the PDF.
 */
export type Kind =
  | "parsed"
  | "code"
  | "cells"
  | "translation"
  | "notebook"
  | "executed"
  | "figure"
  | "image"
  | "font"
  | "sources"
  | "page"
  | "pdf";

/** What an entry is: shown by `ncsparse cache ls`. */
export interface EntryFacts {
  kind: Kind | RecordKind;
  /** What people call it, e.g. a notebook's name. */
  label: string;
}

export interface StoredEntry extends EntryFacts {
  key: string;
  bytes: number;
  /** Milliseconds since 1970. */
  storedAt: number;
}

/** Beyond this many bytes the oldest entries go: some dozens of whole reports. */
const CACHE_LIMIT_BYTES: number = 256 * 1024 * 1024;

/** What a trim leaves: looking for content without an entry takes seconds, which not every run of a full cache shall pay. */
const ROOM_LEFT = 0.75;

/** The share of the limit by which a cache grows before it is looked through again. */
const GROWTH_LEFT = 1 / 8;

/** Where the project keeps its cache: a folder that no commit holds. */
export const CACHE_FOLDER: readonly string[] = [".ncsparse", "cache"];

export class CacheStore {
  /** Where kernels keep what they compute, a file each: `ncsparse-kit/memory`. */
  readonly records: string;
  /** Bytes put since the last trim. */
  #put = 0;

  constructor(
    private readonly folder: string,
    private readonly limitBytes: number = CACHE_LIMIT_BYTES,
  ) {
    this.records = join(folder, "records");
  }

  /** The content stored under a key; null where there is none or where it is damaged, which then is as good as none. */
  async get(key: string): Promise<Buffer | null> {
    try {
      const { data } = await cacache.get(this.folder, key);
      return data;
    } catch {
      // Missing, truncated, altered or unreadable: all of them mean that it must be computed again.
      return null;
    }
  }

  /** Store content under a key. A cache that cannot be written (read-only, disk full) slows the next run, and no more. */
  async put(key: string, data: Buffer, { kind, label }: EntryFacts): Promise<void> {
    try {
      await cacache.put(this.folder, key, data, { metadata: { kind, label } });
      this.#put += data.byteLength;
    } catch {
      return;
    }
  }

  /** Entries and records, newest first. */
  async list(): Promise<StoredEntry[]> {
    return [...(await this.#entries()), ...listRecords(this.records)].sort((a, b) => b.storedAt - a.storedAt);
  }

  async #entries(): Promise<StoredEntry[]> {
    const found = await cacache.ls(this.folder).catch(() => ({}));
    return Object.values(found)
      .map((entry) => ({ ...(entry.metadata as EntryFacts), key: entry.key, bytes: entry.size, storedAt: entry.time }))
      .sort((a, b) => b.storedAt - a.storedAt);
  }

  /**
   * Beyond the limit, drop the oldest entries until the rest fits into three quarters of it, and the content that no entry
   * names. Entries are counted once in an eighth of the limit, so that a cache may be larger than its limit by that.
   */
  async trim(): Promise<void> {
    if (this.#put === 0) return;
    const grown = grownBefore(this.folder) + this.#put;
    this.#put = 0;
    const isDue = grown > GROWTH_LEFT * this.limitBytes;
    await keepGrown(this.folder, isDue ? 0 : grown);
    if (isDue) await this.#dropSurplus();
  }

  /** Of records what is beyond their limit. */
  trimRecords(): void {
    trimRecords(this.records);
  }

  async #dropSurplus(): Promise<void> {
    const entries = await this.#entries();
    if (entries.reduce((sum, { bytes }) => sum + bytes, 0) <= this.limitBytes) return;
    let total = 0;
    const surplus = entries.filter((entry) => (total += entry.bytes) > ROOM_LEFT * this.limitBytes);
    try {
      for (const { key } of surplus) await cacache.rm.entry(this.folder, key);
      await cacache.verify(this.folder);
    } catch {
      return; // another run may be trimming the same folder
    }
  }

  async clear(): Promise<void> {
    await cacache.rm.all(this.folder);
    forgetGrown(this.folder);
    clearRecords(this.records);
  }
}

/** The key of what is determined by these parts: their hash, with lengths, so that no two lists of parts read alike. */
export function cacheKey(parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) {
    const bytes = typeof part === "string" ? Buffer.from(part, "utf8") : part;
    hash.update(`${bytes.byteLength}:`).update(bytes);
  }
  return hash.digest("hex");
}
