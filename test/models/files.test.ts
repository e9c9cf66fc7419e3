/** What models/ holds fits together. Python is asked only where PyTorch is installed: tests and report train nothing. */
import { spawnSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const path = (name: string): string => fileURLToPath(new URL(`../../models/${name}`, import.meta.url));
const json = (name: string): unknown => JSON.parse(readFileSync(path(name), "utf8"));

interface Answer {
  at: number;
  source: number;
  length: number;
}
interface HeldOut {
  length: number;
  text: { source: string; passage: string }[];
  lookup: { passage: string; answers: Answer[] }[];
  copy: { passage: string; period: number }[];
}
type Sizes = Record<
  | "vocab_size"
  | "hidden_size"
  | "intermediate_size"
  | "num_hidden_layers"
  | "num_attention_heads"
  | "num_key_value_heads"
  | "head_dim",
  number
>;

/** The header of a safetensors file: eight bytes of length, and JSON. */
function header(name: string): Record<string, { dtype: string; shape: number[] }> {
  const file = readFileSync(path(name));
  const end = 8 + Number(file.readBigUInt64LE(0));
  const entries = JSON.parse(file.subarray(8, end).toString()) as Record<string, { dtype: string; shape: number[] }>;
  return Object.fromEntries(Object.entries(entries).filter(([key]) => key !== "__metadata__"));
}

function expectedShapes(config: Sizes): Record<string, number[]> {
  const { hidden_size: hidden, intermediate_size: inner, head_dim: head } = config;
  const queries = config.num_attention_heads * head;
  const keys = config.num_key_value_heads * head;
  const layer = {
    "input_layernorm.weight": [hidden],
    "mlp.down_proj.weight": [hidden, inner],
    "mlp.gate_proj.weight": [inner, hidden],
    "mlp.up_proj.weight": [inner, hidden],
    "post_attention_layernorm.weight": [hidden],
    "self_attn.k_proj.weight": [keys, hidden],
    "self_attn.o_proj.weight": [hidden, queries],
    "self_attn.q_proj.weight": [queries, hidden],
    "self_attn.v_proj.weight": [keys, hidden],
  };
  const layers = Array.from({ length: config.num_hidden_layers }, (_, index) =>
    Object.entries(layer).map(([name, shape]) => [`model.layers.${index}.${name}`, shape] as const),
  );
  return {
    "model.embed_tokens.weight": [config.vocab_size, hidden],
    "model.norm.weight": [hidden],
    ...Object.fromEntries(layers.flat()),
  };
}

describe("the model's files", () => {
  it("hold the tensors that config.json tells of, and no more, in float16", () => {
    const tensors = header("model.safetensors");
    expect(Object.fromEntries(Object.entries(tensors).map(([name, { shape }]) => [name, shape]))).toEqual(
      expectedShapes(json("config.json") as Sizes),
    );
    expect([...new Set(Object.values(tensors).map(({ dtype }) => dtype))]).toEqual(["F16"]);
  });

  it("are small", () => expect(statSync(path("model.safetensors")).size).toBeLessThan(4e6));
});

describe("the held-out passages", () => {
  const heldOut = json("held-out.json") as HeldOut;

  it("are ASCII of one length, so that a character is a byte", () => {
    for (const { passage } of [...heldOut.text, ...heldOut.lookup, ...heldOut.copy]) {
      expect(passage).toMatch(/^[\n -~]*$/);
      expect(passage).toHaveLength(heldOut.length);
    }
  });

  it("hold each key of a lookup twice, with one value, which is the answer", () => {
    for (const { passage, answers } of heldOut.lookup) {
      const records = [...passage.matchAll(/<([a-z]{3}):([a-z]{4})>/g)];
      const asked = answers.map(({ at, source, length }) => [
        passage.slice(at - 5, at + length),
        passage.slice(source - 5, source + length),
      ]);
      expect(records).toHaveLength(2 * answers.length);
      for (const [answer, source] of asked) expect(answer).toBe(source);
      expect(new Set(asked.map(([answer]) => answer!.slice(0, 5))).size).toBe(answers.length);
    }
  });

  it("repeat a copied line with its period", () => {
    for (const { passage, period } of heldOut.copy) {
      expect(passage.slice(period)).toBe(passage.slice(0, heldOut.length - period));
    }
  });
});

const hasTorch = spawnSync("python3", ["-c", "import torch, safetensors, numpy"]).status === 0;

describe.runIf(hasTorch)("PyTorch", () => {
  it("computes the fixture's logits, queries and keys from the weights", () => {
    const { status, stderr } = spawnSync("python3", [path("export.py"), "--check"], { encoding: "utf8" });
    expect(stderr).toBe("");
    expect(status).toBe(0);
  });
});
