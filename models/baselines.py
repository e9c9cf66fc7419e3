"""What n-grams make of a text: a scale for a model's bits per byte."""

from __future__ import annotations

import numpy as np

SYMBOLS = 96  # the line feed, and ASCII from the blank to the tilde
PRIOR_WEIGHT = 4.0


def ngram_bits(training: bytes, text: bytes, order: int) -> float:
    """Mean bits per byte of `text` when each byte is predicted from the `order` bytes before it.

    Counts come from `training`. To the counts after a context, `PRIOR_WEIGHT` more are added, spread as the context
    shorter by one byte predicts; with no context, evenly over the symbols.
    """
    learned, asked = symbols(training), symbols(text)
    probability = np.full(len(asked), 1 / SYMBOLS)
    for context in range(order + 1):
        whole = lookup_counts(windows(learned, context + 1), windows(asked, context + 1))
        start = lookup_counts(windows(learned[:-1], context), windows(asked[:-1], context))
        # The first `context` bytes have no context so long, and keep what a shorter one predicted.
        probability[context:] = (whole + PRIOR_WEIGHT * probability[context:]) / (start + PRIOR_WEIGHT)
    return float(-np.log2(probability).mean())


def symbols(text: bytes) -> np.ndarray:
    """0 for the line feed, 1 to 95 for the printable characters."""
    return np.maximum(np.frombuffer(text, dtype=np.uint8).astype(np.int64) - 31, 0)


def windows(text: np.ndarray, length: int) -> np.ndarray:
    """A number for each run of `length` symbols, in order; for length 0, a zero before each symbol and at the end."""
    if length == 0:
        return np.zeros(len(text) + 1, dtype=np.int64)
    count = len(text) - length + 1
    codes = np.zeros(count, dtype=np.int64)
    for place in range(length):
        codes = codes * SYMBOLS + text[place : place + count]
    return codes


def lookup_counts(learned: np.ndarray, asked: np.ndarray) -> np.ndarray:
    """How often each number that is asked for was learned."""
    values, counts = np.unique(learned, return_counts=True)
    at = np.minimum(np.searchsorted(values, asked), len(values) - 1)
    return np.where(values[at] == asked, counts[at], 0)
