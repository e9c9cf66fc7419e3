/** NumPy's files: bytes changed, cut off and put in; headers of any text. What comes out has the shape that it says. */
import fc from "fast-check";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { changedFiles } from "./changed-files.js";
import { readNpy, type NpyArray } from "../../src/tensors/npy.js";
import { enginePath } from "../../report/root.js";
import { expectOneLine } from "./refusal.js";
import { oneLine } from "../../report/errors.js";
import { CASES, FUZZ_TIMEOUT_MS, trying } from "./settings.js";

const FILES = ["q", "k", "v", "big_endian"].map((name) => readFileSync(enginePath("test/fixtures/npy", `${name}.npy`)));

/** What is read, or undefined where a RangeError says in one line why not. */
function readOrRefused(bytes: Uint8Array): NpyArray | undefined {
  try {
    return readNpy(bytes);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    expect(error.message).toMatch(/^readNpy: the /);
    expectOneLine(oneLine(error.message));
    return undefined;
  }
}

function expectWhole({ shape, data }: NpyArray): void {
  expect(data).toHaveLength(shape.reduce((product, size) => product * size, 1));
}

describe("an .npy file", () => {
  it("is read whole, or refused with one line, whatever its bytes", { timeout: FUZZ_TIMEOUT_MS }, () => {
    const bytes = changedFiles(FILES, 300);
    const property = fc.property(fc.oneof(bytes, fc.uint8Array()), (file) => {
      const array = readOrRefused(file);
      if (array !== undefined) expectWhole(array);
    });
    fc.assert(property, trying(CASES.npyBytes));
  });

  it("is read whole, or refused with one line, whatever its header", { timeout: FUZZ_TIMEOUT_MS }, () => {
    const size = fc.oneof(
      fc.nat({ max: 4 }).map(String),
      fc.constantFrom("", " ", "1 2", "0", "9".repeat(20), "9".repeat(400)),
    );
    const header = fc
      .record({
        descr: fc.constantFrom(
          "'<f8'",
          "'<f2'",
          "'<f4'",
          "'>f8'",
          "'constructor'",
          "'__proto__'",
          "''",
          "[('x', '<f8')]",
        ),
        order: fc.constantFrom("True", "False", "None"),
        shape: fc.array(size, { maxLength: 4 }).map((sizes) => `(${sizes.join(",")})`),
        tail: fc.constantFrom("", "\n", "\u001b[31m", "x".repeat(2_000)),
      })
      .map(
        ({ descr, order, shape, tail }) => `{'descr': ${descr}, 'fortran_order': ${order}, 'shape': ${shape}}${tail}`,
      );
    const property = fc.property(header, fc.constantFrom(1, 2, 3), fc.nat({ max: 40 }), (text, version, length) => {
      const array = readOrRefused(fileOf(version, text, length));
      if (array !== undefined) expectWhole(array);
    });
    fc.assert(property, trying(CASES.npyHeaders));
  });
});

/** Magic, version, length and text of a header, and this many bytes of data. */
function fileOf(version: number, header: string, length: number): Uint8Array {
  const start = Buffer.alloc(version === 1 ? 10 : 12);
  Buffer.from([0x93, ...Buffer.from("NUMPY"), version, 0]).copy(start);
  if (version === 1) start.writeUInt16LE(header.length, 8);
  else start.writeUInt32LE(header.length, 8);
  return Buffer.concat([start, Buffer.from(header, "latin1"), Buffer.alloc(length)]);
}
