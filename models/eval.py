"""Scores the exported model under exact attention and writes them to `scores.json`.

    python models/eval.py [--data FOLDER]

Bits per byte by position and retrieval by distance, on `held-out.json`. With the archives of the text in `--data` also
bits per byte on all of the held-out text, beside what compressors and n-grams need for it.
"""

from __future__ import annotations

import argparse
import gzip
import json
import lzma
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch

from baselines import ngram_bits
from corpus import held_out_part, read_corpus, training_part
from export import read_model
from llama import Llama
from scores import HeldOut, byte_tensor, copy_outcomes, lookup_outcomes, predictions, read_held_out

HERE = Path(__file__).parent
POSITION_EDGES = (1, 16, 32, 64, 128, 256, 512, 1024)
DISTANCE_EDGES = (10, 32, 64, 128, 256, 512, 1024)
NGRAM_ORDERS = (0, 1, 2, 3, 4, 5)


def main() -> None:
    arguments = parse_arguments()
    torch.set_num_threads(arguments.threads)
    model = read_model(HERE)
    result = passage_scores(model, read_held_out(HERE / "held-out.json"))
    if arguments.data:
        result |= {"whole_held_out_text": whole_text_scores(model, arguments.data)}
    (HERE / "scores.json").write_text(json.dumps(result, indent=1) + "\n")
    print(json.dumps({name: part for name, part in result.items() if name != "bits_per_byte_by_passage"}, indent=1))


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="folder with the archives that corpus.py names")
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


def passage_scores(model: Llama, held_out: HeldOut) -> dict[str, object]:
    bits, _ = predictions(model, held_out.texts)
    rows = {name: [s == name for s in held_out.sources] for name in dict.fromkeys(held_out.sources)}
    return {
        "bits_per_byte": round(bits.mean().item(), 5),
        "bits_per_byte_by_source": {name: round(bits[own].mean().item(), 5) for name, own in rows.items()},
        "bits_per_byte_by_position": by_position(bits.mean(dim=0).tolist()),
        "bits_per_byte_by_passage": [round(mean, 5) for mean in bits.mean(dim=1).tolist()],
        "lookup_by_distance": by_distance(lookup_outcomes(model, held_out.lookups)),
        "copy_by_period": by_period(copy_outcomes(model, held_out.copies)),
    }


def by_position(bits: list[float]) -> list[dict[str, float]]:
    """`bits[i]` is what byte i + 1 cost on average."""
    return [
        {"from": low, "before": high, "bits_per_byte": round(float(np.mean(bits[low - 1 : high - 1])), 5)}
        for low, high in pairwise(POSITION_EDGES)
    ]


def by_distance(outcomes: list[tuple[int, bool]]) -> list[dict[str, float]]:
    rows = []
    for low, high in pairwise(DISTANCE_EDGES):
        right = [hit for distance, hit in outcomes if low <= distance < high]
        rows.append({"from": low, "before": high, "answers": len(right), "right": int(sum(right))})
    return rows


def by_period(outcomes: list[tuple[int, float]]) -> list[dict[str, float]]:
    return [
        {"period": period, "right": round(float(np.mean([hit for p, hit in outcomes if p == period])), 5)}
        for period in sorted({period for period, _ in outcomes})
    ]


def whole_text_scores(model: Llama, folder: Path) -> dict[str, object]:
    """On all held-out documents, in pieces of the context's length; what a document has after its last is left out."""
    corpus = read_corpus(folder)
    training = b"\n\n".join(training_part(corpus).values())
    length = model.config.max_position_embeddings
    documents = [document for documents in held_out_part(corpus).values() for document in documents]
    pieces = [d[at : at + length] for d in documents for at in range(0, len(d) - length + 1, length)]
    text = b"".join(pieces)
    bits, _ = predictions(model, [byte_tensor(piece.decode("ascii")) for piece in pieces])
    return {
        "bytes": len(text),
        "model": round(bits.mean().item(), 5),
        "gzip -9": round(8 * len(gzip.compress(text, 9)) / len(text), 5),
        "xz -9": round(8 * len(lzma.compress(text, preset=9)) / len(text), 5),
        **{f"{order}-gram context": round(ngram_bits(training, text, order), 5) for order in NGRAM_ORDERS},
    }


if __name__ == "__main__":
    main()
