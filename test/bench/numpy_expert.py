"""The row pipeline as an expert of NumPy would have it.

Blocks of rows that stay in the core's cache, in arrays made once; one sort a block; of the sorted rows only the sums between
one window and the next (`np.add.reduceat`), from which tails and masses follow by adding a few numbers.

Usage: numpy_expert.py PRECISION N D ROWS THRESHOLDS WINDOWS REPEATS; lists are comma-separated.
Prints the seconds of each repetition, one a line, and then a checksum.
"""

import sys
import time

import numpy as np

# Of logits and their squares, about a core's second-level cache; fewer rows than LEAST make the product slow.
BLOCK_BYTES = 2**20
LEAST = 16


class Pipeline:
    def __init__(self, x, w, count, thresholds, windows):
        n, itemsize = x.shape[0], x.itemsize
        self.block = max(LEAST, BLOCK_BYTES // (2 * n * itemsize))
        self.queries = x[:count] @ w
        self.keys = x.T
        self.thresholds = np.asarray(thresholds)
        # In increasing order of the logits the largest window begins first.
        self.starts = n - np.asarray(windows[::-1])
        self.bounds = np.concatenate(([0], self.starts))
        self.z = np.empty((self.block, n), x.dtype)
        self.squares = np.empty_like(self.z)

    def statistics(self, first, count):
        z, squares, starts = self.z[:count], self.squares[:count], self.starts
        np.matmul(self.queries[first : first + count], self.keys, out=z)
        z.sort(axis=1)
        np.subtract(z, z[:, -1:].copy(), out=z)
        np.exp(z, out=z)
        np.multiply(z, z, out=squares)
        # Sums of the entries below every window, between neighbouring windows, and inside the smallest.
        parts = np.add.reduceat(z, self.bounds, axis=1).astype(np.float64)
        square_parts = np.add.reduceat(squares, self.bounds, axis=1).astype(np.float64)
        total = parts.sum(axis=1, keepdims=True)
        above = [z.shape[1] - np.searchsorted(row, self.thresholds * d, side="right") for row, d in zip(z, total)]
        tail = np.cumsum(parts, axis=1)[:, :-1]
        mass = np.cumsum(parts[:, ::-1], axis=1)[:, -2::-1]
        tail_squares = np.cumsum(square_parts, axis=1)[:, :-1]
        head_squares = np.cumsum(square_parts[:, ::-1], axis=1)[:, -2::-1]
        odds = tail / mass
        l1 = 2 * tail / total
        l2 = np.sqrt(odds * odds * head_squares + tail_squares) / total
        linf = np.maximum(z[:, -1:] * odds, z[:, starts - 1]) / total
        # From the smallest window to the largest, as they were given.
        return above, [(l1[:, i], l2[:, i], linf[:, i]) for i in reversed(range(len(starts)))]


def main():
    precision, n, d, count, eps, ks, repeats = sys.argv[1:8]
    n, d, count = int(n), int(d), int(count)
    x = np.random.default_rng(1).standard_normal((n, d)).astype(precision)
    w = (np.eye(d) / np.sqrt(d)).astype(precision)
    thresholds = [float(e) for e in eps.split(",")]
    windows = [int(k) for k in ks.split(",")]
    for _ in range(int(repeats)):
        start = time.perf_counter()
        pipeline = Pipeline(x, w, count, thresholds, windows)
        blocks = [
            pipeline.statistics(first, min(pipeline.block, count - first))
            for first in range(0, count, pipeline.block)
        ]
        print(time.perf_counter() - start)
    # Every count and every error, each once.
    print("checksum", sum(float(np.sum(part)) for block in blocks for part in block))


main()
