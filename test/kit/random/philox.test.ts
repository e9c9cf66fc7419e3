import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { philox4x32 } from "../../../src/kit/random/index.js";
import { philoxBlocks } from "../../../src/kit/random/philox.js";

const MASK = 0xffffffffn;

/** The paper's definition in 64-bit integers, to hold the 16-bit arithmetic against. */
function plainPhilox(counter: readonly bigint[], key: readonly bigint[]): number[] {
  let [x0, x1, x2, x3] = counter as [bigint, bigint, bigint, bigint];
  let [k0, k1] = key as [bigint, bigint];
  for (let round = 0; round < 10; round++) {
    const [left, right] = [0xd2511f53n * x0, 0xcd9e8d57n * x2];
    [x0, x1, x2, x3] = [(right >> 32n) ^ x1 ^ k0, right & MASK, (left >> 32n) ^ x3 ^ k1, left & MASK];
    [k0, k1] = [(k0 + 0x9e3779b9n) & MASK, (k1 + 0xbb67ae85n) & MASK];
  }
  return [x0, x1, x2, x3].map(Number);
}

describe("philox4x32", () => {
  // Random123 1.14.0 (D. E. Shaw Research), tests/kat_vectors, the three lines "philox4x32 10": counter, key, image.
  test.each([
    ["00000000 00000000 00000000 00000000", "00000000 00000000", "6627e8d5 e169c58d bc57ac4c 9b00dbd8"],
    ["ffffffff ffffffff ffffffff ffffffff", "ffffffff ffffffff", "408f276d 41c83b0e a20bc7c6 6d5451fd"],
    ["243f6a88 85a308d3 13198a2e 03707344", "a4093822 299f31d0", "d16cfe09 94fdcceb 5001e420 24126ea1"],
  ])("maps counter %s under key %s to the known answer", (counter, key, image) => {
    const words = (text: string): number[] => text.split(" ").map((word) => Number.parseInt(word, 16));
    const [c0, c1, c2, c3] = words(counter) as [number, number, number, number];
    const [k0, k1] = words(key) as [number, number];
    const out = new Uint32Array(4);
    philox4x32(c0, c1, c2, c3, k0, k1, out);
    expect([...out]).toEqual(words(image));
  });

  test("agrees with 64-bit integer arithmetic on any counter and key, and writes at the offset only", () => {
    const word = fc.integer({ min: 0, max: 0xffffffff });
    const edge = fc.oneof(word, fc.constantFrom(0, 1, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xffffffff));
    fc.assert(
      fc.property(fc.tuple(edge, edge, edge, edge), fc.tuple(edge, edge), (counter, key) => {
        const out = new Uint32Array(6);
        philox4x32(...counter, ...key, out, 1);
        expect([...out]).toEqual([0, ...plainPhilox(counter.map(BigInt), key.map(BigInt)), 0]);
      }),
      { numRuns: 1000 },
    );
  });
});

test("philoxBlocks writes what philox4x32 writes block by block, whatever their number, across 2^32", () => {
  fc.assert(
    fc.property(fc.nat(9), fc.constantFrom(0, 7, 2 ** 32 - 3, 2 ** 52 - 4), fc.nat(3), (blocks, first, from) => {
      const together = new Uint32Array(50);
      const single = new Uint32Array(50);
      philoxBlocks(first, 3, 4, 5, 6, together, from, from + 4 * blocks);
      for (let i = 0; i < blocks; i++) {
        const block = first + i;
        philox4x32(block, Math.floor(block / 2 ** 32), 3, 4, 5, 6, single, from + 4 * i);
      }
      expect(together).toEqual(single);
    }),
  );
});
