import type { BigNumber } from "mathjs";
import mathjs from "mathjs/lib/browser/math.js";
import { describe, expect, it } from "vitest";
import { measureRows } from "../../src/attention/index.js";
import type { Precision } from "../../src/kernels/index.js";

/** Against 64-digit arithmetic: softmax, sort and the definitions of the errors, without the identities. */
const math = mathjs.create({ number: "BigNumber", precision: 64 });
const big = (x: number): BigNumber => math.bignumber(String(x));
const sum = (terms: BigNumber[]): BigNumber => terms.reduce((a, b) => a.plus(b), math.bignumber(0));

const TOLERANCE: Readonly<Record<Precision, number>> = { float32: 5e-6, float64: 1e-12 };

// Binary fractions, so that both precisions hold them exactly.
const ROWS: Readonly<Record<string, number[]>> = {
  ordinary: [2, 1, 0, -1, 0.5, -2, 1.25, -0.75, 0.125],
  "tails of 1e-13": [30, 29.5, 0, -1, 0.25],
  "around +700": [700, 699, 698.5, 690, 650],
  "around -700": [-700, -699, -698.5, -690, -650],
  "around 1e4": [1e4, 9999.5, 9990, 9980, 9950],
  "around -1e4": [-1e4, -9999.5, -9990, -9980, -9950],
  "a single one": [3.5],
};

function exactRow(logits: number[], k: number): Record<string, BigNumber> {
  const weights = logits.map((z) => math.exp(big(z))).sort((a, b) => b.cmp(a));
  const total = sum(weights);
  const p = weights.map((w) => w.div(total));
  const mass = sum(p.slice(0, k));
  const errors = p.map((x, j) => (j < k ? x.div(mass).minus(x) : x).abs());
  return {
    lnSum: math.log(total),
    largest: p[0]!,
    participation: math.bignumber(1).div(sum(p.map((x) => x.pow(2)))),
    entropy: sum(p.map((x) => x.times(math.log(x)))).neg(),
    mass,
    tail: sum(p.slice(k)),
    l1: sum(errors),
    l2: sum(errors.map((e) => e.pow(2))).sqrt(),
    linf: errors.reduce((a, b) => (a.cmp(b) >= 0 ? a : b)) /* math.max compares with a tolerance */,
    kl: math.log(mass).neg(),
    next: p[k] ?? math.bignumber(0),
  };
}

describe.each(["float32", "float64"] as const)("a row in %s against 64 digits", (precision) => {
  it.each(Object.entries(ROWS))("%s", (_, logits) => {
    const windows = logits.map((_, k) => k + 1);
    const row = measureRows(
      { kind: "logits", keys: logits.length, logits: Float64Array.from(logits) },
      { windows, thresholds: [] },
      precision,
    );
    for (const k of windows) {
      for (const [name, expected] of Object.entries(exactRow(logits, k))) {
        const column = row[name as "tail"];
        const actual = column[column.length === 1 ? 0 : k - 1]!;
        const scale = expected.abs().toNumber() < 1e-60 ? 1 : expected.abs().toNumber(); // 0 up to the reference's digits
        const error = big(actual).minus(expected).abs().toNumber() / scale;
        expect(error, `k = ${k}: ${name} = ${actual}, exactly ${expected.toPrecision(20)}`).toBeLessThan(
          TOLERANCE[precision],
        );
      }
    }
  });

  it("gives 0 beyond the cut-off and the rest in full", () => {
    const row = measureRows(
      { kind: "logits", keys: 3, logits: Float64Array.of(1e4, -1e4, 1e4) },
      { windows: [1, 2], thresholds: [0] },
      precision,
    );
    expect([row.largest[0], row.tail[0], row.tail[1], row.next[1], row.above[0]]).toEqual([0.5, 0.5, 0, 0, 2]);
  });
});
