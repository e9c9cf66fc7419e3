/** Archives and safetensors files: bytes changed, cut off and put in; headers of any JSON. What opens can be read whole. */
import fc from "fast-check";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { changedFiles } from "./changed-files.js";
import { oneLine } from "../../report/errors.js";
import { openTensors, readRows } from "../../src/tensors/index.js";
import { counting, f32, npyOf, safetensorsBytes, safetensorsWith, zipBytes } from "../tensors/files.js";
import { expectOneLine } from "./refusal.js";
import { CASES, FUZZ_TIMEOUT_MS, trying } from "./settings.js";

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), "ncsparse-fuzz-"))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const MEMBERS = { "q.npy": npyOf([2, 3]), "k.npy": npyOf([1, 4, 3]) };
const FILES = [
  zipBytes(MEMBERS),
  zipBytes(MEMBERS, { deflate: true }),
  zipBytes(MEMBERS, { zip64: true }),
  safetensorsBytes({ q: f32([2, 3]), k: f32([1, 4, 3]) }),
];

/** Opens a file and reads all that it holds; or has a RangeError say in one line why not. */
async function readOrRefused(bytes: Uint8Array): Promise<void> {
  const path = join(folder, "changed.safetensors");
  writeFileSync(path, bytes);
  try {
    const set = await openTensors([path]);
    try {
      for (const { shape, at } of set.tensors.values()) {
        if (shape.length < 2 || shape.includes(0)) continue;
        const ref = at(new Array<number>(shape.length - 2).fill(0));
        expect(readRows(ref)).toHaveLength(ref.rows * ref.columns);
      }
    } finally {
      set.close();
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    expect(error.message).toMatch(/^(openTensors|readRows): /);
    expectOneLine(oneLine(error.message));
  }
}

describe("a file of arrays", () => {
  it("is read whole, or refused with one line, whatever its bytes", { timeout: FUZZ_TIMEOUT_MS }, async () => {
    const bytes = changedFiles(FILES, 500);
    const property = fc.asyncProperty(fc.oneof({ weight: 9, arbitrary: bytes }, fc.uint8Array()), readOrRefused);
    await fc.assert(property, trying(CASES.tensorFiles));
  });

  it("is read whole, or refused with one line, whatever its header says", { timeout: FUZZ_TIMEOUT_MS }, async () => {
    const size = fc.oneof(
      fc.nat({ max: 12 }),
      fc.constantFrom<unknown>(-1, 0.5, 2 ** 53, 2 ** 53 - 1, 1e300, "1", null, []),
    );
    const entry = fc.record(
      {
        dtype: fc.constantFrom<unknown>("F32", "F16", "BF16", "F64", "I64", "constructor", "", null, 7),
        shape: fc.oneof(fc.array(size, { maxLength: 4 }), fc.jsonValue()),
        data_offsets: fc.oneof(fc.array(size, { maxLength: 3 }), fc.jsonValue()),
      },
      { requiredKeys: [] },
    );
    const described = fc.oneof(
      fc.dictionary(fc.constantFrom("q", "k", "__metadata__", "__proto__", ""), fc.oneof(entry, fc.jsonValue())),
      fc.jsonValue(),
      fc.string(),
    );
    const property = fc.asyncProperty(described, (header) => readOrRefused(safetensorsWith(header, counting(4))));
    await fc.assert(property, trying(CASES.safetensorsHeaders));
  });
});
