// Logits z = y x^T, one block of queries against all keys. Keys are packed once into panels, so that the inner loop
// reads memory in order.
//
// Panel: 2 vectors of keys (8 keys in f32, 4 in f64), all features: panel[f] = feature f of those keys.
// Group: 4 queries, interleaved likewise, so that one pointer serves all four.
// Tile: group x panel: 8 sums, 2 keys and 1 query in the 16 registers.
//
// Every logit is the plain sum over f = 0, 1, ... with one rounding for the product and one for the addition (WASM
// has no fused multiply-add without flags): the same number in every tile, row split and block, and in float64 the number
// that the TypeScript reference computes.

/** Keys in a panel. */
export function panelKeys<T>(): i32 {
  return 32 / <i32>sizeof<T>();
}

/** Packs keys x (n, d), row-major, into ceil(n / panel) panels; the last one is filled up with zeros. */
export function pack<T>(x: usize, n: i32, d: i32, panels: usize): void {
  const width = panelKeys<T>();
  const row = sizeof<T>() * <usize>d;
  for (let j = 0; j < n; j += width) {
    if (sizeof<T>() == 4) {
      interleave(x, min(4, n - j), d, panels, 32);
      interleave(x + 4 * row, min(4, n - j - 4), d, panels + 16, 32);
    } else {
      interleaveDoubles(x, min(4, n - j), d, panels);
    }
    x += <usize>width * row;
    panels += 32 * <usize>d;
  }
}

/**
 * Packs the columns of x (n, d), row-major, float32, as d keys of n entries each, in panels with room for `room` features: zeros
 * from n on.
 */
export function packColumns(x: usize, n: i32, d: i32, panels: usize, room: i32): void {
  for (let f = 0; f < d; f += 8) {
    for (let j = 0; j < n; j++) {
      const from = x + 4 * <usize>(j * d + f);
      for (let lane = 0; lane < 8; lane += 4) {
        v128.store(panels + 4 * <usize>lane, upTo(from + 4 * <usize>lane, d - f - lane));
      }
      panels += 32;
    }
    const end = panels + 32 * <usize>(room - n);
    for (; panels < end; panels += 16) v128.store(panels, i64x2.splat(0));
  }
}

/**
 * Packs queries y (rows, d), row-major, into groups of four, feature by feature: group[f] = feature f of its 4 queries.
 * The last group is filled up with zeros.
 */
export function packQueries<T>(y: usize, rows: i32, d: i32, groups: usize): void {
  const row = sizeof<T>() * <usize>d;
  for (let i = 0; i < rows; i += 4) {
    if (sizeof<T>() == 4) interleave(y, min(4, rows - i), d, groups, 16);
    else interleaveDoubles(y, min(4, rows - i), d, groups);
    y += 4 * row;
    groups += 4 * row;
  }
}

/** Writes feature f of four rows (rows, d) side by side, and the next `step` bytes behind it; zeros for rows that are not there. */
function interleave(x: usize, rows: i32, d: i32, to: usize, step: usize): void {
  const row = 4 * <usize>d;
  const end = x + row;
  const zeros = i64x2.splat(0);
  for (const whole = x + 4 * <usize>(d & ~3); x < whole; x += 16) {
    const a = rows > 0 ? v128.load(x) : zeros;
    const b = rows > 1 ? v128.load(x + row) : zeros;
    const c = rows > 2 ? v128.load(x + 2 * row) : zeros;
    const e = rows > 3 ? v128.load(x + 3 * row) : zeros;
    const ab0 = i32x4.shuffle(a, b, 0, 4, 1, 5);
    const ab2 = i32x4.shuffle(a, b, 2, 6, 3, 7);
    const ce0 = i32x4.shuffle(c, e, 0, 4, 1, 5);
    const ce2 = i32x4.shuffle(c, e, 2, 6, 3, 7);
    v128.store(to, i64x2.shuffle(ab0, ce0, 0, 2));
    v128.store(to + step, i64x2.shuffle(ab0, ce0, 1, 3));
    v128.store(to + 2 * step, i64x2.shuffle(ab2, ce2, 0, 2));
    v128.store(to + 3 * step, i64x2.shuffle(ab2, ce2, 1, 3));
    to += 4 * step;
  }
  for (; x < end; x += 4) {
    for (let r = 0; r < 4; r++) {
      store<f32>(to + 4 * <usize>r, r < rows ? load<f32>(x + <usize>r * row) : 0);
    }
    to += step;
  }
}

