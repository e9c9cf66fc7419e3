"""Trains the model on a processor: public-domain prose, and generated passages that reward looking things up.

    python models/train.py --data FOLDER --out FOLDER --steps 6000
    python models/train.py --data FOLDER --out FOLDER --steps 6000 --resume

What a step sees depends on the seed and the step's number alone. The learning rate is warmed up, kept, and taken to
zero over the last quarter of the steps, so that a run which has not come that far can be resumed with another number of
steps and ends as if it had been started with that. `curve.csv` grows beside the checkpoint.
"""

from __future__ import annotations

import argparse
import csv
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from corpus import SOURCES, read_corpus, training_part
from llama import Llama, LlamaConfig, rotation
from passages import Passage, cut_at_blanks, key_order, lookup_passage, prose_passage, repeated_string
from scores import HeldOut, copy_outcomes, lookup_outcomes, predictions, read_held_out

HERE = Path(__file__).parent
SEED = 240_402_690
BYTES_A_STEP = 4096
SHORT_CONTEXT = 256
SHORT_CONTEXT_STEPS = 1000
WARM_UP_STEPS = 100
DECAY_PART = 0.25
LEARNING_RATE = 4e-3
WEIGHT_DECAY = 0.1
LARGEST_GRADIENT_NORM = 1.0
SCORE_EVERY = 250
SAVE_EVERY = 250
RECORD_BYTES = 10
# The part of a batch's rows that each kind of passage has.
SHARES = {"prose": 0.50, "records in prose": 0.20, "records": 0.15, "repeated string": 0.15}


@dataclass
class State:
    """All that a checkpoint holds."""

    model: Llama
    optimizers: list[torch.optim.Optimizer]
    step: int = 0

    def save(self, path: Path) -> None:
        """Replaces the checkpoint whole or not at all."""
        optimizers = [optimizer.state_dict() for optimizer in self.optimizers]
        whole = {"step": self.step, "model": self.model.state_dict(), "optimizers": optimizers}
        torch.save(whole, path.with_suffix(".new"))
        os.replace(path.with_suffix(".new"), path)

    def load(self, path: Path) -> None:
        whole = torch.load(path, weights_only=True)
        self.step = whole["step"]
        self.model.load_state_dict(whole["model"])
        for optimizer, state in zip(self.optimizers, whole["optimizers"], strict=True):
            optimizer.load_state_dict(state)


def main() -> None:
    arguments = parse_arguments()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(SEED)
    arguments.out.mkdir(parents=True, exist_ok=True)
    model = Llama(LlamaConfig())
    state = State(model, optimizers_of(model))
    if arguments.resume:
        state.load(arguments.out / "checkpoint.pt")
    curve = Curve(arguments.out / "curve.csv", state.step)
    train(state, Data(arguments.data), read_held_out(HERE / "held-out.json"), curve, arguments)


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with the archives that corpus.py names")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoint.pt and curve.csv")
    parser.add_argument("--steps", type=int, required=True, help=f"steps in all, of {BYTES_A_STEP:,} bytes each")
    parser.add_argument("--minutes", type=float, default=float("inf"), help="stop and save after so long")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--resume", action="store_true", help="go on from checkpoint.pt")
    return parser.parse_args()


def optimizers_of(model: Llama) -> list[torch.optim.Optimizer]:
    """Muon for the matrices inside the layers, AdamW for the embedding and the norms."""
    matrices = [p for name, p in model.named_parameters() if name.endswith("_proj.weight")]
    others = [p for name, p in model.named_parameters() if not name.endswith("_proj.weight")]
    return [
        torch.optim.Muon(matrices, lr=LEARNING_RATE, weight_decay=WEIGHT_DECAY, adjust_lr_fn="match_rms_adamw"),
        torch.optim.AdamW(others, lr=LEARNING_RATE, betas=(0.9, 0.95), weight_decay=0.0),
    ]


def train(state: State, data: Data, held_out: HeldOut, curve: Curve, arguments: argparse.Namespace) -> None:
    stop = time.monotonic() + 60 * arguments.minutes
    losses: list[float] = []
    while state.step < arguments.steps and time.monotonic() < stop:
        losses.append(train_step(state, data, arguments.steps))
        if state.step % SCORE_EVERY == 0 or state.step == arguments.steps:
            curve.add(state.step, float(np.mean(losses)), scores(state.model, held_out))
            losses.clear()
        if state.step % SAVE_EVERY == 0:
            state.save(arguments.out / "checkpoint.pt")
    state.save(arguments.out / "checkpoint.pt")


def train_step(state: State, data: Data, steps: int) -> float:
    """One step; gives the mean loss in bits a predictable byte."""
    rate = LEARNING_RATE * rate_factor(state.step, steps)
    for optimizer in state.optimizers:
        for group in optimizer.param_groups:
            group["lr"] = rate
        optimizer.zero_grad(set_to_none=True)
    loss = batch_loss(state.model, *data.batch(state.step))
    loss.backward()
    torch.nn.utils.clip_grad_norm_(state.model.parameters(), LARGEST_GRADIENT_NORM)
    for optimizer in state.optimizers:
        optimizer.step()
    state.step += 1
    return loss.item() / np.log(2)


