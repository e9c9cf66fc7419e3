import fc from "fast-check";
import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { kitPath } from "../../../report/root.js";
import { isPlain } from "../../../src/kit/memory/plain.js";
import { readRecord, recordFacts, recordPath, writeRecord } from "../../../src/kit/memory/record-file.js";

const KEY = "ab".repeat(32);
const FACTS = { kind: "draws", label: "T4.3 claim 512" } as const;

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "ncsparse-records-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Doubles of every kind, NaN, infinities and -0 among them. */
const doubles = fc.double({ noNaN: false });
const columns = fc.oneof(
  fc.float64Array({ noNaN: false, maxLength: 20 }),
  fc.float32Array({ noNaN: false, maxLength: 20 }),
  fc.uint32Array({ maxLength: 20 }),
);
const records = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    doubles,
    columns,
    fc.string(),
    fc.constantFrom(null, undefined, true, 12n),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(
      fc.string().filter((name) => name !== "__proto__"),
      tie("value"),
      { maxKeys: 4, noNullPrototype: true },
    ),
    fc.array(fc.tuple(fc.string(), tie("value")), { maxLength: 3 }).map((entries) => new Map(entries)),
  ),
})).value;

describe("a record", () => {
  it("comes back as it was written, bit for bit", () => {
    fc.assert(
      fc.property(records, (value) => {
        writeRecord(folder, KEY, FACTS, value);
        const read = readRecord(folder, KEY);
        expect(read).not.toBeNull();
        // `toStrictEqual` tells -0 from 0, NaN from others, a hole from undefined, and types of arrays apart.
        expect(read!.value).toStrictEqual(value);
      }),
      { numRuns: 200 },
    );
  });

  it("keeps columns that share an object, or a part of a larger buffer", () => {
    const column = new Float64Array([1, NaN, -0, -Infinity, 5]).subarray(1, 4);
    writeRecord(folder, KEY, FACTS, { a: column, b: column });
    const { a, b } = readRecord(folder, KEY)!.value as Record<"a" | "b", Float64Array>;
    expect(a).toStrictEqual(column.slice());
    expect(b).toBe(a);
  });

  it("is taken for none where it is damaged, cut short, of another key or of another program", () => {
    writeRecord(folder, KEY, FACTS, { value: [1, 2, 3] });
    const path = recordPath(folder, KEY);
    const whole = readFileSync(path);
    const altered = Buffer.from(whole);
    altered[altered.length - 2]! ^= 1;
    const damaged = [
      altered,
      whole.subarray(0, -1),
      whole.subarray(0, 20),
      Buffer.alloc(0),
      Buffer.from("{}\n{}"),
      Buffer.from("null\n"),
    ];
    for (const bytes of damaged) {
      writeFileSync(path, bytes);
      expect(readRecord(folder, KEY)).toBeNull();
    }
    const other = "cd".repeat(32);
    writeRecord(folder, other, FACTS, 1);
    writeFileSync(recordPath(folder, other), whole);
    expect(readRecord(folder, other)).toBeNull();
    expect(readRecord(folder, "ef".repeat(32))).toBeNull();
    writeRecord(folder, KEY, FACTS, { value: [1, 2, 3] });
    expect(readRecord(folder, KEY)).toEqual({ value: { value: [1, 2, 3] } });
  });

  it("says what it is without being read whole", () => {
    writeRecord(folder, KEY, { kind: "draws", label: "x".repeat(9000) }, new Float64Array(1e5));
    expect(recordFacts(recordPath(folder, KEY))).toMatchObject({ kind: "draws", key: KEY, label: "x".repeat(200) });
    writeFileSync(join(folder, "foreign"), "of another program");
    expect(recordFacts(join(folder, "foreign"))).toBeNull();
    expect(recordFacts(join(folder, "missing"))).toBeNull();
  });

  it("is not kept where nothing can be written, and leaves nothing unfinished", () => {
    const file = join(folder, "a-file");
    writeFileSync(file, "");
    writeRecord(join(file, "records"), KEY, FACTS, 1);
    expect(readRecord(join(file, "records"), KEY)).toBeNull();
    writeRecord(folder, KEY, FACTS, 1);
    writeRecord(folder, KEY, FACTS, () => 1); // V8 refuses functions
    expect(readdirSync(join(folder, "ab"))).toEqual([KEY]);
  });

  it("is whole when two processes write it at once", async () => {
    const place = pathToFileURL(kitPath("dist", "memory", "record-file.js")).href;
    const program = `
      import { readRecord, writeRecord } from ${JSON.stringify(place)};
      const [folder, key, fill] = process.argv.slice(1);
      for (let time = 0; time < 40; time++) {
        writeRecord(folder, key, { kind: "draws", label: "d" }, new Float64Array(5000).fill(Number(fill)));
        const read = readRecord(folder, key);
        if (read === null || new Set(read.value).size !== 1) throw new Error("torn: " + time);
      }`;
    const run = (fill: string) =>
      promisify(execFile)(process.execPath, ["--input-type=module", "--eval", program, folder, KEY, fill]);
    await Promise.all([run("1"), run("2")]);
    expect(readdirSync(join(folder, "ab"))).toEqual([KEY]);
    expect(statSync(recordPath(folder, KEY)).size).toBeGreaterThan(40_000);
  });
});

describe("plain data", () => {
  class Sample {
    constructor(readonly at: number) {}
  }

  it.each<[string, unknown]>([
    ["an instance of a class", new Sample(1)],
    ["one inside a map", new Map([["a", [new Sample(1)]]])],
    ["a function", { read: () => 1 }],
    ["a symbol", [Symbol("a")]],
    ["a promise", Promise.resolve(1)],
    ["an array of a class of its own", new (class extends Array<number> {})()],
  ])("is not %s", (_, value) => {
    expect(isPlain(value)).toBe(false);
  });

  it("is everything that comes back, also where it holds itself", () => {
    const loop: Record<string, unknown> = { date: new Date(0), set: new Set([1n]), bare: Object.create(null) };
    loop.self = loop;
    expect(isPlain(loop)).toBe(true);
    fc.assert(fc.property(records, (value) => isPlain(value)));
  });
});
