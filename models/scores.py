"""How well a model does on held-out passages: bits per byte, and what it retrieves.

A model reads a passage of n bytes once; its logits at byte i are its prediction of byte i + 1, so that bytes 1 to n - 1
are scored and byte 0 is given.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from llama import Llama, rotation
from passages import Answer

BATCH = 8


@dataclass(frozen=True)
class Lookup:
    passage: Tensor
    answers: list[Answer]


@dataclass(frozen=True)
class Copy:
    passage: Tensor
    period: int


@dataclass(frozen=True)
class HeldOut:
    """What `held-out.json` holds, as byte tensors of one length."""

    texts: list[Tensor]
    sources: list[str]
    lookups: list[Lookup]
    copies: list[Copy]


def read_held_out(path: Path) -> HeldOut:
    parts = json.loads(path.read_text())
    return HeldOut(
        texts=[byte_tensor(item["passage"]) for item in parts["text"]],
        sources=[item["source"] for item in parts["text"]],
        lookups=[Lookup(byte_tensor(i["passage"]), [Answer(**a) for a in i["answers"]]) for i in parts["lookup"]],
        copies=[Copy(byte_tensor(item["passage"]), item["period"]) for item in parts["copy"]],
    )


def byte_tensor(text: str) -> Tensor:
    return torch.from_numpy(np.frombuffer(text.encode("ascii"), dtype=np.uint8).astype(np.int64))


@torch.inference_mode()
def predictions(model: Llama, passages: list[Tensor]) -> tuple[Tensor, Tensor]:
    """Of bytes 1 to n - 1 of each passage: the bits that the byte cost, and whether it was the likeliest."""
    by = rotation(model.config, len(passages[0]))
    bits, hits = [], []
    for start in range(0, len(passages), BATCH):
        batch = torch.stack(passages[start : start + BATCH])
        logits = model(batch, by).float()[:, :-1]
        targets = batch[:, 1:]
        bits.append(F.cross_entropy(logits.transpose(1, 2), targets, reduction="none") / math.log(2))
        hits.append(logits.argmax(dim=-1) == targets)
    return torch.cat(bits), torch.cat(hits)


def lookup_outcomes(model: Llama, lookups: list[Lookup]) -> list[tuple[int, bool]]:
    """Of each answer: its distance, and whether every byte of the value was the likeliest, given those before it."""
    _, hits = predictions(model, [lookup.passage for lookup in lookups])
    return [
        (answer.distance, bool(hits[row, answer.at - 1 : answer.at - 1 + answer.length].all()))
        for row, lookup in enumerate(lookups)
        for answer in lookup.answers
    ]


def copy_outcomes(model: Llama, copies: list[Copy]) -> list[tuple[int, float]]:
    """Of each passage: its period, and the part of the bytes after the first period that were the likeliest."""
    _, hits = predictions(model, [copy.passage for copy in copies])
    return [(copy.period, hits[row, copy.period :].double().mean().item()) for row, copy in enumerate(copies)]
