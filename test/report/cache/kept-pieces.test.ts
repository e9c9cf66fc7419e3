import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { KeptPieces } from "../../../report/cache/kept-pieces.js";
import { CacheStore } from "../../../report/cache/store.js";

let folder: string;
let store: CacheStore;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ncsparse-pieces-"));
  store = new CacheStore(folder);
});
afterEach(async () => rm(folder, { recursive: true, force: true }));

/** Makes a piece and counts how often. */
function maker(): { made: number; make: () => Promise<string> } {
  const counter = { made: 0, make: () => Promise.resolve(`piece ${++counter.made}`) };
  return counter;
}

describe("pieces of pages", () => {
  it("are made once, for one process and for the next, by what they are made of", async () => {
    const counter = maker();
    const pieces = new KeptPieces(store, "as it is");
    const both = [pieces.once("figure", "f", ["a"], counter.make), pieces.once("figure", "f", ["a"], counter.make)];
    expect(await Promise.all(both)).toEqual(["piece 1", "piece 1"]);
    expect(await new KeptPieces(store, "as it is").once("figure", "renamed", ["a"], counter.make)).toBe("piece 1");
    expect(await pieces.once("figure", "f", ["b"], counter.make)).toBe("piece 2");
    expect(await pieces.once("font", "f", ["a"], counter.make)).toBe("piece 3");
    expect((await store.list()).map(({ kind }) => kind).sort()).toEqual(["figure", "figure", "font"]);
  });

  it("leave the memory when no rendering asked for them, but not the disk", async () => {
    const counter = maker();
    const pieces = new KeptPieces(store, "as it is");
    await pieces.once("figure", "f", ["a"], counter.make);
    pieces.sweep();
    pieces.sweep();
    await store.clear();
    expect(await pieces.once("figure", "f", ["a"], counter.make)).toBe("piece 2");
    pieces.sweep();
    await store.clear();
    expect(await pieces.once("figure", "f", ["a"], counter.make)).toBe("piece 2");
  });

  it("that cannot be made are tried again, and not kept", async () => {
    const pieces = new KeptPieces(store, "as it is");
    await expect(pieces.once("figure", "f", ["a"], () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await pieces.once("figure", "f", ["a"], () => Promise.resolve("now"))).toBe("now");
  });
});
