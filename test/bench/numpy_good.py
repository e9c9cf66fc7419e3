"""The row pipeline in good NumPy: one sort a row, cumulative sums from both ends, and the identities.

Usage: numpy_good.py PRECISION N D ROWS THRESHOLDS WINDOWS REPEATS; lists are comma-separated.
Prints the seconds of each repetition, one a line, and then a checksum.
"""

import sys
import time

import numpy as np


def statistics(x, w, rows, thresholds, windows):
    z = (x[rows] @ w) @ x.T
    z.sort(axis=1)  # increasing
    z -= z[:, -1:]
    np.exp(z, out=z)
    z /= z.sum(axis=1, keepdims=True, dtype=np.float64).astype(z.dtype)
    n = z.shape[1]
    above = [n - np.searchsorted(row, thresholds, side="right") for row in z]
    ends = n - np.asarray(windows)
    squares = z * z
    tail = np.cumsum(z, axis=1)[:, ends - 1] * (ends > 0)
    tail_squares = np.cumsum(squares, axis=1)[:, ends - 1] * (ends > 0)
    mass = np.cumsum(z[:, ::-1], axis=1)[:, np.asarray(windows) - 1]
    head_squares = squares.sum(axis=1, keepdims=True) - tail_squares
    odds = tail / mass
    l2 = np.sqrt(odds * odds * head_squares + tail_squares)
    linf = np.maximum(z[:, -1:] * odds, z[:, ends - 1] * (ends > 0))
    return above, [(2 * tail[:, i], l2[:, i], linf[:, i]) for i in range(len(windows))]


def main():
    precision, n, d, count, eps, ks, repeats = sys.argv[1:8]
    n, d, count = int(n), int(d), int(count)
    x = np.random.default_rng(1).standard_normal((n, d)).astype(precision)
    w = (np.eye(d) / np.sqrt(d)).astype(precision)
    thresholds = [float(e) for e in eps.split(",")]
    windows = [int(k) for k in ks.split(",")]
    for _ in range(int(repeats)):
        start = time.perf_counter()
        blocks = [
            statistics(x, w, np.arange(first, min(first + 32, count)), thresholds, windows)
            for first in range(0, count, 32)
        ]
        print(time.perf_counter() - start)
    # Every count and every error, each once.
    print("checksum", sum(float(np.sum(part)) for block in blocks for part in block))


main()
