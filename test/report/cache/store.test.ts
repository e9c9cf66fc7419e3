import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cacheKey, CacheStore } from "../../../report/cache/store.js";

const FACTS = { kind: "notebook", label: "00-a" } as const;

let folder: string;
let store: CacheStore;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ncsparse-cache-"));
  store = new CacheStore(folder);
});
afterEach(async () => rm(folder, { recursive: true, force: true }));

/** The files that hold content, as opposed to the index. */
async function contentFiles(): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found
    .filter((entry) => entry.isFile() && entry.parentPath.includes("content-v"))
    .map((entry) => join(entry.parentPath, entry.name));
}

describe("the cache's store", () => {
  it("gives back what was stored, under that key alone", async () => {
    await store.put("a", Buffer.from("one"), FACTS);
    expect((await store.get("a"))?.toString()).toBe("one");
    expect(await store.get("b")).toBeNull();
    await store.put("a", Buffer.from("two"), FACTS);
    expect((await store.get("a"))?.toString()).toBe("two");
  });

  it("takes content that was altered, cut short or removed for none, and fixes it when stored again", async () => {
    await store.put("a", Buffer.from("content"), FACTS);
    const [file] = await contentFiles();
    for (const damage of [
      () => writeFile(file!, "altered"),
      () => writeFile(file!, "conte"),
      () => writeFile(file!, ""),
      () => rm(file!),
    ]) {
      await chmod(file!, 0o644).catch(() => undefined);
      await damage();
      expect(await store.get("a")).toBeNull();
      await rm(file!, { force: true });
      await store.put("a", Buffer.from("content"), FACTS);
      expect((await store.get("a"))?.toString()).toBe("content");
    }
  });

  it("takes an index of nonsense for an empty one", async () => {
    await store.put("a", Buffer.from("content"), FACTS);
    const found = await readdir(folder, { recursive: true, withFileTypes: true });
    const index = found.find((entry) => entry.isFile() && entry.parentPath.includes("index-v"))!;
    await writeFile(join(index.parentPath, index.name), "not an index\n");
    expect(await store.get("a")).toBeNull();
    expect(await store.list()).toEqual([]);
  });

  it("drops the oldest beyond its limit, content and all, and some more, so that not every run has to", async () => {
    const small = new CacheStore(folder, 35);
    for (const [index, key] of ["a", "b", "c", "d"].entries()) {
      await small.trim();
      expect(await small.list()).toHaveLength(index);
      await small.put(key, Buffer.from(String(index).repeat(10)), { ...FACTS, label: key });
      await new Promise((resolve) => setTimeout(resolve, 5)); // entries are ordered by milliseconds
    }
    await small.trim();
    expect((await small.list()).map(({ label }) => label)).toEqual(["d", "c"]);
    expect(await contentFiles()).toHaveLength(2);
    expect(await small.get("a")).toBeNull();
    expect((await small.get("d"))?.toString()).toBe("3333333333");
  });

  it("is looked through once in an eighth of its limit, whichever run has stored what", async () => {
    const stored = async (key: string, bytes: number): Promise<number> => {
      const run = new CacheStore(folder, 800);
      await run.put(key, Buffer.alloc(bytes, key), { ...FACTS, label: key });
      await run.trim();
      await new Promise((resolve) => setTimeout(resolve, 5)); // entries are ordered by milliseconds
      return (await run.list()).length;
    };
    // Nobody knows what a folder without a note has grown by, so that the first run looks.
    expect(await stored("a", 780)).toBe(1);
    expect(await stored("b", 50)).toBe(2);
    expect(await stored("c", 50)).toBe(3); // 100 since the last look, which is not more than an eighth
    expect(await stored("d", 1)).toBe(3);
    await new CacheStore(folder, 800).trim(); // has stored nothing
    expect((await store.list()).map(({ label }) => label)).toEqual(["d", "c", "b"]);
  });

  it("can be cleared, also where there is nothing", async () => {
    await store.put("a", Buffer.from("one"), FACTS);
    await store.clear();
    await store.clear();
    expect(await store.get("a")).toBeNull();
    expect(await store.list()).toEqual([]);
  });

  it("keeps both of two writers' entries, written at once", async () => {
    const keys = Array.from({ length: 40 }, (_, i) => `key ${i}`);
    const other = new CacheStore(folder);
    await Promise.all(keys.map((key, i) => (i % 2 === 0 ? store : other).put(key, Buffer.from(key), FACTS)));
    for (const key of keys) expect((await store.get(key))?.toString()).toBe(key);
  });

  it("is only slower where its folder cannot be made", async () => {
    const file = join(folder, "a-file");
    await writeFile(file, "");
    const blocked = new CacheStore(join(file, "cache"));
    await blocked.put("a", Buffer.from("one"), FACTS);
    expect(await blocked.get("a")).toBeNull();
    expect(await blocked.list()).toEqual([]);
    await blocked.trim();
    expect(await readFile(file, "utf8")).toBe("");
  });
});

describe("a key", () => {
  it("tells lists of parts apart whose texts run together alike", () => {
    expect(cacheKey(["ab", "c"])).not.toBe(cacheKey(["a", "bc"]));
    expect(cacheKey(["a", ""])).not.toBe(cacheKey(["a"]));
    expect(cacheKey(["a"])).toBe(cacheKey([Buffer.from("a")]));
  });
});
