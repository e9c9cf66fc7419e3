/** The records that kernels keep, as the cache lists, bounds and clears them. */
import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { recordFacts } from "ncsparse-kit/memory/record-file";
import type { StoredEntry } from "./store.js";

/** Beyond this many bytes the oldest records go: the draws of some dozens of versions of the code, in the quick profile. */
const RECORDS_LIMIT_BYTES: number = 512 * 1024 * 1024;

/** What folders beside the records begin with in which records wait to be checked and joined; who is killed leaves its own. */
export const STAGE_PREFIX = "incoming-";

interface RecordFile {
  path: string;
  bytes: number;
  /** Milliseconds since 1970. */
  storedAt: number;
}

/** Records, in no order. */
export function listRecords(folder: string): StoredEntry[] {
  return filesIn(folder).flatMap(({ path, bytes, storedAt }) => {
    const facts = recordFacts(path);
    return facts === null ? [] : [{ kind: facts.kind, label: facts.label, key: facts.key, bytes, storedAt }];
  });
}

/** Drops the oldest files until the rest fits the limit, those that no kernel finished writing included. */
export function trimRecords(folder: string, limitBytes: number = RECORDS_LIMIT_BYTES): void {
  let total = 0;
  for (const { path, bytes } of filesIn(folder).sort((a, b) => b.storedAt - a.storedAt)) {
    if ((total += bytes) > limitBytes) rmSync(path, { force: true });
  }
}

/** Removes all records, and what merges, queues and sweeps that were killed have left. */
export function clearRecords(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  const beside = dirname(folder);
  for (const name of existsSync(beside) ? readdirSync(beside) : []) {
    if (name.startsWith(STAGE_PREFIX)) rmSync(join(beside, name), { recursive: true, force: true });
  }
}

/** Another process may remove files meanwhile. */
function filesIn(folder: string): RecordFile[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .flatMap((entry) => {
        const path = join(entry.parentPath, entry.name);
        const found = statSync(path, { throwIfNoEntry: false });
        return found === undefined ? [] : [{ path, bytes: found.size, storedAt: found.mtimeMs }];
      });
  } catch {
    return []; // there is no such folder yet
  }
}
