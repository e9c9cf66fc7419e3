import { describe, expect, it } from "vitest";
import { forward, parseConfig, readModel, type LlamaConfig } from "../../src/model/index.js";
import { safetensorsBytes, TestFolder } from "../tensors/files.js";
import { hubConfig, TINY, tinyArrays, tinyFile, tinyModel, tinyTokens } from "./tiny-model.js";

const root = new TestFolder();
let folders = 0;

/** A folder with these files. */
function folder(files: Readonly<Record<string, string | Uint8Array>>): string {
  const name = `m${folders++}`;
  for (const [file, content] of Object.entries(files)) root.write(`${name}/${file}`, content);
  return root.path(name);
}

const CONFIG = JSON.stringify(hubConfig());
const tokens = tinyTokens(9);

describe("readModel", () => {
  it.each<LlamaConfig>([TINY, { ...TINY, tied: false }])(
    "reads what Hugging Face's library saves, tied: $tied",
    async (config) => {
      const path = folder({
        "config.json": JSON.stringify(hubConfig(config)),
        "model.safetensors": tinyFile(tinyArrays(config)),
      });
      const model = await readModel(path);
      expect(model.config).toEqual(config);
      expect(forward(model, tokens)).toEqual(forward(tinyModel(config), tokens));
    },
  );

  it("reads several files as one", async () => {
    const arrays = [...tinyArrays()];
    const path = folder({
      "config.json": CONFIG,
      "model-00001-of-00002.safetensors": tinyFile(new Map(arrays.slice(0, 5))),
      "model-00002-of-00002.safetensors": tinyFile(new Map(arrays.slice(5))),
    });
    expect(forward(await readModel(path), tokens)).toEqual(forward(tinyModel(), tokens));
  });

  it.each([
    // 1.5, -2, the largest float16 and its smallest positive number; much the same bits as bfloat16
    { dtype: "F16", bits: [0x3e00, 0xc000, 0x7bff, 0x0001], expected: [1.5, -2, 65504, 2 ** -24] },
    { dtype: "BF16", bits: [0x3fc0, 0xc000, 0x7f7f, 0x0080], expected: [1.5, -2, (2 - 2 ** -7) * 2 ** 127, 2 ** -126] },
  ])("widens $dtype without loss", async ({ dtype, bits, expected }) => {
    const narrow = [...tinyArrays()].map(([name, { shape, data }]) => {
      const words = Uint16Array.from(data, (_, i) => bits[i % bits.length]!);
      return [name, { shape, dtype, data: new Uint8Array(words.buffer) }] as const;
    });
    const bytes = safetensorsBytes(Object.fromEntries(narrow));
    const model = await readModel(folder({ "config.json": CONFIG, "model.safetensors": bytes }));
    expect([...model.embedding.subarray(0, 4)]).toEqual(expected);
    expect([...model.norm.subarray(16)]).toEqual(expected);
    expect([...model.layers[1]!.down.subarray(536)]).toEqual(expected);
  });
});

function withArrays(change: (arrays: ReturnType<typeof tinyArrays>) => void): Uint8Array {
  const arrays = tinyArrays();
  change(arrays);
  return tinyFile(arrays);
}

const LAST = "model.norm.weight";
const BIAS = "model.layers.0.self_attn.q_proj.bias";
const whole = tinyFile();

