/** Files that merge refuses, each by its name and with nothing written: foreign, doubled, missing, damaged, and forged. */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, open, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readRecord, recordPath, writeRecord } from "ncsparse-kit/memory/record-file";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { ShardManifest } from "../../../report/compute/manifest.js";
import { mergeShards } from "../../../report/compute/merge.js";
import { extractRecords, readManifest } from "../../../report/compute/read-shard.js";
import { stampOf } from "../../../report/compute/records.js";
import type { Work } from "../../../report/compute/work.js";
import { InputError } from "../../../report/errors.js";
import { entriesOf, retar, withManifest, workOf } from "./shard-files.js";
import { makeShards } from "./made-shards.js";

let folder: string;
let parts: [first: string, second: string];
let work: Work;
let odd: string;
let memory: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ncsparse-shards-"));
  parts = await makeShards(folder);
  work = workOf(await Promise.all(parts.map((part) => readManifest(part))));
  odd = join(folder, "odd");
  memory = join(folder, "memory", "records");
});
afterAll(() => rm(folder, { recursive: true, force: true }));
afterEach(async () => {
  // Whatever was refused, nothing is left of it.
  const left = existsSync(join(folder, "memory")) ? await readdir(join(folder, "memory")) : [];
  await rm(odd, { recursive: true, force: true });
  expect(left).toEqual([]);
});

/** Why some files are refused. */
async function refusal(files: readonly string[], partial = false): Promise<string> {
  const signal = new AbortController().signal;
  const merging = mergeShards({ files, partial, memory, signal, workFor: () => Promise.resolve(work) });
  const error: unknown = await merging.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(InputError);
  return (error as InputError).message.replaceAll(folder, "").replaceAll("/odd", "odd");
}

/** Why the first part is refused with another manifest. */
async function withOther(edit: (manifest: ShardManifest) => object, partial = false): Promise<string> {
  return await refusal([await withManifest(parts[0], odd, edit), parts[1]], partial);
}

describe("a shard of another", () => {
  const hash = "0".repeat(64);
  it.each([
    ["project", { project: "other 0.1.0" }, "odd: its project is other 0.1.0, but small 0.1.0 here"],
    ["Node", { node: "20.19.0" }, `odd: its Node is 20.19.0, but ${process.versions.node} here`],
    ["processor", { processor: "arm" }, `odd: its processor is arm, but ${process.arch} here`],
    ["library", { code: hash }, `odd: its code (hash of all modules and packages) is ${hash}, but `],
    ["seed", { seed: 8 }, '/part-2: "seed" is 240402690, but 8 in odd'],
    ["profile", { profile: "full" }, '/part-2: "profile" is "quick", but "full" in odd'],
    ["choice of notebooks", { only: ["01"] }, '/part-2: "only" is [], but ["01"] in odd'],
    ["number of shares", { of: 3 }, '/part-2: "of" is 2, but 3 in odd'],
    ["plan", { plan: hash }, '/part-2: "plan" is '],
  ])("%s", async (_, edit, expected) => {
    expect(await withOther((manifest) => ({ ...manifest, ...edit }))).toContain(expected);
  });

  it("commit, where both sides know theirs", async () => {
    const before = work;
    work = { ...before, identity: { ...before.identity, commit: "aaaaaaaaaaaa" } };
    const told = await withOther((manifest) => ({ ...manifest, commit: "bbbbbbbbbbbb" }));
    work = before;
    expect(told).toBe("odd: its commit is bbbbbbbbbbbb, but aaaaaaaaaaaa here");
  });
});

