import fc from "fast-check";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { formula } from "../../../src/kit/formula/formula.js";
import * as lemma from "../../../src/bounds/lemma-4.2.js";
import * as theorem from "../../../src/bounds/theorem-4.3.js";
import { unionQuantile } from "../../../src/bounds/union-quantile.js";
import { readTex } from "../../support/tex.js";

const FORMULAS = [
  unionQuantile,
  lemma.logitBound,
  lemma.rowSumBound,
  lemma.diagonalDeviation,
  lemma.everyLogitBound,
  lemma.rowMaximumLaw,
  theorem.epsPaper,
  theorem.epsJensen,
  theorem.epsOrder,
  theorem.epsTrivial,
  theorem.entryLaw,
];

describe("a formula", () => {
  it("sets fractions, roots, products and powers as a mathematician would", () => {
    const symbols = { delta: "\\delta" };
    const tex = (expression: string): string => formula({ name: "f", expression, symbols }).tex;
    expect(tex("sqrt(2 * ln(2 * m / delta))")).toBe("\\sqrt{2\\,\\ln\\!\\left(\\frac{2\\,m}{\\delta}\\right)}");
    expect(tex("(a - b) * c")).toBe("\\left(a - b\\right)\\,c");
    expect(tex("a - (b + c)")).toBe("a - \\left(b + c\\right)");
    expect(tex("a * 2")).toBe("a \\cdot 2");
    expect(tex("(a / b)^2")).toBe("\\left(\\frac{a}{b}\\right)^{2}");
    expect(tex("exp(-R)")).toBe("\\exp\\!\\left(-R\\right)");
  });

  it.each(FORMULAS.map((f) => [f.name, f] as const))("%s is TeX that the report reads", (_, f) => {
    expect(() => readTex(f.tex)).not.toThrow();
  });

  it("names the variables that it needs, and the one that is missing", () => {
    expect(theorem.epsPaper.variables).toEqual(["R", "delta", "k", "n"]);
    expect(() => theorem.epsPaper.evaluate({ n: 10, k: 1, R: 1 })).toThrow(
      "eps_paper: delta must be given, got undefined",
    );
  });

  it("refuses a value that is not a number", () => {
    const root = formula({ name: "root", expression: "sqrt(x)" });
    expect(() => root.evaluate({ x: -1 })).toThrow(/root: the value must be a number, got /);
  });

  it("refuses functions and syntax that it cannot display", () => {
    expect(() => formula({ name: "f", expression: "tan(x)" })).toThrow(
      "the function must be one that formulas know, got tan",
    );
    expect(() => formula({ name: "f", expression: "[1, 2]" })).toThrow("got ArrayNode");
  });

  it("has the same logarithm whether computed in doubles or in log space, to 1e-11", () => {
    const parameters = fc.record({
      n: fc.integer({ min: 3, max: 1e6 }),
      share: fc.double({ min: 0, max: 0.9, noNaN: true }),
      R: fc.double({ min: 0.01, max: 4, noNaN: true }),
      delta: fc.double({ min: 1e-6, max: 0.5, noNaN: true }),
    });
    fc.assert(
      fc.property(parameters, ({ n, share, R, delta }) => {
        const k = Math.max(1, Math.floor(share * (n - 1)));
        for (const f of [theorem.epsPaper, theorem.epsJensen, theorem.epsOrder, lemma.rowSumBound]) {
          const direct = Math.log(f.evaluate({ n, k, R, delta }));
          const viaLn = f.evaluateLn({ n: { ln: Math.log(n) }, k: { ln: Math.log(k) }, R, delta });
          expect(Math.abs(viaLn - direct)).toBeLessThanOrEqual(1e-11 * Math.max(1, Math.abs(direct)));
        }
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it("refuses the logarithm of a value that is not positive", () => {
    const difference = formula({ name: "difference", expression: "a - b" });
    expect(() => difference.evaluateLn({ a: 1, b: 2 })).toThrow("difference: the value must be positive, got sign -1");
  });
});

it("is the library's one user of mathjs, and loads it as one file", () => {
  const folder = fileURLToPath(new URL("../../../src/", import.meta.url));
  const sources = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (name) => name.endsWith(".ts") && !name.endsWith(".d.ts") && !/^(?:dist|node_modules)\b/.test(name),
  );
  const loading = sources.flatMap((name) =>
    [...readFileSync(join(folder, name), "utf8").matchAll(/^import (?!type ).* from "(mathjs[^"]*)";$/gm)].map(
      ([, module]) => [name, module],
    ),
  );
  expect(loading).toEqual([[join("kit", "formula", "formula.ts"), "mathjs/lib/browser/math.js"]]);
});
