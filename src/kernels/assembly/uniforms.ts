// Uniform variables on (0, 1): bit for bit the numbers of Stream.uniform in src/kit/random/stream.ts.

/** Writes the uniforms of four blocks to out: draw 2 b from words 0 and 1 of block b, draw 2 b + 1 from words 2 and 3. */
export function uniformsOf(words: usize, batch: usize): void {
  for (let half: usize = 0; half < 2; half++) {
    for (let block: usize = 0; block < 4; block++) {
      const at = words + 32 * half + 4 * block;
      const integer = <f64>load<u32>(at) * 1048576 + <f64>(load<u32>(at, 16) >>> 12) + 0.5;
      store<f64>(batch + 8 * half + 16 * block, integer * 2.220446049250313e-16); // 2^-52
    }
  }
}
