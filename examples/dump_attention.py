"""Writes the queries, keys and values of a Hugging Face model's attention, for `npx ncsparse measure`.

    python examples/dump_attention.py meta-llama/Llama-3.2-1B --text book.txt --out dump
    npx ncsparse measure dump --causal --html attention.html

Queries and keys are taken where attention is computed: after the rotary embedding, with as many key heads as the model has.
For Llama, Qwen, Mistral, GPT-2, BERT (leave out --causal) and whatever else calls transformers' attention interface. Needs
torch, transformers and safetensors.
"""

import argparse
from pathlib import Path

import torch
from safetensors.torch import save_file
from transformers import AttentionInterface, AutoModel, AutoTokenizer
from transformers.integrations.sdpa_attention import sdpa_attention_forward
from transformers.masking_utils import AttentionMaskInterface, sdpa_mask


def dump_attention(model: torch.nn.Module, tokens: torch.Tensor, out: Path, dtype: torch.dtype) -> None:
    """Runs the model once on tokens (1, n); writes a file a layer with q (1, heads, n, d), k and v (1, key heads, n, d)."""
    out.mkdir(parents=True, exist_ok=True)

    def attention(module, query, key, value, mask, scaling=None, **rest):
        width = query.shape[-1]
        scale = width**-0.5 if scaling is None else scaling
        # `measure` multiplies q . k by 1 / sqrt(d); another scale goes into the queries.
        q = query if scale == width**-0.5 else query * (scale * width**0.5)
        arrays = {f"layers.{module.layer_idx}.{name}": x.to(dtype).contiguous() for name, x in zip("qkv", (q, key, value))}
        save_file(arrays, out / f"layer-{module.layer_idx:03}.safetensors")
        return sdpa_attention_forward(module, query, key, value, mask, scaling=scaling, **rest)

    AttentionInterface.register("dump", attention)
    AttentionMaskInterface.register("dump", sdpa_mask)
    model.set_attn_implementation("dump")
    with torch.no_grad():
        model.eval()(tokens, use_cache=False)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", help="a name on the hub, or a folder")
    parser.add_argument("--text", type=Path, required=True, help="what the model reads")
    parser.add_argument("--tokens", type=int, default=2048, help="how much of it (default: 2048)")
    parser.add_argument("--out", type=Path, default=Path("dump"), help="folder of the files (default: dump)")
    parser.add_argument("--dtype", default="float32", choices=("float32", "bfloat16", "float16"), help="of the files")
    flags = parser.parse_args()
    tokens = AutoTokenizer.from_pretrained(flags.model)(flags.text.read_text(), return_tensors="pt")["input_ids"]
    model = AutoModel.from_pretrained(flags.model)
    dump_attention(model, tokens[:, : flags.tokens], flags.out, getattr(torch, flags.dtype))


if __name__ == "__main__":
    main()