/** The same of four rows of float64, 32 bytes a feature. */
function interleaveDoubles(x: usize, rows: i32, d: i32, to: usize): void {
  const row = 8 * <usize>d;
  for (const end = x + row; x < end; x += 8) {
    for (let r = 0; r < 4; r++) {
      store<f64>(to, r < rows ? load<f64>(x + <usize>r * row) : 0);
      to += 8;
    }
  }
}

/** The first four of `count` numbers, zeros behind them. */
function upTo(x: usize, count: i32): v128 {
  if (count >= 4) return v128.load(x);
  if (count <= 0) return i64x2.splat(0);
  const rest = v128.load32_zero(x);
  const two = count > 1 ? v128.load32_lane(x + 4, rest, 1) : rest;
  return count > 2 ? v128.load32_lane(x + 8, two, 2) : two;
}

/**
 * z[i, j] = y_i . x_j for the queries of `groups` groups of four and, panel by panel, the keys j < n.
 *
 * Panels have room for `room` features of a key, of which the first d are read. z: (4 groups, stride), stride a multiple of the
 * panel and at least n. What lies between n and the end of the last panel is overwritten with zeros.
 */
export function product<T>(
  y: usize,
  groups: i32,
  panels: usize,
  n: i32,
  d: i32,
  room: i32,
  z: usize,
  stride: i32,
): void {
  const zBytes = sizeof<T>() * <usize>stride;
  const groupBytes = 4 * sizeof<T>() * <usize>d;
  for (let j = 0; j < n; j += panelKeys<T>()) {
    for (let g = 0; g < groups; g++) {
      tile<T>(y + groupBytes * <usize>g, groupBytes, panels, z + 4 * zBytes * <usize>g, zBytes);
    }
    panels += 32 * <usize>room;
    z += 32;
  }
}

/**
 * 4 queries against one panel.
 *
 * V8 moves all loads of a step before its arithmetic: 4 + 2 loads, 8 sums and a product just fit its 15 registers. Larger
 * tiles (5 x 2, 3 x 3, 4 x 3) and steps of two or four features spill: 10 to 30 % slower. As it is, it runs as fast as
 * multiplications and additions that never leave their registers.
 */
function tile<T>(y: usize, groupBytes: usize, panel: usize, z: usize, zBytes: usize): void {
  const single = sizeof<T>() == 4;
  let s00 = f64x2.splat(0);
  let s01 = s00;
  let s10 = s00;
  let s11 = s00;
  let s20 = s00;
  let s21 = s00;
  let s30 = s00;
  let s31 = s00;
  for (const end = y + groupBytes; y < end; y += 4 * sizeof<T>()) {
    const x0 = v128.load(panel);
    const x1 = v128.load(panel, 16);
    const q0 = single ? v128.load32_splat(y) : v128.load64_splat(y);
    s00 = v128.add<T>(s00, v128.mul<T>(q0, x0));
    s01 = v128.add<T>(s01, v128.mul<T>(q0, x1));
    const q1 = single ? v128.load32_splat(y, 4) : v128.load64_splat(y, 8);
    s10 = v128.add<T>(s10, v128.mul<T>(q1, x0));
    s11 = v128.add<T>(s11, v128.mul<T>(q1, x1));
    const q2 = single ? v128.load32_splat(y, 8) : v128.load64_splat(y, 16);
    s20 = v128.add<T>(s20, v128.mul<T>(q2, x0));
    s21 = v128.add<T>(s21, v128.mul<T>(q2, x1));
    const q3 = single ? v128.load32_splat(y, 12) : v128.load64_splat(y, 24);
    s30 = v128.add<T>(s30, v128.mul<T>(q3, x0));
    s31 = v128.add<T>(s31, v128.mul<T>(q3, x1));
    panel += 32;
  }
  v128.store(z, s00);
  v128.store(z, s01, 16);
  v128.store(z + zBytes, s10);
  v128.store(z + zBytes, s11, 16);
  v128.store(z + 2 * zBytes, s20);
  v128.store(z + 2 * zBytes, s21, 16);
  v128.store(z + 3 * zBytes, s30);
  v128.store(z + 3 * zBytes, s31, 16);
}