describe("the shards together", () => {
  it("with one of them missing", async () => {
    expect(await refusal([parts[1]])).toBe("shard 1/2 is missing; with --partial what is there is merged");
  });

  it("with one of them twice", async () => {
    expect(await refusal([...parts, parts[0]])).toBe("/part-1: shard 1/2 is also in /part-1");
    expect(await refusal([parts[0], parts[0]], true)).toBe("/part-1: shard 1/2 is also in /part-1");
  });

  it("with a cell that no share has, or that two have", async () => {
    const [first] = work.plan.blocks;
    const name = first!.name;
    const without = await withOther((manifest) => ({ ...manifest, blocks: manifest.blocks.slice(1) }));
    expect(without).toContain(`cells are in no shard, among them ${name}`);
    const twice = (manifest: ShardManifest): object => ({
      ...manifest,
      blocks: [...manifest.blocks, manifest.blocks[0]],
    });
    expect(await withOther(twice, true)).toContain(`odd: cell ${name} is not of this project, or in two shards`);
  });

  it("where two machines drew differently", async () => {
    const key = await sharedKey();
    await withRecord(key, { promised: false, value: Float64Array.of(0.5) });
    expect(await refusal([odd, parts[1]])).toBe(
      `/part-2: no whole shard: records/${key} differs from the record of that key in an earlier shard`,
    );
  });
});

describe("what two machines drew", () => {
  it("is the same where only V8's way to write a number differs", async () => {
    const place = join(odd, "a");
    writeRecord(place, KEY, DRAWS, { count: 5 });
    const one = await readFile(recordPath(place, KEY));
    const other = withDouble(one, 5);
    expect(one.equals(other)).toBe(false);
    const files = [await shardOf(one, "one"), await shardOf(other, "other")];
    const records = join(odd, "records");
    for (const file of files) await extractRecords(file, await readManifest(file), records);
    expect(readRecord(records, KEY)).toEqual({ value: { count: 5 } });
  });
});

/** A record in which a small integer stands as V8 writes a fraction: so it is where its place in an object has held one. */
function withDouble(record: Buffer, integer: number): Buffer {
  const end = record.indexOf("\n");
  const head = JSON.parse(record.toString("utf8", 0, end)) as { sha256: string };
  const content = record.subarray(end + 1);
  const at = content.indexOf(Buffer.of("I".charCodeAt(0), 2 * integer)); // zigzag
  const double = Buffer.alloc(9, "N");
  double.writeDoubleLE(integer, 1);
  const other = Buffer.concat([content.subarray(0, at), double, content.subarray(at + 2)]);
  const sha256 = createHash("sha256").update(other).digest("hex");
  return Buffer.concat([Buffer.from(`${JSON.stringify({ ...head, sha256 })}\n`), other]);
}

const KEY = "e".repeat(64);
const DRAWS = { kind: "draws", label: "drawn" } as const;

/** A key that both shards have: of draws that cells in either read. */
async function sharedKey(): Promise<string> {
  const [one, other] = await Promise.all(parts.map(async (part) => (await readManifest(part)).records));
  return one!.find(({ key }) => other!.some((record) => record.key === key))!.key;
}

/** The first shard with another value under one of its keys, and all else true of it. */
async function withRecord(key: string, value: unknown): Promise<void> {
  const place = join(folder, "forged");
  writeRecord(place, key, DRAWS, value);
  const content = await readFile(recordPath(place, key));
  await retar(parts[0], odd, ([first, ...others]) => {
    const manifest = JSON.parse(first!.content.toString("utf8")) as ShardManifest;
    const records = manifest.records.map((one) => (one.key === key ? stampOf(key, content) : one));
    const rest = others.map((one) => (one.header.name === `records/${key}` ? { ...one, content } : one));
    return [{ ...first!, content: Buffer.from(JSON.stringify({ ...manifest, records })) }, ...rest];
  });
}

/** A shard with nothing but one record. */
async function shardOf(content: Buffer, name: string): Promise<string> {
  return await retar(parts[0], join(odd, name), ([first]) => {
    const manifest = JSON.parse(first!.content.toString("utf8")) as ShardManifest;
    const own = Buffer.from(JSON.stringify({ ...manifest, records: [stampOf(KEY, content)] }));
    return [
      { ...first!, content: own },
      { header: { name: `records/${KEY}` }, content },
    ];
  });
}

