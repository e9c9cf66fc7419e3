/** The terms of the comparison: windows that cost what the constant one costs, and their factors alpha and beta. */
import { constantCost, logCost, powerCost, totalCost } from "../../bounds/claim-7.1.js";
import { equalCostWindows, shapeAt, type WindowShape } from "../../experiments/index.js";
import { boundChart, type ChartSpec, type SeriesColour } from "ncsparse-kit/figures";
import { CONSTANT, CONSTANTS, LENGTHS, POWERS } from "./samples.js";

/** The windows of the five strategies that cost what k0 = 32 costs, against the length. */
export function equalCostChart(): ChartSpec {
  const curve = (label: string, shape: WindowShape, colour: SeriesColour) => {
    const windows = equalCostWindows(shape, LENGTHS, CONSTANT);
    return { kind: "law" as const, label, colour, points: LENGTHS.map((n, i) => ({ x: n, y: windows[i]! })) };
  };
  return boundChart({
    series: [
      curve("constant", { kind: "constant" }, "vermillion"),
      curve("log", { kind: "log" }, "orange"),
      curve("C = 1/4", { kind: "power", C: 0.25 }, "sky"),
      curve("C = 1/2", { kind: "power", C: 0.5 }, "blue"),
      curve("C = 3/4", { kind: "power", C: 0.75 }, "green"),
    ],
    x: { title: "length $n$", scale: "log2" },
    y: { title: "window $k_n$", scale: "log2" },
    description:
      "Windows of equal cost against the length: the faster a window grows, the shorter it is at 256; all are near 32 at 4096.",
  });
}

/** alpha and beta for every constant, by the closed forms; null where a window would fall below 1. */
export interface FactorLine {
  readonly k0: number;
  readonly beta: number;
  readonly alpha: readonly (number | null)[]; // for C = 1/4, 1/2, 3/4
}

export function equalCostFactors(): FactorLine[] {
  return CONSTANTS.map((k0) => ({
    k0,
    beta: totalCost(constantCost, LENGTHS, { k: k0, d: 1 }) / totalCost(logCost, LENGTHS, { beta: 1, d: 1 }),
    alpha: POWERS.map((C) => {
      const alpha =
        totalCost(constantCost, LENGTHS, { k: k0, d: 1 }) / totalCost(powerCost, LENGTHS, { C, alpha: 1, d: 1 });
      return alpha * shapeAt({ kind: "power", C }, LENGTHS[0]!) < 1 ? null : alpha;
    }),
  }));
}
