/** The model in `models/` beside what PyTorch computes from it. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { crossEntropy, forward, readModel, type CapturedHead, type LanguageModel } from "../../src/model/index.js";
import { difference } from "./tiny-model.js";

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** As `models/export.py` writes it; rows of some positions of one passage. */
interface Fixture {
  readonly passage: string;
  readonly positions: readonly number[];
  readonly layer: number;
  readonly queryHead: number;
  readonly keyHead: number;
  readonly queries: readonly (readonly number[])[];
  readonly keys: readonly (readonly number[])[];
  readonly logits: readonly (readonly number[])[];
}

/** As `models/held_out.py` and `models/eval.py` write them, in part. */
interface HeldOut {
  readonly text: readonly { readonly passage: string }[];
}
interface Scores {
  readonly bits_per_byte_by_passage: readonly number[];
}

function read(path: string): unknown {
  return JSON.parse(readFileSync(at(path), "utf8"));
}

const bytesOf = (passage: string): Uint8Array => new TextEncoder().encode(passage);

/** The rows at some positions of (n, columns). */
function rowsAt(matrix: Float32Array, columns: number, positions: readonly number[]): number[] {
  return positions.flatMap((i) => Array.from(matrix.subarray(i * columns, (i + 1) * columns)));
}

let model: LanguageModel;
beforeAll(async () => {
  model = await readModel(at("models"));
});

describe("the trained model", () => {
  it("has PyTorch's logits to 1e-4, and its queries and keys after the rotary embedding", () => {
    const fixture = read("test/fixtures/models/llama.json") as Fixture;
    let captured: CapturedHead | undefined;
    const capture = (head: CapturedHead): void => {
      if (head.layer === fixture.layer && head.head === fixture.queryHead) captured = head;
    };
    const logits = forward(model, bytesOf(fixture.passage), { capture });
    const { vocabulary, headDim } = model.config;
    const worst = (actual: number[], expected: readonly number[]): number =>
      Math.max(...expected.map((x, i) => Math.abs(x - actual[i]!)));
    const { positions } = fixture;
    expect(worst(rowsAt(logits, vocabulary, positions), fixture.logits.flat())).toBeLessThan(1e-4);
    expect(captured?.keyHead).toBe(fixture.keyHead);
    expect(worst(rowsAt(captured!.queries, headDim, positions), fixture.queries.flat())).toBeLessThan(2e-5);
    expect(worst(rowsAt(captured!.keys, headDim, positions), fixture.keys.flat())).toBeLessThan(2e-5);
  });

  it("needs as many bits a byte for held-out passages as PyTorch found", () => {
    const passages = (read("models/held-out.json") as HeldOut).text;
    const expected = (read("models/scores.json") as Scores).bits_per_byte_by_passage;
    expect(expected).toHaveLength(passages.length);
    const chosen = [0, 40, 80];
    const actual = chosen.map((i) => {
      const bytes = bytesOf(passages[i]!.passage);
      const bits = crossEntropy(forward(model, bytes), bytes);
      return bits.reduce((sum, x) => sum + x, 0) / bits.length;
    });
    expect(
      difference(
        actual,
        chosen.map((i) => expected[i]!),
      ),
    ).toBeLessThan(1e-5);
  });
});
