import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { BYTES, Memory, ProcessLayer, type Fingerprints, type Form } from "../../../report/cache/memory.js";
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

const AS_IT_IS: Fingerprints = () => "as it is";

describe("what is remembered", () => {
  it("is made once, for one process and for the next, by its kind and what it is made of", async () => {
    const counter = maker();
    const memory = new Memory(AS_IT_IS, store);
    const both = [memory.once("figure", "f", ["a"], counter.make), memory.once("figure", "f", ["a"], counter.make)];
    expect(await Promise.all(both)).toEqual(["piece 1", "piece 1"]);
    expect(await new Memory(AS_IT_IS, store).once("figure", "renamed", ["a"], counter.make)).toBe("piece 1");
    expect(await memory.once("figure", "f", ["b"], counter.make)).toBe("piece 2");
    expect(await memory.once("font", "f", ["a"], counter.make)).toBe("piece 3");
    expect((await store.list()).map(({ kind }) => kind).sort()).toEqual(["figure", "figure", "font"]);
  });

  it("is made anew where what all of its kind depend on has changed, and only of that kind", async () => {
    const counter = maker();
    const process = new ProcessLayer();
    const first = new Memory(AS_IT_IS, store, process);
    const later = new Memory((kind) => (kind === "font" ? "changed" : "as it is"), store, process);
    for (const kind of ["figure", "font"] as const) await first.once(kind, "f", ["a"], counter.make);
    expect(await later.once("figure", "f", ["a"], counter.make)).toBe("piece 1");
    expect(await later.once("font", "f", ["a"], counter.make)).toBe("piece 3");
  });

  it("leaves the process when nobody asked for it between two sweeps, but not the disk", async () => {
    const counter = maker();
    const process = new ProcessLayer();
    const memory = new Memory(AS_IT_IS, store, process);
    await memory.once("figure", "f", ["a"], counter.make);
    process.sweep();
    process.sweep();
    expect(await memory.once("figure", "f", ["a"], counter.make)).toBe("piece 1");
    process.sweep();
    process.sweep();
    await store.clear();
    expect(await memory.once("figure", "f", ["a"], counter.make)).toBe("piece 2");
    process.sweep();
    await store.clear();
    expect(await memory.once("figure", "f", ["a"], counter.make)).toBe("piece 2");
  });

  it("is the same object in one process, and lies on disk in its own form or not at all", async () => {
    const bytes = await new Memory(AS_IT_IS, store).once(
      "pdf",
      "p",
      [],
      () => Promise.resolve(Buffer.of(0, 255)),
      BYTES,
    );
    expect(await new Memory(AS_IT_IS, store).once("pdf", "p", [], () => Promise.reject(new Error()), BYTES)).toEqual(
      bytes,
    );
    const memory = new Memory(AS_IT_IS, store);
    const make = (): Promise<{ at: number }> => Promise.resolve({ at: 1 });
    const made = await memory.once("executed", "e", [], make, null);
    expect(await memory.once("executed", "e", [], make, null)).toBe(made);
    expect((await store.list()).map(({ kind }) => kind)).toEqual(["pdf"]);
  });

  it("is not kept where its form says so, and made anew where it cannot be read", async () => {
    const counter = maker();
    const evenOnly: Form<string> = {
      write: (text) => (Number(text.at(-1)) % 2 === 0 ? Buffer.from(text) : null),
      read: (data) => (data.includes("unreadable") ? null : data.toString()),
    };
    const [memory, withoutDisk] = [new Memory(AS_IT_IS, store), new Memory(AS_IT_IS)];
    expect(await withoutDisk.once("page", "p", ["a"], maker().make, evenOnly)).toBe("piece 1");
    expect(await withoutDisk.once("page", "p", ["a"], () => Promise.resolve("2"), evenOnly)).toBe("2");
    for (const piece of [1, 2, 2]) {
      expect(await memory.once("page", "p", ["a"], counter.make, evenOnly)).toBe(`piece ${piece}`);
    }
    const [entry] = await store.list();
    await store.put(entry!.key, Buffer.from("unreadable"), entry!);
    expect(await new Memory(AS_IT_IS, store).once("page", "p", ["a"], counter.make, evenOnly)).toBe("piece 3");
  });

  it("is a start for what is mostly as it was, until what all of its kind depend on has changed", async () => {
    const memory = new Memory(AS_IT_IS, store);
    expect(await memory.last("parsed", "modules", BYTES)).toBeNull();
    for (const text of ["one", "two"]) await memory.keepLast("parsed", "modules", Buffer.from(text), BYTES);
    const later = new Memory(AS_IT_IS, store);
    expect((await later.last("parsed", "modules", BYTES))?.toString()).toBe("two");
    expect(await later.last("parsed", "others", BYTES)).toBeNull();
    expect(await new Memory(() => "changed", store).last("parsed", "modules", BYTES)).toBeNull();
    expect(await new Memory().last("parsed", "modules", BYTES)).toBeNull();
  });

  it("that cannot be made is tried again, and not kept", async () => {
    const memory = new Memory(AS_IT_IS, store);
    await expect(memory.once("figure", "f", ["a"], () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await memory.once("figure", "f", ["a"], () => Promise.resolve("now"))).toBe("now");
  });
});
