import type { Stream } from "ncsparse-kit/random";
import { seenKeys } from "../head.js";
import { chooseRows, requireKeptCount } from "../kept.js";
import type { Method } from "../method.js";
import { fillRange, windowStart } from "./sliding-window.js";

/**
 * Thirds: the first keys (global), a window, and keys drawn at random from the rest, afresh for each query. (BigBird's
 * global tokens also attend to every key; here each row keeps k, so that all methods cost the same.)
 */
export const bigBird: Method = {
  name: "window + global + random",
  source: "BigBird: Zaheer et al. 2020, arXiv 2007.14062",
  causalOnly: false,
  cost: { products: () => 0, words: "random numbers" },
  choose(head, k, source) {
    requireKeptCount("bigBird", k, 3, head.n);
    const third = Math.floor(k / 3);
    const width = k - 2 * third;
    return chooseRows(head, k, (i, row) => {
      const end = seenKeys(head, i);
      const start = windowStart(i, width, third, end);
      fillRange(row.subarray(0, third), 0);
      fillRange(row.subarray(third, third + width), start);
      const random = row.subarray(third + width);
      drawDistinct(source, end - third - width, random);
      // What was drawn numbers the keys outside the global part and the window.
      for (let t = 0; t < random.length; t++) {
        const key = random[t]! + third;
        random[t] = key < start ? key : key + width;
      }
    });
  },
};

/** Fills `out` with distinct numbers of 0..m-1, every set equally likely (Floyd's algorithm). */
export function drawDistinct(source: Stream, m: number, out: Uint32Array): void {
  for (let t = 0; t < out.length; t++) {
    const last = m - out.length + t;
    const drawn = Math.floor(source.uniform() * (last + 1));
    out[t] = out.subarray(0, t).includes(drawn) ? last : drawn;
  }
}
