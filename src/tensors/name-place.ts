/** What an array's name says of it: which role it has in attention, and of which layer, batch and head it is. */

/** What an array is in attention. */
export type ArrayRole = "q" | "k" | "v" | "logits" | "probabilities";

/** Where an array stands in a model, as far as its name says. */
export interface Place {
  readonly layer?: number;
  readonly batch?: number;
  readonly head?: number;
}

/** Tells an array's place by its name; undefined where it has another role. */
export type NameReader = (name: string) => Place | undefined;

const WORDS: Readonly<Record<ArrayRole, readonly string[]>> = {
  q: ["q", "query", "queries"],
  k: ["k", "key", "keys"],
  v: ["v", "value", "values"],
  logits: ["logits", "logit", "scores"],
  probabilities: ["probabilities", "probs", "attentions", "attention", "attn", "weights"],
};

/** What a number counts, by the word before it. */
const COORDINATES: ReadonlyMap<string, keyof Place> = new Map([
  ["layer", "layer"],
  ["layers", "layer"],
  ["block", "layer"],
  ["blocks", "layer"],
  ["batch", "batch"],
  ["head", "head"],
  ["heads", "head"],
]);

/**
 * Names whose last word is the role's: `q`, `layers.3.q`, `layer_3/query`, `model.layers.3.attn.q`, `q_3`, `layer3_head5_q`.
 * Words end at . _ - / and between letters and digits. A number after layer, block, batch or head is that; the only other
 * number is the layer.
 */
export function usualNames(role: ArrayRole): NameReader {
  return (name) => {
    const words = name.toLowerCase().match(/[a-z]+|\d+/g) ?? [];
    const last = words.findLast((word) => !isNumber(word));
    if (last === undefined || !WORDS[role].includes(last)) return undefined;
    const place: { -readonly [key in keyof Place]: Place[key] } = {};
    const others: number[] = [];
    for (const [i, word] of words.entries()) {
      if (!isNumber(word)) continue;
      const coordinate = COORDINATES.get(words[i - 1] ?? "");
      if (coordinate === undefined) others.push(Number(word));
      else place[coordinate] = Number(word);
    }
    if (others.length === 1 && place.layer === undefined) place.layer = others[0]!;
    return place;
  };
}

function isNumber(word: string): boolean {
  return /^\d/.test(word);
}

const PLACEHOLDERS = ["layer", "batch", "head"] as const;

/**
 * Names of a pattern: {layer}, {batch} and {head} stand for numbers, * for anything, all else for itself.
 *
 * @throws RangeError for another placeholder, or one that comes twice
 */
export function namesLike(pattern: string): NameReader {
  const seen = new Set<string>();
  const parts = pattern.split(/(\{[^{}]*\}|\*)/).map((part) => {
    if (part === "*") return ".*";
    if (!part.startsWith("{")) return part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    const placeholder = PLACEHOLDERS.find((one) => part === `{${one}}`);
    if (placeholder === undefined || seen.has(placeholder)) {
      throw new RangeError(
        `headsOf: a name's placeholders must be {layer}, {batch} and {head}, once each, got ${pattern}`,
      );
    }
    seen.add(placeholder);
    return `(?<${placeholder}>\\d+)`;
  });
  const expression = new RegExp(`^${parts.join("")}$`, "s");
  return (name) => {
    const match = expression.exec(name);
    if (match === null) return undefined;
    return Object.fromEntries(Object.entries(match.groups ?? {}).map(([key, digits]) => [key, Number(digits)]));
  };
}
