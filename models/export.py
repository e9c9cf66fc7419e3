"""Writes the model and its fixture from a checkpoint of `train.py`.

    python models/export.py --checkpoint FOLDER/checkpoint.pt
    python models/export.py --check

`model.safetensors` (float16, Hugging Face's names) and `config.json` make this folder one that
`transformers.LlamaForCausalLM.from_pretrained` loads; `--verify` does so and compares. The fixture holds what PyTorch
computes in float32 from the weights as they are in the file; `--check` computes it again and compares.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

from llama import Llama, LlamaConfig, rotation
from scores import byte_tensor

HERE = Path(__file__).parent
FIXTURE = HERE.parent / "test" / "fixtures" / "models" / "llama.json"
POSITIONS = (0, 1, 2, 3, 7, 15, 31, 63, 127, 255, 383, 511, 639, 767, 895, 1023)
LAYER, QUERY_HEAD = 1, 3
TOLERANCE = 1e-4
EARLY = 64
LATE_TOLERANCE = 2e-3


def main() -> None:
    arguments = parse_arguments()
    if arguments.checkpoint:
        export(arguments.checkpoint)
    if arguments.check:
        check_fixture(read_model(HERE))
    if arguments.verify:
        verify(read_model(HERE), first_lookup())


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=Path, help="write weights, config and fixture")
    parser.add_argument("--check", action="store_true", help="compare the fixture with what the weights give here")
    parser.add_argument("--verify", action="store_true", help="compare with transformers' LlamaForCausalLM")
    return parser.parse_args()


def export(checkpoint: Path) -> None:
    trained = torch.load(checkpoint, weights_only=True)
    weights = {name: weight.half().contiguous() for name, weight in trained["model"].items()}
    save_file(weights, HERE / "model.safetensors")
    (HERE / "config.json").write_text(json.dumps(LlamaConfig().hugging_face(), indent=2) + "\n")
    model = read_model(HERE)
    FIXTURE.parent.mkdir(parents=True, exist_ok=True)
    parts = fixture(model, first_lookup())
    lines = ",\n".join(f"  {json.dumps(name)}: {json.dumps(part)}" for name, part in parts.items())
    FIXTURE.write_text("{\n" + lines + "\n}\n")
    print(f"step {trained['step']}, {sum(p.numel() for p in model.parameters()):,} parameters")


def read_model(folder: Path) -> Llama:
    """The exported model, in float32."""
    model = Llama(LlamaConfig())
    model.load_state_dict({name: weight.float() for name, weight in load_file(folder / "model.safetensors").items()})
    return model.eval()


def first_lookup() -> str:
    return json.loads((HERE / "held-out.json").read_text())["lookup"][0]["passage"]


@torch.inference_mode()
def fixture(model: Llama, passage: str) -> dict[str, object]:
    """A passage, its logits at some positions, and there a query head of one layer with its key head, both rotated."""
    tokens = byte_tensor(passage)[None]
    queries, keys = rotated_heads(model, tokens)
    key_head = QUERY_HEAD // (model.config.num_attention_heads // model.config.num_key_value_heads)
    return {
        "madeBy": f"models/export.py, PyTorch {torch.__version__.split('+')[0]}",
        "passage": passage,
        "positions": list(POSITIONS),
        "layer": LAYER,
        "queryHead": QUERY_HEAD,
        "keyHead": key_head,
        "queries": digits(queries[0, QUERY_HEAD, POSITIONS, :]),
        "keys": digits(keys[0, key_head, POSITIONS, :]),
        "logits": digits(model(tokens, rotation(model.config, tokens.shape[1]))[0, POSITIONS, :]),
    }


def check_fixture(model: Llama) -> None:
    """Throws unless the fixture's numbers are what this machine computes, to `TOLERANCE`."""
    written = json.loads(FIXTURE.read_text())
    computed = fixture(model, written["passage"])
    for name in ("logits", "queries", "keys"):
        difference = (torch.tensor(written[name]) - torch.tensor(computed[name])).abs().max().item()
        if difference > TOLERANCE:
            raise AssertionError(f"check_fixture: {name} must agree to {TOLERANCE}, got a difference of {difference}")


def rotated_heads(model: Llama, tokens: Tensor) -> tuple[Tensor, Tensor]:
    """Queries and keys of layer `LAYER` after the rotary embedding."""
    by = rotation(model.config, tokens.shape[1])
    hidden = model.model.embed_tokens(tokens)
    for layer in model.model.layers[:LAYER]:
        hidden = layer(hidden, by)
    layer = model.model.layers[LAYER]
    return layer.self_attn.queries_and_keys(layer.input_layernorm(hidden), by)


def digits(rows: Tensor) -> list[list[float]]:
    """Seven significant digits, about what float32 holds."""
    return [[float(f"{number:.7g}") for number in row] for row in rows.tolist()]


@torch.inference_mode()
def verify(model: Llama, passage: str) -> None:
    """Throws unless transformers computes the same logits from the same files.

    Late in a passage the rounding of its rotary frequencies shows, so that less is asked there.
    """
    from transformers import LlamaForCausalLM

    reference, loading = LlamaForCausalLM.from_pretrained(HERE, dtype=torch.float32, output_loading_info=True)
    tokens = byte_tensor(passage)[None]
    logits = model(tokens, rotation(model.config, tokens.shape[1]))
    differences = (logits - reference(tokens).logits).abs()[0].amax(dim=-1)
    early, all_over = differences[:EARLY].max().item(), differences.max().item()
    print(f"largest difference from transformers: {all_over:.2g}, in the first {EARLY} bytes {early:.2g}; {loading}")
    if early > TOLERANCE or all_over > LATE_TOLERANCE:
        raise AssertionError(
            f"verify: logits must agree with transformers to {TOLERANCE} in the first {EARLY} bytes and to "
            f"{LATE_TOLERANCE} after them, got differences of {early} and {all_over}"
        )


if __name__ == "__main__":
    main()
