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
  let to = panels;
  for (let j = 0; j < n; j += width) {
    for (let f = 0; f < d; f++) {
      for (let lane = 0; lane < width; lane++) {
        const key = j + lane;
        store<T>(to, key < n ? load<T>(x + sizeof<T>() * <usize>(key * d + f)) : <T>0);
        to += sizeof<T>();
      }
    }
  }
}

/**
 * Packs queries y (rows, d), row-major, into groups of four, feature by feature: group[f] = feature f of its 4 queries.
 * The last group is filled up with zeros.
 */
export function packQueries<T>(y: usize, rows: i32, d: i32, groups: usize): void {
  let to = groups;
  for (let i = 0; i < rows; i += 4) {
    for (let f = 0; f < d; f++) {
      for (let lane = 0; lane < 4; lane++) {
        const query = i + lane;
        store<T>(to, query < rows ? load<T>(y + sizeof<T>() * <usize>(query * d + f)) : <T>0);
        to += sizeof<T>();
      }
    }
  }
}

/**
 * z[i, j] = y_i . x_j for the queries of `groups` groups of four and, panel by panel, the keys j < n.
 *
 * z: (4 groups, stride), stride a multiple of the panel and at least n. What lies between n and the end of the last
 * panel is overwritten with zeros.
 */
export function product<T>(y: usize, groups: i32, panels: usize, n: i32, d: i32, z: usize, stride: i32): void {
  const zBytes = sizeof<T>() * <usize>stride;
  const groupBytes = 4 * sizeof<T>() * <usize>d;
  for (let j = 0; j < n; j += panelKeys<T>()) {
    for (let g = 0; g < groups; g++) {
      tile<T>(y + groupBytes * <usize>g, groupBytes, panels, z + 4 * zBytes * <usize>g, zBytes);
    }
    panels += 32 * <usize>d;
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
