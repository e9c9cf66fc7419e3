// Philox4x32-10 (src/kit/random/philox.ts): four successive counters at once, one in each lane.

/** The words of the four blocks: word w of block b in lane b of `words + 16 w`. */
export const words: usize = memory.data(64, 16);

/** The lower 32 bits of four 64-bit products. */
function lowWords(even: v128, odd: v128): v128 {
  return i32x4.shuffle(even, odd, 0, 2, 4, 6);
}

/** Their upper 32 bits. */
function highWords(even: v128, odd: v128): v128 {
  return i32x4.shuffle(even, odd, 1, 3, 5, 7);
}

/** Writes the blocks of the counters `block` .. `block + 3` under key and upper counter words. block: 4-aligned. */
export function fourBlocks(k0: u32, k1: u32, c2: u32, c3: u32, block: u64): void {
  let x0 = i32x4.add(i32x4.splat(<u32>block), i32x4(0, 1, 2, 3)); // 4-aligned, so that no lane carries into c1
  let x1 = i32x4.splat(<u32>(block >> 32));
  let x2 = i32x4.splat(c2);
  let x3 = i32x4.splat(c3);
  const m0 = i32x4.splat(0xd2511f53);
  const m1 = i32x4.splat(0xcd9e8d57);
  for (let round = 0; round < 10; round++) {
    const low0 = i64x2.extmul_low_i32x4_u(x0, m0);
    const high0 = i64x2.extmul_high_i32x4_u(x0, m0);
    const low1 = i64x2.extmul_low_i32x4_u(x2, m1);
    const high1 = i64x2.extmul_high_i32x4_u(x2, m1);
    x0 = v128.xor(v128.xor(highWords(low1, high1), x1), i32x4.splat(k0));
    x2 = v128.xor(v128.xor(highWords(low0, high0), x3), i32x4.splat(k1));
    x1 = lowWords(low1, high1);
    x3 = lowWords(low0, high0);
    k0 += 0x9e3779b9;
    k1 += 0xbb67ae85;
  }
  v128.store(words, x0);
  v128.store(words, x1, 16);
  v128.store(words, x2, 32);
  v128.store(words, x3, 48);
}
