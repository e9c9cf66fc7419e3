import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { pack, readParcelFacts, unpack, type ParcelFacts, type RecordBytes } from "../../../report/queue/parcel.js";

const records: readonly RecordBytes[] = [
  { key: "a".repeat(64), bytes: Buffer.alloc(50_000, "the same again; ") },
  { key: "b".repeat(64), bytes: Buffer.from("short") },
];

/** Of the largest record that there may be. */
const STAMP = { key: "a".repeat(64), bytes: 2 ** 29, sha256: "f".repeat(64) };

describe("a parcel", () => {
  it("brings its records back, in less room where that pays", async () => {
    const { facts, pieces } = await pack(records);
    expect(facts).toMatchObject({ pieces: 1, compressed: true });
    expect(pieces[0]!.length).toBeLessThan(1_000);
    expect(await unpack(pieces, facts)).toEqual(records);
    expect(readParcelFacts(JSON.parse(JSON.stringify(facts)))).toEqual(facts);
  });

  it("is cut into pieces of 4 MiB, and left as it is where compressing saves nothing", async () => {
    const large = [{ key: "c".repeat(64), bytes: randomBytes(9 * 2 ** 20) }];
    const { facts, pieces } = await pack(large);
    expect(facts).toMatchObject({ pieces: 3, compressed: false });
    expect(pieces.map(({ length }) => length)).toEqual([2 ** 22, 2 ** 22, 2 ** 20]);
    const [back] = await unpack(pieces, facts);
    expect(back!.bytes.equals(large[0]!.bytes)).toBe(true);
  });

  it("may be empty", async () => {
    const { facts, pieces } = await pack([]);
    expect(await unpack(pieces, facts)).toEqual([]);
  });

  it("is refused with one bit flipped, cut short, or larger than it says", async () => {
    const plain = [{ key: "d".repeat(64), bytes: randomBytes(1_000) }];
    const { facts, pieces } = await pack(plain);
    const flipped = Buffer.from(pieces[0]!);
    flipped[500]! ^= 1;
    await expect(unpack([flipped], facts)).rejects.toThrow(`record ${"d".repeat(64)} is damaged`);
    await expect(unpack([pieces[0]!.subarray(1)], facts)).rejects.toThrow("it has 999 bytes of 1000");
    await expect(unpack([], facts)).rejects.toThrow("it has 0 pieces of 1");
    const bomb = await pack([{ key: "e".repeat(64), bytes: Buffer.alloc(2 ** 24) }]);
    const small: ParcelFacts = { ...bomb.facts, records: [{ ...bomb.facts.records[0]!, bytes: 10 }] };
    await expect(unpack(bomb.pieces, small)).rejects.toThrow(/larger than 10 bytes/);
  });

  it.each([
    ["a path as a name", { parcel: "../../etc/passwd" }, 'must match pattern "^[0-9a-f-]{36}$"'],
    ["a billion pieces", { pieces: 1e9 }, "must be <= 1024"],
    ["more than that", { more: 1 }, 'must NOT have additional properties, such as "more"'],
    ["a path as a key", { records: [{ ...STAMP, key: "../x" }] }, 'must match pattern "^[0-9a-f]{64}$"'],
    ["a gibibyte and a half", { records: [STAMP, STAMP, STAMP] }, "it must take at most 536870912 bytes"],
  ])("is refused with %s", async (_, wrong, reason) => {
    const { facts } = await pack(records);
    expect(readParcelFacts({ ...facts, ...wrong })).toContain(reason);
  });
});
