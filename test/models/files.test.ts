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

interface Scores {
  bits_per_byte: number;
  bits_per_byte_by_position: { bits_per_byte: number }[];
  bits_per_byte_by_passage: number[];
  lookup_by_distance: { from: number; before: number; answers: number; right: number }[];
  whole_held_out_text: { model: number; "gzip -9": number };
}

describe("the model card", () => {
  const card = readFileSync(path("README.md"), "utf8");
  const scores = json("scores.json") as Scores;

  it("has the training curve of curve.csv", () => {
    const [, ...rows] = readFileSync(path("curve.csv"), "utf8").trimEnd().split("\n");
    for (const row of rows) {
      const [step, bytes, ...rest] = row.split(",");
      const cells = [Number(step).toLocaleString("en"), Number(bytes).toLocaleString("en"), ...rest];
      expect(card).toContain(`| ${cells.join(" | ")} |`);
    }
  });

  it("has the figures of scores.json", () => {
    const { model, "gzip -9": gzip } = scores.whole_held_out_text;
    const positions = scores.bits_per_byte_by_position.map((bin) => bin.bits_per_byte.toFixed(3));
    expect(card).toContain(`${scores.bits_per_byte.toFixed(3)} bits per byte:`);
    expect(card).toContain(`| bits per byte | ${positions.join(" | ")} |`);
    expect(card).toContain(`${model.toFixed(3)} bits per byte.`);
    expect(card).toContain(`gzip -9 ${gzip.toFixed(3)}`);
    for (const { from, before, answers, right } of scores.lookup_by_distance) {
      expect(card).toContain(`| ${from} to ${before - 1} | ${right} of ${answers} | ${(right / answers).toFixed(3)} |`);
    }
  });

  it("scores all that is held out", () => {
    const heldOut = json("held-out.json") as HeldOut;
    const answers = heldOut.lookup.flatMap((lookup) => lookup.answers);
    expect(scores.lookup_by_distance.reduce((sum, bin) => sum + bin.answers, 0)).toBe(answers.length);
    expect(scores.bits_per_byte_by_passage).toHaveLength(heldOut.text.length);
  });

  it("tells of lookups that succeed at every distance", () => {
    for (const { answers, right } of scores.lookup_by_distance) expect(right / answers).toBeGreaterThan(0.9);
  });
});

const models = fileURLToPath(new URL("../../models", import.meta.url));
const python = (...args: string[]): { status: number | null; stdout: string; stderr: string } =>
  spawnSync("python3", ["-B", ...args], { cwd: models, encoding: "utf8" });
const hasPackages = (names: string): boolean => python("-c", `import ${names}`).status === 0;

describe.runIf(hasPackages("numpy"))("NumPy", () => {
  it("gives letters that alternate one bit each without context, and none with a letter of it", () => {
    const bits = "[ngram_bits(b'ab' * 50_000, b'ab' * 500, order) for order in (0, 1)]";
    const { stdout } = python("-c", `from baselines import ngram_bits; print(${bits})`);
    const [without, one] = JSON.parse(stdout) as number[];
    expect(without).toBeCloseTo(1, 3);
    expect(one).toBeCloseTo(0, 2);
  });

  it("finds the answers that a passage's own records give", () => {
    const { stdout } = python(
      "-c",
      `import json, numpy as np
from passages import cut_at_blanks, key_order, lookup_passage
rng = np.random.default_rng(1)
passage = lookup_passage(rng, key_order(rng, 5, 20), cut_at_blanks(rng, b"of words " * 60, 21))
answers = [[a.at, a.source, bool(passage.predictable[a.at : a.at + 4].all())] for a in passage.answers]
print(json.dumps([passage.data.tobytes().decode(), int((~passage.predictable).sum()), answers]))`,
    );
    const [passage, unpredictable, answers] = JSON.parse(stdout) as [string, number, [number, number, boolean][]];
    const value = (at: number): string => passage.slice(at - 5, at + 4);
    expect(answers).toHaveLength(15);
    for (const [at, source, predictable] of answers) expect([value(at), predictable]).toEqual([value(source), true]);
    expect(unpredictable).toBe(20 * 4 + 5 * 4); // the mark and the key of each record, and the values of five keys
  });
});

describe.runIf(hasPackages("torch, safetensors, numpy"))("PyTorch", () => {
  it("computes the fixture's logits, queries and keys from the weights", () => {
    const { status, stderr } = python("export.py", "--check");
    expect(stderr).toBe("");
    expect(status).toBe(0);
  });
});
