/** Every loop over draws looks at its signal before each. */
import { describe, expect, it } from "vitest";
import { isotropicWeights } from "../../src/attention/weights.js";
import { entryAfterWindow } from "../../src/experiments/entry-after-window.js";
import { drawMatrices, forEachMatrix, type MatrixSetup } from "../../src/experiments/matrices.js";
import { outputErrors } from "../../src/experiments/output-errors.js";
import { forEachRow } from "../../src/experiments/rows.js";
import { rowScale } from "../../src/experiments/statistics.js";
import { windowExtremes } from "../../src/experiments/window-extremes.js";
import { forEachSample } from "../../src/claims/limit-law/rows.js";
import { sampleCounts } from "../../src/claims/theorem-5.1/samples.js";
import { readSession } from "../../src/kit/notebook/session.js";

const DRAWS = 5;
const setup: MatrixSetup = { n: 8, input: "gaussian", inputScale: 1, weights: isotropicWeights(4) };
const law = { n: 50, scale: { sigma: 1 } };

const LOOPS: Readonly<Record<string, (signal: AbortSignal) => unknown>> = {
  forEachMatrix: (signal) => forEachMatrix(1, ["s"], setup, DRAWS, () => undefined, signal),
  drawMatrices: (signal) => drawMatrices(1, ["s"], setup, DRAWS, { R: rowScale }, signal),
  forEachRow: (signal) => forEachRow(1, ["s"], setup, DRAWS, () => undefined, signal),
  entryAfterWindow: (signal) => entryAfterWindow(1, ["s"], setup, DRAWS, [1], [2], signal),
  windowExtremes: (signal) => windowExtremes(1, ["s"], setup, DRAWS, [1], [2], signal),
  outputErrors: (signal) => outputErrors(1, ["s"], { n: 8, d: 4 }, DRAWS, [1], [2], signal),
  forEachSample: (signal) =>
    forEachSample({ ...law, windows: [2] }, DRAWS, { seed: 1, signal }, ["s"], () => undefined),
  sampleCounts: (signal) => sampleCounts({ ...readSession({}), signal }, ["s"], law, [0.1], DRAWS),
};

/** A signal that is aborted when it is asked for the time number `at`. */
function abortedAt(at: number): { signal: AbortSignal; asked: () => number } {
  let asked = 0;
  const throwIfAborted = (): void => {
    if (++asked === at) throw new Error("stopped");
  };
  return { signal: { throwIfAborted } as AbortSignal, asked: () => asked };
}

describe.each(Object.entries(LOOPS))("%s", (_, run) => {
  it("asks its signal before each draw, and stops where it is aborted", () => {
    const never = abortedAt(Infinity);
    run(never.signal);
    expect(never.asked()).toBe(DRAWS);
    const third = abortedAt(3);
    expect(() => run(third.signal)).toThrow("stopped");
    expect(third.asked()).toBe(3);
  });
});
