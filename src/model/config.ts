/** The shape of a model of Llama's architecture, without biases. */
export interface LlamaConfig {
  /** Tokens that there are. */
  readonly vocabulary: number;
  /** Entries of a token's vector between layers. */
  readonly width: number;
  /** Entries inside a feed-forward block. */
  readonly inner: number;
  readonly layers: number;
  /** Query heads. */
  readonly heads: number;
  /** Heads of keys and values; each serves heads / keyHeads query heads in succession. */
  readonly keyHeads: number;
  /** Entries of a query, key or value; even. */
  readonly headDim: number;
  /** Tokens that a passage may have. */
  readonly context: number;
  /** Base of the rotary embedding's frequencies. */
  readonly ropeTheta: number;
  /** What is added to the mean square under a norm's root. */
  readonly normEps: number;
  /** Whether the embedding serves as output weights too. */
  readonly tied: boolean;
}

/** What must stand in the file, where it stands at all, for the model to be the one that is computed here. */
const ONLY: Readonly<Record<string, unknown>> = {
  model_type: "llama",
  hidden_act: "silu",
  attention_bias: false,
  mlp_bias: false,
  rope_scaling: null,
};

/**
 * Reads the text of a `config.json` with the keys of Hugging Face's `LlamaConfig`, and its defaults where a key is missing.
 *
 * @throws RangeError if it is not JSON, a number is missing or does not fit, or the model is not a plain Llama
 */
export function parseConfig(text: string): LlamaConfig {
  const keys = parseObject(text);
  for (const [name, value] of Object.entries(ONLY)) requireValue(keys, name, value);
  const heads = count(keys, "num_attention_heads");
  const width = count(keys, "hidden_size");
  const config: LlamaConfig = {
    vocabulary: count(keys, "vocab_size"),
    width,
    inner: count(keys, "intermediate_size"),
    layers: count(keys, "num_hidden_layers"),
    heads,
    keyHeads: count(keys, "num_key_value_heads", heads),
    headDim: count(keys, "head_dim", width / heads),
    context: count(keys, "max_position_embeddings", 2048),
    ropeTheta: positive(rope(keys), "rope_theta", 10_000),
    normEps: positive(keys, "rms_norm_eps", 1e-6),
    tied: keys.tie_word_embeddings === true,
  };
  if (config.heads % config.keyHeads !== 0) refuse("num_key_value_heads", `divide ${heads} heads`, config.keyHeads);
  if (config.headDim % 2 !== 0) refuse("head_dim", "be even", config.headDim);
  return config;
}

type Keys = Readonly<Record<string, unknown>>;

function parseObject(text: string): Keys {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new RangeError("parseConfig: the text must be a JSON object, which it is not");
  }
  return value as Keys;
}

/** Where the base of the rotary embedding stands: later versions of Hugging Face's library keep it one storey down. */
function rope(keys: Keys): Keys {
  if (typeof keys.rope_parameters !== "object" || keys.rope_parameters === null) return keys;
  const parameters = keys.rope_parameters as Keys;
  requireValue(parameters, "rope_type", "default");
  return parameters;
}

function requireValue(keys: Keys, name: string, value: unknown): void {
  if (keys[name] !== undefined && keys[name] !== value) refuse(name, `be ${JSON.stringify(value)}`, keys[name]);
}

function count(keys: Keys, name: string, missing?: number): number {
  const value = keys[name] ?? missing;
  if (!Number.isInteger(value) || (value as number) < 1) refuse(name, "be an integer >= 1", value);
  return value as number;
}

function positive(keys: Keys, name: string, missing: number): number {
  const value = keys[name] ?? missing;
  if (typeof value !== "number" || !(value > 0 && value < Infinity)) refuse(name, "be finite and > 0", value);
  return value;
}

function refuse(name: string, requirement: string, value: unknown): never {
  throw new RangeError(
    `parseConfig: ${name} must ${requirement}, got ${value === undefined ? "nothing" : JSON.stringify(value)}`,
  );
}
