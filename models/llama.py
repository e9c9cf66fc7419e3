"""A causal transformer of Llama's architecture over bytes, as small as this report needs it.

Its modules carry the names of Hugging Face's `LlamaForCausalLM`, so that a state dict of one is a state dict of the
other: RMS norm before each block, rotary embedding in the half-split layout, grouped queries, SwiGLU, tied embedding.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

INITIAL_DEVIATION = 0.02


@dataclass(frozen=True)
class LlamaConfig:
    """The shape of a model, under the keys of Hugging Face's `LlamaConfig`."""

    vocab_size: int = 256
    hidden_size: int = 128
    intermediate_size: int = 344
    num_hidden_layers: int = 4
    num_attention_heads: int = 4
    num_key_value_heads: int = 2
    head_dim: int = 32
    max_position_embeddings: int = 1024
    rope_theta: float = 10_000.0
    rms_norm_eps: float = 1e-5

    def hugging_face(self) -> dict[str, object]:
        """What `config.json` holds."""
        return {
            "architectures": ["LlamaForCausalLM"],
            "model_type": "llama",
            **asdict(self),
            "hidden_act": "silu",
            "attention_bias": False,
            "mlp_bias": False,
            "tie_word_embeddings": True,
            "bos_token_id": None,
            "eos_token_id": None,
            "dtype": "float16",
        }


Rotation = tuple[Tensor, Tensor]


def rotation(config: LlamaConfig, length: int) -> Rotation:
    """Cosines and sines of the rotary angles, each `length` x `head_dim`.

    Position t turns pair i by t theta^(-2i/head_dim). The angles are computed in float64: with frequencies rounded to
    float32, as transformers has them, the fourth decimal of logits at position 1,000 is another.
    """
    pairs = torch.arange(0, config.head_dim, 2, dtype=torch.float64)
    frequencies = config.rope_theta ** (-pairs / config.head_dim)
    angles = torch.arange(length, dtype=torch.float64)[:, None] * frequencies
    both_halves = torch.cat([angles, angles], dim=-1)
    return both_halves.cos().float(), both_halves.sin().float()


def rotate(vectors: Tensor, by: Rotation) -> Tensor:
    """Rotary embedding of (..., length, head_dim): entry i is paired with entry i + head_dim / 2."""
    cosines, sines = by
    first, second = vectors.chunk(2, dim=-1)
    return vectors * cosines + torch.cat([-second, first], dim=-1) * sines


class Attention(nn.Module):
    """Causal attention; each key head serves num_attention_heads / num_key_value_heads consecutive query heads."""

    def __init__(self, config: LlamaConfig) -> None:
        super().__init__()
        self.head_dim = config.head_dim
        self.group = config.num_attention_heads // config.num_key_value_heads
        queries, keys = config.num_attention_heads * config.head_dim, config.num_key_value_heads * config.head_dim
        self.q_proj = nn.Linear(config.hidden_size, queries, bias=False)
        self.k_proj = nn.Linear(config.hidden_size, keys, bias=False)
        self.v_proj = nn.Linear(config.hidden_size, keys, bias=False)
        self.o_proj = nn.Linear(queries, config.hidden_size, bias=False)

    def heads(self, projected: Tensor) -> Tensor:
        """(batch, length, heads * head_dim) -> (batch, heads, length, head_dim)."""
        return projected.unflatten(-1, (-1, self.head_dim)).transpose(1, 2)

    def queries_and_keys(self, hidden: Tensor, by: Rotation) -> tuple[Tensor, Tensor]:
        """Queries and keys after the rotary embedding, a head each."""
        return rotate(self.heads(self.q_proj(hidden)), by), rotate(self.heads(self.k_proj(hidden)), by)

    def forward(self, hidden: Tensor, by: Rotation) -> Tensor:
        queries, keys = self.queries_and_keys(hidden, by)
        values = self.heads(self.v_proj(hidden)).to(queries.dtype)
        mixed = F.scaled_dot_product_attention(
            queries,
            keys.repeat_interleave(self.group, dim=1),
            values.repeat_interleave(self.group, dim=1),
            is_causal=True,
        )
        return self.o_proj(mixed.transpose(1, 2).flatten(2))


class FeedForward(nn.Module):
    """SwiGLU."""

    def __init__(self, config: LlamaConfig) -> None:
        super().__init__()
        self.gate_proj = nn.Linear(config.hidden_size, config.intermediate_size, bias=False)
        self.up_proj = nn.Linear(config.hidden_size, config.intermediate_size, bias=False)
        self.down_proj = nn.Linear(config.intermediate_size, config.hidden_size, bias=False)

    def forward(self, hidden: Tensor) -> Tensor:
        return self.down_proj(F.silu(self.gate_proj(hidden)) * self.up_proj(hidden))


class Layer(nn.Module):
    def __init__(self, config: LlamaConfig) -> None:
        super().__init__()
        self.input_layernorm = nn.RMSNorm(config.hidden_size, eps=config.rms_norm_eps)
        self.self_attn = Attention(config)
        self.post_attention_layernorm = nn.RMSNorm(config.hidden_size, eps=config.rms_norm_eps)
        self.mlp = FeedForward(config)

    def forward(self, hidden: Tensor, by: Rotation) -> Tensor:
        hidden = hidden + self.self_attn(self.input_layernorm(hidden), by)
        return hidden + self.mlp(self.post_attention_layernorm(hidden))


class Trunk(nn.Module):
    """Everything but the head; Hugging Face calls it `model`."""

    def __init__(self, config: LlamaConfig) -> None:
        super().__init__()
        self.embed_tokens = nn.Embedding(config.vocab_size, config.hidden_size)
        self.layers = nn.ModuleList(Layer(config) for _ in range(config.num_hidden_layers))
        self.norm = nn.RMSNorm(config.hidden_size, eps=config.rms_norm_eps)


class Llama(nn.Module):
    """Bytes (batch, length) -> logits of the byte after each (batch, length, 256)."""

    def __init__(self, config: LlamaConfig) -> None:
        super().__init__()
        self.config = config
        self.model = Trunk(config)
        self.apply(initialise)

    def forward(self, tokens: Tensor, by: Rotation) -> Tensor:
        hidden = self.model.embed_tokens(tokens)
        for layer in self.model.layers:
            hidden = layer(hidden, by)
        return F.linear(self.model.norm(hidden), self.model.embed_tokens.weight)


def initialise(module: nn.Module) -> None:
    """Normal weights of one small deviation, as Llama's; norms begin at one."""
    if isinstance(module, (nn.Linear, nn.Embedding)):
        nn.init.normal_(module.weight, std=INITIAL_DEVIATION)