describe("readModel refuses, in one line that names the file,", () => {
  it.each<{ what: string; weights: Uint8Array; message: string }>([
    {
      what: "a file cut in its header",
      weights: whole.subarray(0, 100),
      message: `openTensors: FOLDER/w.safetensors: the header must have 92 bytes or fewer, got`,
    },
    {
      what: "a file cut at its end",
      weights: whole.subarray(0, -1),
      message: `openTensors: FOLDER/w.safetensors: ${LAST}: the entries must end within the file's`,
    },
    {
      what: "a number that is none",
      weights: withArrays((arrays) => (arrays.get(LAST)!.data[7] = NaN)),
      message: `readRows: FOLDER/w.safetensors: ${LAST}: entries must be finite, got NaN at row 0, column 7`,
    },
    {
      what: "a missing array",
      weights: withArrays((arrays) => arrays.delete(LAST)),
      message: `readModel: FOLDER: modelOf: ${LAST} must be there, and is missing`,
    },
    {
      what: "an array of another shape",
      weights: withArrays((arrays) => arrays.set(LAST, { shape: [4, 5], data: new Float32Array(20) })),
      message: `readModel: FOLDER: modelOf: ${LAST} must be (20), got (4, 5)`,
    },
    {
      what: "an array that a Llama does not have",
      weights: withArrays((arrays) => arrays.set(BIAS, { shape: [60], data: new Float32Array(60) })),
      message: `readModel: FOLDER: modelOf: arrays must have a place in the model, got ${BIAS}`,
    },
  ])("$what", async ({ weights, message }) => {
    const path = folder({ "config.json": CONFIG, "w.safetensors": weights });
    const error = await readModel(path).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(RangeError);
    expect((error as Error).message).toContain(message.replace("FOLDER", path));
    expect((error as Error).message).not.toContain("\n");
  });

  it("a folder without weights, without a config, and none", async () => {
    const bare = folder({ "config.json": CONFIG });
    await expect(readModel(bare)).rejects.toThrow(`openTensors: ${bare}: the folder must hold`);
    const unnamed = folder({ "w.safetensors": whole });
    await expect(readModel(unnamed)).rejects.toThrow(`readModel: ${unnamed}/config.json: ENOENT`);
    await expect(readModel(root.path("none"))).rejects.toThrow(
      `readModel: ${root.path("none", "config.json")}: ENOENT`,
    );
  });
});

describe("parseConfig", () => {
  const parse = (change: Record<string, unknown>): LlamaConfig =>
    parseConfig(JSON.stringify({ ...hubConfig(), ...change }));

  it("takes Hugging Face's defaults for what is left out", () => {
    const missing = ["num_key_value_heads", "head_dim", "max_position_embeddings", "rope_theta", "rms_norm_eps"];
    const left = Object.fromEntries([...missing, "tie_word_embeddings"].map((name) => [name, undefined]));
    expect(parse({ ...left, hidden_size: 24 })).toMatchObject({
      keyHeads: 6,
      headDim: 4,
      context: 2048,
      ropeTheta: 10_000,
      normEps: 1e-6,
      tied: false,
    });
  });

  it("finds the base of the frequencies where newer versions keep it", () => {
    const parameters = { rope_type: "default", rope_theta: 77 };
    expect(parse({ rope_theta: undefined, rope_parameters: parameters }).ropeTheta).toBe(77);
    expect(() => parse({ rope_parameters: { ...parameters, rope_type: "yarn" } })).toThrow(
      'parseConfig: rope_type must be "default", got "yarn"',
    );
  });

  it.each([
    { change: { model_type: "gpt2" }, message: 'model_type must be "llama", got "gpt2"' },
    { change: { hidden_act: "gelu" }, message: 'hidden_act must be "silu", got "gelu"' },
    { change: { attention_bias: true }, message: "attention_bias must be false, got true" },
    { change: { mlp_bias: true }, message: "mlp_bias must be false, got true" },
    { change: { rope_scaling: { factor: 2 } }, message: 'rope_scaling must be null, got {"factor":2}' },
    { change: { hidden_size: undefined }, message: "hidden_size must be an integer >= 1, got nothing" },
    { change: { vocab_size: 0 }, message: "vocab_size must be an integer >= 1, got 0" },
    { change: { num_hidden_layers: "2" }, message: 'num_hidden_layers must be an integer >= 1, got "2"' },
    { change: { num_key_value_heads: 4 }, message: "num_key_value_heads must divide 6 heads, got 4" },
    { change: { head_dim: 5 }, message: "head_dim must be even, got 5" },
    { change: { head_dim: undefined }, message: "head_dim must be an integer >= 1, got 3.3333333333333335" },
    { change: { rms_norm_eps: 0 }, message: "rms_norm_eps must be finite and > 0, got 0" },
    { change: { rope_theta: "many" }, message: 'rope_theta must be finite and > 0, got "many"' },
  ])("refuses: $message", ({ change, message }) => {
    expect(() => parse(change)).toThrow(new RangeError(`parseConfig: ${message}`));
  });

  it.each(["", "{", "[]", "null", "7"])("refuses what is no JSON object: %s", (text) => {
    expect(() => parseConfig(text)).toThrow(
      new RangeError("parseConfig: the text must be a JSON object, which it is not"),
    );
  });
});