describe("a damaged shard", () => {
  it.each([0, 1, 2, 3, 4, 5, 6, 7])("cut off at %i/8", async (eighths) => {
    const whole = await readFile(parts[0]);
    await writeFile(odd, whole.subarray(0, (whole.length * eighths) / 8));
    expect(await refusal([odd, parts[1]])).toMatch(/^odd: no whole shard: [^\n]+$/);
  });

  it("with one bit of any record turned", async () => {
    const whole = await readFile(parts[0]);
    for (const { content } of (await entriesOf(parts[0])).slice(1)) {
      const turned = Buffer.from(whole);
      const at = whole.indexOf(content) + Math.floor(content.length / 2);
      turned[at]! ^= 1;
      await writeFile(odd, turned);
      expect(await refusal([odd, parts[1]])).toMatch(/^odd: no whole shard: records\/[0-9a-f]{64} is damaged/);
    }
  });

  it("that is none", async () => {
    await writeFile(odd, "x".repeat(2000));
    expect(await refusal([odd])).toMatch(/^odd: no whole shard: /);
    await rm(odd);
    expect(await refusal([odd])).toBe("odd: cannot be read: ENOENT");
    await mkdir(odd);
    expect(await refusal([odd])).toBe("odd: cannot be read: EISDIR");
  });
});

describe("a forged shard", () => {
  it.each([
    [
      "a hash",
      (all: ShardManifest["records"]) => [{ ...all[0]!, sha256: "0".repeat(64) }, ...all.slice(1)],
      "is damaged",
    ],
    [
      "a size",
      (all: ShardManifest["records"]) => [{ ...all[0]!, bytes: 1 }, ...all.slice(1)],
      "must be a file of 1 bytes",
    ],
    ["a record less", (all: ShardManifest["records"]) => all.slice(1), "its manifest has no entry"],
    ["one more", (all: ShardManifest["records"]) => [...all, { ...all[0]!, key: "f".repeat(64) }], "it is cut short"],
    [
      "a path as a key",
      (all: ShardManifest["records"]) => [{ ...all[0]!, key: "../../../x" }],
      "must be 64 hexadecimal",
    ],
    ["a huge size", (all: ShardManifest["records"]) => [{ ...all[0]!, bytes: 2 ** 40 }], "must be a number of bytes"],
  ])("whose manifest has %s", async (_, edit, expected) => {
    await withManifest(parts[0], odd, (manifest) => ({ ...manifest, records: edit(manifest.records) }));
    const told = await refusal([odd], true);
    expect(told).toContain("odd: no whole shard: ");
    expect(told).toContain(expected);
  });

  it("with a value under the key of another", async () => {
    const keys = (await readManifest(parts[0])).records.map(({ key }) => key);
    const [a, b] = keys as [string, string];
    const swap = (name: string): string =>
      name.endsWith(a) ? `records/${b}` : name.endsWith(b) ? `records/${a}` : name;
    await retar(parts[0], odd, ([first, ...records]) => {
      const manifest = JSON.parse(first!.content.toString("utf8")) as ShardManifest;
      const stamps = manifest.records.map((one) => ({ ...one, key: one.key === a ? b : one.key === b ? a : one.key }));
      const content = Buffer.from(JSON.stringify({ ...manifest, records: stamps }));
      return [{ ...first!, content }, ...records.map((one) => ({ ...one, header: { name: swap(one.header.name) } }))];
    });
    expect(await refusal([odd], true)).toMatch(/^odd: no whole shard: records\/[0-9a-f]{64} is not the record/);
  });

  it.each([
    ["that leads out of it", { name: "../../../evil" }],
    ["that has a record's name and leads out", { name: `records/../../${"a".repeat(64)}` }],
    ["that is a link", { name: "records/link", type: "symlink" as const, linkname: "/etc/passwd" }],
  ])("with an entry %s", async (_, header) => {
    await retar(parts[0], odd, (entries) => [...entries, { header, content: Buffer.from("x") }]);
    expect(await refusal([odd, parts[1]])).toMatch(/^odd: no whole shard: its manifest has no entry /);
  });

  it("whose manifest says that it is larger than any is not read into the memory", async () => {
    await retar(parts[0], odd, (entries) => entries);
    const file = await open(odd, "r+");
    const header = Buffer.alloc(512);
    await file.read(header, 0, 512, 0);
    header.write("77777777777\0", 124, "latin1"); // 8 GB, in octal digits
    header.write("        ", 148, "latin1");
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
    await file.write(header, 0, 512, 0);
    await file.close();
    expect(await refusal([odd, parts[1]])).toContain("manifest.json must have at most 67108864 bytes, got 8589934591");
  });
});
