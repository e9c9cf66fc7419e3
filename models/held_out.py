"""Writes `held-out.json`: passages of 1,024 bytes that the model has not seen, for scores that others can repeat.

    python models/held_out.py --data FOLDER

`text` is prose of the held-out documents; `lookup` is such prose with twelve keys in it, each twice; `copy` is a random
line over and over. Each passage is independent of the others.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np

from corpus import held_out_part, read_corpus
from passages import Passage, cut_at_blanks, keys_twice, lookup_passage, repeated_string

HERE = Path(__file__).parent
LENGTH = 1024
SEED = 20_240_402
TEXTS_A_SOURCE = 32
LOOKUPS = 64
KEYS = 12
PERIODS = (16, 32, 64, 128, 256, 512)
COPIES_A_PERIOD = 6
RECORD_BYTES = 10


def main() -> None:
    arguments = parse_arguments()
    held_out = held_out_part(read_corpus(arguments.data))
    rng = np.random.default_rng(SEED)
    write(
        arguments.out,
        {
            "text": texts(rng, held_out),
            "lookup": [lookup(rng, held_out) for _ in range(LOOKUPS)],
            "copy": [copy(rng, period) for period in PERIODS for _ in range(COPIES_A_PERIOD)],
        },
    )


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with the archives that corpus.py names")
    parser.add_argument("--out", type=Path, default=HERE / "held-out.json")
    return parser.parse_args()


def texts(rng: np.random.Generator, held_out: dict[str, list[bytes]]) -> list[dict[str, object]]:
    """Passages that do not overlap, as many of each source."""
    chosen = []
    for source, documents in held_out.items():
        places = [(d, at) for d in documents for at in range(0, len(d) - LENGTH + 1, LENGTH)]
        for index in np.sort(rng.choice(len(places), TEXTS_A_SOURCE, replace=False)).tolist():
            document, at = places[index]
            chosen.append({"source": source, "passage": document[at : at + LENGTH].decode("ascii")})
    return chosen


def lookup(rng: np.random.Generator, held_out: dict[str, list[bytes]]) -> dict[str, object]:
    prose = random_prose(rng, held_out, LENGTH - 2 * KEYS * RECORD_BYTES)
    passage = lookup_passage(rng, keys_twice(rng, KEYS), cut_at_blanks(rng, prose, 2 * KEYS + 1))
    return {"answers": answers(passage), "passage": passage.data.tobytes().decode("ascii")}


def copy(rng: np.random.Generator, period: int) -> dict[str, object]:
    passage = repeated_string(rng, period, LENGTH)
    return {"period": period, "passage": passage.data.tobytes().decode("ascii")}


def random_prose(rng: np.random.Generator, held_out: dict[str, list[bytes]], length: int) -> bytes:
    documents = held_out[rng.choice(list(held_out))]
    document = documents[rng.integers(len(documents))]
    at = int(rng.integers(len(document) - length))
    return document[at : at + length]


def answers(passage: Passage) -> list[dict[str, int]]:
    return [{"at": a.at, "source": a.source, "length": a.length} for a in passage.answers]


def write(path: Path, parts: dict[str, list[dict[str, object]]]) -> None:
    """One passage a line, so that a change shows as the lines that it changes."""
    lines = [
        f"  {json.dumps(name)}: [\n    " + ",\n    ".join(json.dumps(item) for item in items) + "\n  ]"
        for name, items in parts.items()
    ]
    head = f'  "seed": {SEED},\n  "length": {LENGTH},\n'
    path.write_text("{\n" + head + ",\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    main()
