// Philox4x32-10 (src/kit/random/philox.ts): eight successive counters at once, four in the lanes of a vector. A round waits for
// its own multiplications; the other four fill the wait.

const ROUNDS: usize = 10;
const KEY_BYTES: usize = 32;

/** The words of the eight blocks, four by four: word w of block b in lane b of `words + 16 w`, then of block 4 + b. */
export const words: usize = memory.data(128, 16);

/** Bytes of four blocks. */
export const FOUR_BLOCKS: usize = 64;

/** The keys of the rounds, each word in all four lanes: made once a stream, not once a block. */
const keys: usize = memory.data(10 * 32, 16);

/** The lower 32 bits of four 64-bit products. */
function lowWords(even: v128, odd: v128): v128 {
  return i32x4.shuffle(even, odd, 0, 2, 4, 6);
}

/** Their upper 32 bits. */
function highWords(even: v128, odd: v128): v128 {
  return i32x4.shuffle(even, odd, 1, 3, 5, 7);
}

/** Takes the key (k0, k1) for the blocks that follow. */
export function takeKey(k0: u32, k1: u32): void {
  for (let key = keys; key < keys + ROUNDS * KEY_BYTES; key += KEY_BYTES) {
    v128.store(key, i32x4.splat(k0));
    v128.store(key, i32x4.splat(k1), 16);
    k0 += 0x9e3779b9;
    k1 += 0xbb67ae85;
  }
}

/** Writes the blocks of the counters `block` .. `block + 7` under the key and upper counter words. block: 8-aligned. */
export function eightBlocks(c2: u32, c3: u32, block: u64): void {
  let x0 = i32x4.add(i32x4.splat(<u32>block), i32x4(0, 1, 2, 3)); // 8-aligned, so that no lane carries into c1
  let x1 = i32x4.splat(<u32>(block >> 32));
  let x2 = i32x4.splat(c2);
  let x3 = i32x4.splat(c3);
  let y0 = i32x4.add(x0, i32x4.splat(4));
  let y1 = x1;
  let y2 = x2;
  let y3 = x3;
  const m0 = i32x4.splat(0xd2511f53);
  const m1 = i32x4.splat(0xcd9e8d57);
  for (let key = keys; key < keys + ROUNDS * KEY_BYTES; key += KEY_BYTES) {
    const k0 = v128.load(key);
    const k1 = v128.load(key, 16);
    let low = i64x2.extmul_low_i32x4_u(x2, m1);
    let high = i64x2.extmul_high_i32x4_u(x2, m1);
    x2 = v128.xor(x3, k1);
    x3 = v128.xor(x1, k0);
    x1 = lowWords(low, high);
    x3 = v128.xor(x3, highWords(low, high));
    low = i64x2.extmul_low_i32x4_u(x0, m0);
    high = i64x2.extmul_high_i32x4_u(x0, m0);
    x0 = x3;
    x2 = v128.xor(x2, highWords(low, high));
    x3 = lowWords(low, high);
    low = i64x2.extmul_low_i32x4_u(y2, m1);
    high = i64x2.extmul_high_i32x4_u(y2, m1);
    y2 = v128.xor(y3, k1);
    y3 = v128.xor(y1, k0);
    y1 = lowWords(low, high);
    y3 = v128.xor(y3, highWords(low, high));
    low = i64x2.extmul_low_i32x4_u(y0, m0);
    high = i64x2.extmul_high_i32x4_u(y0, m0);
    y0 = y3;
    y2 = v128.xor(y2, highWords(low, high));
    y3 = lowWords(low, high);
  }
  writeFour(words, x0, x1, x2, x3);
  writeFour(words + FOUR_BLOCKS, y0, y1, y2, y3);
}

function writeFour(to: usize, x0: v128, x1: v128, x2: v128, x3: v128): void {
  v128.store(to, x0);
  v128.store(to, x1, 16);
  v128.store(to, x2, 32);
  v128.store(to, x3, 48);
}

// Of four blocks: draw 2 b has words 0 and 1 of block b, draw 2 b + 1 words 2 and 3.

/** The first words of draws 0 .. 3. */
export function firstWords(four: usize): v128 {
  return i32x4.shuffle(v128.load(four), v128.load(four, 32), 0, 4, 1, 5);
}

/** Their second words. */
export function secondWords(four: usize): v128 {
  return i32x4.shuffle(v128.load(four, 16), v128.load(four, 48), 0, 4, 1, 5);
}

/** The first words of draws 4 .. 7. */
export function laterFirstWords(four: usize): v128 {
  return i32x4.shuffle(v128.load(four), v128.load(four, 32), 2, 6, 3, 7);
}

/** Their second words. */
export function laterSecondWords(four: usize): v128 {
  return i32x4.shuffle(v128.load(four, 16), v128.load(four, 48), 2, 6, 3, 7);
}

/** The upper two lanes, in the place of the lower. */
export function upperLanes(x: v128): v128 {
  return i32x4.shuffle(x, x, 2, 3, 2, 3);
}
