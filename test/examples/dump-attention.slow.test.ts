/**
 * The recipe that dumps a Hugging Face model's attention, with the real torch and transformers: needs a Python that has them
 * and safetensors, the first of NCSPARSE_PYTHON and python3; skipped where there is none.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const python = [process.env.NCSPARSE_PYTHON, "python3"].find(
  (one) => one !== undefined && spawnSync(one, ["-c", "import torch, transformers, safetensors"]).status === 0,
);

/** What NumPy says of each head of a class, and how far the dump is from the model's own attention. */
interface Expected {
  readonly heads: readonly Record<"sigma" | "entropy" | "participation" | "needed" | "mass", number>[];
  readonly error: number;
}

interface Measured {
  readonly heads: readonly {
    readonly sigma: { readonly median: number };
    readonly entropy: { readonly median: number };
    readonly participation: { readonly median: number };
    readonly needed: { readonly tv: { readonly median: number } };
    readonly windows: readonly { readonly k: number; readonly m: number }[];
  }[];
}

describe.skipIf(python === undefined)("dump_attention.py (needs torch, transformers and safetensors)", () => {
  const out = mkdtempSync(join(tmpdir(), "ncsparse-dump-"));
  afterAll(() => rmSync(out, { recursive: true, force: true }));
  let expected: Record<string, Expected> | undefined;
  const dumped = (): Record<string, Expected> => {
    if (expected !== undefined) return expected;
    const args = [join(root, "test/fixtures/examples/tiny_models.py"), join(root, "examples"), out];
    const { status, stdout, stderr } = spawnSync(python!, args, { encoding: "utf8" });
    expect(status, stderr).toBe(0);
    return (expected = JSON.parse(stdout) as Record<string, Expected>);
  };

  it.each(["llama", "qwen2", "qwen3", "mistral", "gpt2", "bert"])(
    "%s: measure says what NumPy says, to 1e-6",
    (name) => {
      const { heads, error } = dumped()[name]!;
      expect(error, "softmax of the dumped logits against the model's own attention").toBeLessThan(1e-5);
      const causal = name === "bert" ? [] : ["--causal"];
      const args = [
        join(root, "report/bin/ncsparse.js"),
        "measure",
        join(out, name),
        ...causal,
        "--rows",
        "1000",
        "--json",
      ];
      const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8", maxBuffer: 2 ** 26 });
      expect(status, stderr).toBe(0);
      const measured = (JSON.parse(stdout) as Measured).heads;
      expect(measured).toHaveLength(heads.length);
      measured.forEach((head, h) => {
        const numpy = heads[h]!;
        for (const key of ["sigma", "entropy", "participation"] as const) {
          expect(Math.abs(head[key].median / numpy[key] - 1), `head ${h}, ${key}`).toBeLessThan(1e-6);
        }
        expect(head.needed.tv.median, `head ${h}`).toBe(numpy.needed);
        expect(head.windows.find(({ k }) => k === 8)!.m, `head ${h}`).toBeCloseTo(numpy.mass, 6);
      });
    },
  );
});
