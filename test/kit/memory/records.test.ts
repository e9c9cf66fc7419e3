import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Records, recordsOf, type Computation } from "../../../src/kit/memory/records.js";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "ncsparse-records-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const PROGRAMS = { "file:///a.js": "1", "file:///b.js": "2" };
const DRAWS: Computation = { kind: "draws", label: "d", modules: ["file:///a.js"], parts: ["quick", "3", "d"] };

const recordsWith = (programs: Record<string, string> = PROGRAMS): Records => new Records({ folder, programs });

describe("what was computed before", () => {
  it("is read by the next session, at once or as a promise as it was made", async () => {
    const compute = vi.fn(() => new Float64Array([1, 2]));
    expect(recordsWith().once(DRAWS, compute)).toEqual(new Float64Array([1, 2]));
    expect(recordsWith().once(DRAWS, compute)).toEqual(new Float64Array([1, 2]));
    const later = vi.fn(() => Promise.resolve(7));
    const waiting = { ...DRAWS, parts: ["later"] };
    expect(await recordsWith().once(waiting, later)).toBe(7);
    const again = recordsWith().once(waiting, later);
    expect(again).toBeInstanceOf(Promise);
    expect(await again).toBe(7);
    expect([compute, later].map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
  });

  it.each<[string, Partial<Computation>, Record<string, string>?]>([
    ["the kind", { kind: "claim" }],
    ["a part", { parts: ["quick", "4", "d"] }],
    ["where parts end", { parts: ["quick", "3d", ""] }],
    ["the module", { modules: ["file:///b.js"] }],
    ["one module more", { modules: ["file:///a.js", "file:///b.js"] }],
    ["the module's code", {}, { "file:///a.js": "1, changed" }],
  ])("is computed anew where %s is another", (_, change, programs) => {
    recordsWith().once(DRAWS, () => "before");
    expect(recordsWith(programs).once({ ...DRAWS, ...change }, () => "anew")).toBe("anew");
    expect(recordsWith().once(DRAWS, () => "not read")).toBe("before");
  });

  it("does not depend on what people call it", () => {
    recordsWith().once(DRAWS, () => "before");
    expect(recordsWith().once({ ...DRAWS, label: "renamed" }, () => "anew")).toBe("before");
  });

  it.each<[string, readonly (string | null)[]]>([
    ["a cell's", [null]],
    ["of a module that the report does not know", ["file:///c.js"]],
  ])("is not kept where the code is %s", (_, modules) => {
    const own = { ...DRAWS, modules };
    recordsWith().once(own, () => "before");
    expect(recordsWith().once(own, () => "anew")).toBe("anew");
  });

  it("is not kept where it is no plain data, or where it failed", async () => {
    class Sample {
      at = 1;
    }
    recordsWith().once(DRAWS, () => new Sample());
    expect(() => recordsWith().once(DRAWS, () => JSON.parse("{") as unknown)).toThrow(SyntaxError);
    await expect(recordsWith().once(DRAWS, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(recordsWith().once(DRAWS, () => "made")).toBe("made");
  });
});

describe("an environment", () => {
  it("names the records by a file; without one, or one that can be read, there are none", () => {
    const file = join(folder, "memory.json");
    writeFileSync(file, JSON.stringify({ folder, programs: PROGRAMS }));
    recordsOf({ NCSPARSE_MEMORY: file })!.once(DRAWS, () => "before");
    expect(recordsOf({ NCSPARSE_MEMORY: file })!.once(DRAWS, () => "anew")).toBe("before");
    writeFileSync(file, "{");
    for (const name of [undefined, "", file, join(folder, "missing")]) {
      expect(recordsOf({ NCSPARSE_MEMORY: name })).toBeUndefined();
    }
  });
});