def rate_factor(step: int, steps: int) -> float:
    """Warm-up, then constant, then linearly to zero."""
    return min(1.0, (step + 1) / WARM_UP_STEPS, (steps - step) / (DECAY_PART * steps))


def batch_loss(model: Llama, tokens: Tensor, predictable: Tensor) -> Tensor:
    """Mean cross-entropy, in nats, of the bytes that can be predicted. bfloat16 halves the time of a step."""
    inputs, targets = tokens[:, :-1], tokens[:, 1:]
    with torch.autocast("cpu", torch.bfloat16):
        logits = model(inputs, rotation(model.config, inputs.shape[1]))
    losses = F.cross_entropy(logits.float().flatten(0, 1), targets.flatten(), reduction="none")
    weights = predictable[:, 1:].flatten().float()
    return (losses * weights).sum() / weights.sum()


class Data:
    """Batches of passages, each drawn from a stream of its step alone."""

    def __init__(self, folder: Path) -> None:
        self.texts = training_part(read_corpus(folder))
        self.shares = [SOURCES[name].share for name in self.texts]
        self.kinds: dict[str, Callable[[np.random.Generator, int], Passage]] = {
            "prose": lambda rng, length: prose_passage(np.frombuffer(self.prose(rng, length), dtype=np.uint8)),
            "records in prose": self.records_in_prose,
            "records": records,
            "repeated string": repeated,
        }

    def batch(self, step: int) -> tuple[Tensor, Tensor]:
        """(rows, context + 1) bytes, and which of them count."""
        rng = np.random.default_rng([SEED, step])
        context = SHORT_CONTEXT if step < SHORT_CONTEXT_STEPS else LlamaConfig().max_position_embeddings
        kinds = rng.choice(list(SHARES), BYTES_A_STEP // context, p=list(SHARES.values()))
        rows = [self.kinds[kind](rng, context + 1).cut(context + 1) for kind in kinds]
        tokens = np.stack([row.data for row in rows]).astype(np.int64)
        return torch.from_numpy(tokens), torch.from_numpy(np.stack([row.predictable for row in rows]))

    def prose(self, rng: np.random.Generator, length: int) -> bytes:
        text = self.texts[rng.choice(list(self.texts), p=self.shares)]
        at = int(rng.integers(len(text) - length))
        return text[at : at + length]

    def records_in_prose(self, rng: np.random.Generator, length: int) -> Passage:
        """Between a tenth and a half of the passage is records, each key one to four times on average."""
        slots = int(rng.integers(length // (10 * RECORD_BYTES), length // (2 * RECORD_BYTES))) + 1
        keys = max(1, int(slots / rng.uniform(1.3, 4)))
        prose = self.prose(rng, length)
        return lookup_passage(rng, key_order(rng, keys, slots), cut_at_blanks(rng, prose, slots + 1))


def records(rng: np.random.Generator, length: int) -> Passage:
    """Records and blanks alone."""
    slots = length // (RECORD_BYTES + 1) + 1
    keys = int(np.exp(rng.uniform(np.log(2), np.log(0.7 * slots))))
    return lookup_passage(rng, key_order(rng, keys, slots), [b" "] * (slots + 1))


def repeated(rng: np.random.Generator, length: int) -> Passage:
    """Periods from 8 bytes to half of the passage, as many from each octave."""
    return repeated_string(rng, int(np.exp(rng.uniform(np.log(8), np.log(length // 2)))), length)


def scores(model: Llama, held_out: HeldOut) -> tuple[float, float, float]:
    """Bits per byte, and the parts of the lookups and of the copied bytes that are right, on a part of the passages."""
    bits, _ = predictions(model, held_out.texts[::3])
    found = [right for _, right in lookup_outcomes(model, held_out.lookups[:16])]
    copied = [right for _, right in copy_outcomes(model, held_out.copies[::3])]
    return bits.mean().item(), float(np.mean(found)), float(np.mean(copied))


class Curve:
    """`curve.csv`: a row a score. Rows later than the step that a run goes on from are dropped."""

    HEADER = ("step", "bytes_seen", "train_bits_per_byte", "held_out_bits_per_byte", "lookup_accuracy", "copy_accuracy")

    def __init__(self, path: Path, step: int) -> None:
        self.path = path
        kept = [row for row in self.rows() if int(row[0]) <= step]
        self.write([self.HEADER, *kept])

    def rows(self) -> list[list[str]]:
        if not self.path.exists():
            return []
        with self.path.open(newline="") as file:
            return list(csv.reader(file))[1:]

    def write(self, rows: list[tuple[str, ...] | list[str]]) -> None:
        with self.path.open("w", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)

    def add(self, step: int, loss: float, score: tuple[float, float, float]) -> None:
        row = [str(step), str(step * BYTES_A_STEP), *(f"{number:.4f}" for number in (loss, *score))]
        self.write([self.HEADER, *self.rows(), row])
        print(time.strftime("%H:%M:%S"), *row, flush=True)


if __name__ == "__main__":
    main()
