/**
 * Philox4x32-10, the counter-based generator of Salmon, Moraes, Dror & Shaw, "Parallel random numbers: as easy as
 * 1, 2, 3" (SC'11): ten rounds of a keyed bijection of 128-bit counters.
 */

const MULTIPLIER_0 = 0xd2511f53;
const MULTIPLIER_1 = 0xcd9e8d57;
// Weyl increments of the key: the golden ratio and sqrt(3) - 1, as in the reference.
const WEYL_0 = 0x9e3779b9;
const WEYL_1 = 0xbb67ae85;

const ROUNDS = 10;
const TWO_32 = 4294967296;
const TWO_MINUS_32 = 1 / TWO_32;

/** Words in one Philox block. */
export const WORDS_PER_BLOCK = 4;

/**
 * Writes the image of the counter (c0, c1, c2, c3) under the key (k0, k1) to `out[offset .. offset + 3]`.
 *
 * Counter and key words are taken modulo 2^32, least significant word first, as in Random123.
 */
export function philox4x32(
  c0: number,
  c1: number,
  c2: number,
  c3: number,
  k0: number,
  k1: number,
  out: Uint32Array,
  offset = 0,
): void {
  let x0 = c0 >>> 0;
  let x1 = c1 >>> 0;
  let x2 = c2 >>> 0;
  let x3 = c3 >>> 0;
  for (let round = 0; round < ROUNDS; round++) {
    const low0 = Math.imul(MULTIPLIER_0, x0) >>> 0;
    const low1 = Math.imul(MULTIPLIER_1, x2) >>> 0;
    const high0 = highWord(MULTIPLIER_0, x0, low0);
    const high1 = highWord(MULTIPLIER_1, x2, low1);
    x0 = (high1 ^ x1 ^ k0) >>> 0;
    x1 = low1;
    x2 = (high0 ^ x3 ^ k1) >>> 0;
    x3 = low0;
    k0 = (k0 + WEYL_0) | 0;
    k1 = (k1 + WEYL_1) | 0;
  }
  out[offset] = x0;
  out[offset + 1] = x1;
  out[offset + 2] = x2;
  out[offset + 3] = x3;
}

/**
 * The high 32 bits of the 64-bit product a b, given its low 32 bits.
 *
 * The rounded double a * b is off the product by at most 2^10, so a * b - low is off high * 2^32 by less than 2^11,
 * and rounding to the nearest multiple of 2^32 is exact.
 */
function highWord(a: number, b: number, low: number): number {
  return ((a * b - low) * TWO_MINUS_32 + 0.5) >>> 0;
}

/** Writes the blocks `first`, `first + 1`, ... (low 64 bits of the counter) to the words `out[from .. to - 1]`. */
export function philoxBlocks(
  first: number,
  c2: number,
  c3: number,
  k0: number,
  k1: number,
  out: Uint32Array,
  from: number,
  to: number,
): void {
  let block = first;
  for (let offset = from; offset < to; offset += WORDS_PER_BLOCK) {
    philox4x32(block, Math.floor(block * TWO_MINUS_32), c2, c3, k0, k1, out, offset);
    block++;
  }
}
