import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { trimRecords } from "../../../report/cache/record-folder.js";
import { CacheStore } from "../../../report/cache/store.js";
import { recordPath, writeRecord } from "../../../src/kit/memory/record-file.js";

let folder: string;
let store: CacheStore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ncsparse-record-folder-"));
  store = new CacheStore(folder);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A record of some 8 kB, stored some seconds after 1970. */
function put(key: string, seconds: number): void {
  writeRecord(store.records, key, { kind: "claim", label: key }, new Float64Array(1000));
  utimesSync(recordPath(store.records, key), seconds, seconds);
}

it("records are listed among the entries, newest first, and cleared with them", async () => {
  put("aa", 100);
  put("bb", 200);
  await store.put("c", Buffer.from("now"), { kind: "page", label: "index.html" });
  writeFileSync(join(store.records, "foreign"), "of another program");
  const listed = await store.list();
  expect(listed.map(({ kind, label }) => `${kind} ${label}`)).toEqual(["page index.html", "claim bb", "claim aa"]);
  expect(listed[1]).toMatchObject({ key: "bb", storedAt: 200_000 });
  expect(listed[1]!.bytes).toBeGreaterThan(8000);
  const leftByMerge = join(folder, "incoming-x");
  mkdirSync(leftByMerge);
  await store.clear();
  expect(await store.list()).toEqual([]);
  expect(existsSync(leftByMerge)).toBe(false);
});

it("beyond the limit the oldest go, with what no kernel finished writing", async () => {
  for (const [index, key] of ["aa", "bb", "cc", "dd"].entries()) put(key, 100 + index);
  const unfinished = join(store.records, "aa", "aa.1.tmp");
  mkdirSync(dirname(unfinished), { recursive: true });
  writeFileSync(unfinished, Buffer.alloc(8000));
  utimesSync(unfinished, 50, 50);
  trimRecords(store.records, 20_000);
  expect((await store.list()).map(({ label }) => label)).toEqual(["dd", "cc"]);
  trimRecords(store.records, 0);
  trimRecords(join(folder, "missing"), 0);
  expect(await store.list()).toEqual([]);
});
