"""Generated passages in which something seen earlier must be copied or looked up.

A record is `<key:value>`, three letters and four. The second time that a key comes, its value is known to whoever finds
the first; nothing else tells it. A repeated string is a random string, a line of its own, over and over.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

LETTERS = np.frombuffer(b"abcdefghijklmnopqrstuvwxyz", dtype=np.uint8)
KEY_LENGTH = 3
VALUE_LENGTH = 4


@dataclass(frozen=True)
class Answer:
    """A value that can be known: its first byte's index, and the index of the same value's first byte before it."""

    at: int
    source: int
    length: int = VALUE_LENGTH

    @property
    def distance(self) -> int:
        return self.at - self.source


@dataclass
class Passage:
    """Bytes, which of them a model can be asked to predict, and the answers among them."""

    data: np.ndarray
    predictable: np.ndarray
    answers: list[Answer]

    def cut(self, length: int) -> Passage:
        kept = [a for a in self.answers if a.at + a.length <= length]
        return Passage(self.data[:length], self.predictable[:length], kept)


def prose_passage(text: np.ndarray) -> Passage:
    return Passage(text, np.ones(len(text), dtype=bool), [])


def random_letters(rng: np.random.Generator, length: int) -> bytes:
    return rng.choice(LETTERS, length).tobytes()


def repeated_string(rng: np.random.Generator, period: int, length: int) -> Passage:
    """A random line of `period` bytes, its line feed counted, over and over; predictable from the second time on."""
    line = b"\n" + random_letters(rng, period - 1)
    data = np.frombuffer((line * (length // period + 1))[:length], dtype=np.uint8)
    predictable = np.arange(length) > period
    answers = [Answer(at, at - period) for at in range(period + 1, length - VALUE_LENGTH, period)]
    return Passage(data, predictable, answers)


def key_order(rng: np.random.Generator, keys: int, slots: int) -> np.ndarray:
    """Which key each slot shows: every key once or more, in random order."""
    return rng.permutation(np.concatenate([np.arange(keys), rng.integers(keys, size=slots - keys)]))


def keys_twice(rng: np.random.Generator, keys: int) -> np.ndarray:
    """An order in which every key comes exactly twice."""
    return rng.permutation(np.repeat(np.arange(keys), 2))


def lookup_passage(rng: np.random.Generator, order: np.ndarray, between: list[bytes]) -> Passage:
    """Records with the keys in `order`, one after each of the texts `between`, and the last of those at the end."""
    keys = distinct_keys(rng, int(order.max()) + 1)
    values = [random_letters(rng, VALUE_LENGTH) for _ in keys]
    data, predictable, answers = bytearray(between[0]), [True] * len(between[0]), []
    seen: dict[int, int] = {}
    for key, text in zip(order.tolist(), between[1:], strict=True):
        at = len(data) + KEY_LENGTH + 2
        known = key in seen
        if known:
            answers.append(Answer(at, seen[key]))
        seen[key] = at
        data += b"<" + keys[key] + b":" + values[key] + b">" + text
        predictable += [False] * (KEY_LENGTH + 1) + [True] + [known] * VALUE_LENGTH + [True] * (1 + len(text))
    return Passage(np.frombuffer(bytes(data), dtype=np.uint8), np.array(predictable), answers)


def distinct_keys(rng: np.random.Generator, count: int) -> list[bytes]:
    numbers = rng.choice(26**KEY_LENGTH, count, replace=False)
    return [bytes(97 + number // 26**place % 26 for place in range(KEY_LENGTH)) for number in numbers.tolist()]


def cut_at_blanks(rng: np.random.Generator, text: bytes, pieces: int) -> list[bytes]:
    """`text` in `pieces` parts, each but the last ending with a blank."""
    blanks = np.flatnonzero(np.frombuffer(text, dtype=np.uint8) == ord(" ")) + 1
    cuts = np.sort(rng.choice(blanks, pieces - 1, replace=False)).tolist()
    return [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]
