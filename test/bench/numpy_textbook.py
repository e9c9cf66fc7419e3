"""The row pipeline as a textbook would have it: softmax, then one partition per window.

Usage: numpy_textbook.py PRECISION N D ROWS THRESHOLDS WINDOWS REPEATS; lists are comma-separated.
Prints the seconds of each repetition, one a line, and then a checksum.
"""

import sys
import time

import numpy as np


def statistics(x, w, rows, thresholds, windows):
    z = (x[rows] @ w) @ x.T
    weights = np.exp(z - z.max(axis=1, keepdims=True))
    p = weights / weights.sum(axis=1, keepdims=True)
    above = [(p > eps).sum(axis=1) for eps in thresholds]
    errors = []
    for k in windows:
        kept = np.zeros_like(p)
        top = np.argpartition(-p, k - 1, axis=1)[:, :k]
        np.put_along_axis(kept, top, np.take_along_axis(p, top, axis=1), axis=1)
        kept /= kept.sum(axis=1, keepdims=True)
        difference = np.abs(kept - p)
        errors.append((difference.sum(axis=1), np.sqrt((difference**2).sum(axis=1)), difference.max(axis=1)))
    return above, errors


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
