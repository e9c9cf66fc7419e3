// Keys in panels and queries in groups, as products read them (product.ts).

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
 * As packQueries, of float32 queries of which most entries are 0: leaves out the features that are 0 for all four queries of a
 * group.
 *
 * y: (rows, width), width a multiple of 4; groups: groups of `width` features; lists: a list a group, (width + 1) i32, how many
 * features are left and where each of them stands in a panel, in bytes
 */
export function packNonzero(y: usize, rows: i32, width: i32, groups: usize, lists: usize): void {
  const row: usize = 4 * <usize>width;
  for (let i = 0; i < rows; i += 4) {
    const count = interleaveNonzero(y, min(4, rows - i), row, groups, lists + 4);
    store<i32>(lists, count);
    y += 4 * row;
    groups += 4 * row;
    lists += row + 4;
  }
}

/** Writes the features that are not 0 in all of up to four rows, and their places; returns how many they are. */
function interleaveNonzero(x: usize, rows: i32, row: usize, to: usize, places: usize): i32 {
  const start = to;
  const zeros = i64x2.splat(0);
  let place = 0;
  for (const end = x + row; x < end; x += 16) {
    const a = v128.load(x);
    const b = rows > 1 ? v128.load(x + row) : zeros;
    const c = rows > 2 ? v128.load(x + 2 * row) : zeros;
    const e = rows > 3 ? v128.load(x + 3 * row) : zeros;
    if (v128.any_true(v128.or(v128.or(a, b), v128.or(c, e)))) {
      const ab0 = i32x4.shuffle(a, b, 0, 4, 1, 5);
      const ab2 = i32x4.shuffle(a, b, 2, 6, 3, 7);
      const ce0 = i32x4.shuffle(c, e, 0, 4, 1, 5);
      const ce2 = i32x4.shuffle(c, e, 2, 6, 3, 7);
      const first = to;
      to += append(i64x2.shuffle(ab0, ce0, 0, 2), place, to, places);
      to += append(i64x2.shuffle(ab0, ce0, 1, 3), place + 32, to, places + ((to - first) >> 2));
      to += append(i64x2.shuffle(ab2, ce2, 0, 2), place + 64, to, places + ((to - first) >> 2));
      to += append(i64x2.shuffle(ab2, ce2, 1, 3), place + 96, to, places + ((to - first) >> 2));
      places += (to - first) >> 2;
    }
    place += 128;
  }
  return <i32>((to - start) >> 4);
}

/** Writes a feature and its place; returns by how much the end moves: by nothing if the feature is 0. */
function append(feature: v128, place: i32, to: usize, places: usize): usize {
  v128.store(to, feature);
  store<i32>(places, place);
  return v128.any_true(feature) ? 16 : 0;
}
