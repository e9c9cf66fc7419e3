import { attentionRow } from "../head.js";
import { chooseRows, requireKeptCount } from "../kept.js";
import type { Method } from "../method.js";

/**
 * Whole pages of keys, as paged caches and block-sparse kernels keep them: those of most mass, the last one cut so that k
 * keys are kept. What a selector of pages could reach at best.
 *
 * @param size keys of a page, a positive integer
 */
export function topPages(size: number): Method {
  return {
    name: `pages of ${size}`,
    source: "Quest: Tang et al. 2024, arXiv 2406.10774",
    causalOnly: false,
    cost: { products: (n) => n, words: "reads every logit, then sorts pages" },
    choose(head, k) {
      requireKeptCount("topPages", k, 1, head.n);
      return chooseRows(head, k, (i, row) => {
        const p = attentionRow(head, i);
        let count = 0;
        for (const page of heaviestFirst(p, size)) {
          const end = Math.min(p.length, (page + 1) * size);
          for (let j = page * size; j < end && count < k; j++) row[count++] = j;
          if (count === k) break;
        }
      });
    },
  };
}

/** Pages of a row by falling mass; of equals the first. */
function heaviestFirst(p: Float64Array, size: number): number[] {
  const masses = new Float64Array(Math.ceil(p.length / size));
  p.forEach((x, j) => (masses[Math.floor(j / size)]! += x));
  return Array.from(masses.keys()).sort((a, b) => masses[b]! - masses[a]! || a - b);
}
