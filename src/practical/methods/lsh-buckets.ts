import type { Stream } from "ncsparse-kit/random";
import { drawInputs, timesTranspose } from "../../kernels/index.js";
import { seenKeys, type Head } from "../head.js";
import { chooseRows, requireKeptCount } from "../kept.js";
import type { Method } from "../method.js";

/** Independent hashes of each query and key. */
const ROUNDS = 4;

/**
 * Keys whose direction hashes to the query's bucket, by random rotations: h(x) is the argmax of (Rx, -Rx), R with
 * independent normal entries. Kept are the k keys that share a bucket in most of the four rounds, of equals the nearest in
 * position: the union of the buckets, cut (or filled) to k. A bucket of one round holds k/2 keys on average.
 */
export const lshBuckets: Method = {
  name: "LSH buckets",
  source:
    "Reformer: Kitaev, Kaiser, Levskaya 2020, arXiv 2001.04451; HyperAttention: Han et al. 2023, arXiv 2310.05869",
  causalOnly: false,
  cost: {
    // A query and its key, ROUNDS hashes each, of half as many products as buckets.
    products: (n, k) => ROUNDS * bucketCount(n, k),
    words: `${ROUNDS} bucket look-ups`,
  },
  choose(head, k, source) {
    requireKeptCount("lshBuckets", k, 1, head.n);
    const buckets = bucketCount(head.n, k);
    const [query, key] = hashBoth(head, buckets, source);
    const shared = new Uint8Array(head.n);
    return chooseRows(head, k, (i, row) => {
      const seen = seenKeys(head, i);
      shared.fill(0);
      for (let r = 0; r < ROUNDS; r++) {
        const own = query[r * head.n + i]!;
        for (let j = 0; j < seen; j++) if (key[r * head.n + j] === own) shared[j]!++;
      }
      fillByRank(row, shared, i, seen);
    });
  },
};

/** An even number, about 2 n / k. */
function bucketCount(n: number, k: number): number {
  return 2 * Math.ceil(n / k);
}

/** Buckets of queries and of keys in each round, (ROUNDS, n) each; the same rotation for both. */
function hashBoth({ n, d, queries, keys }: Head, buckets: number, source: Stream): [Uint32Array, Uint32Array] {
  const out: [Uint32Array, Uint32Array] = [new Uint32Array(ROUNDS * n), new Uint32Array(ROUNDS * n)];
  const rotation = new Float64Array((buckets / 2) * d); // (buckets / 2, d)
  for (let r = 0; r < ROUNDS; r++) {
    drawInputs(source, "gaussian", rotation);
    for (const [which, vectors] of [queries, keys].entries()) {
      const rotated = timesTranspose(vectors, rotation, d); // (n, buckets / 2)
      for (let i = 0; i < n; i++) out[which]![r * n + i] = bucketOf(rotated, i, buckets / 2);
    }
  }
  return out;
}

/** The number of the largest of (Rx, -Rx), of the i-th vector x. */
function bucketOf(rotated: Float64Array, i: number, half: number): number {
  let bucket = 0;
  let largest = -1;
  for (let b = 0; b < half; b++) {
    const sum = rotated[i * half + b]!;
    if (Math.abs(sum) > largest) {
      largest = Math.abs(sum);
      bucket = sum > 0 ? b : b + half;
    }
  }
  return bucket;
}

/** The keys of most shared rounds first; of equals the nearest to i, then the lower index. */
function fillByRank(row: Uint32Array, shared: Uint8Array, i: number, seen: number): void {
  let count = 0;
  for (let rounds = ROUNDS; rounds >= 0 && count < row.length; rounds--) {
    for (let distance = 0; distance < seen && count < row.length; distance++) {
      const below = i - distance;
      const above = i + distance;
      if (below >= 0 && shared[below] === rounds) row[count++] = below;
      if (distance > 0 && above < seen && shared[above] === rounds && count < row.length) row[count++] = above;
    }
  }
}
