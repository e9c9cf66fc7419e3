import { describe, expect, it } from "vitest";
import {
  growingChart,
  LANGUAGE_MODEL_HEADER,
  languageModelTable,
  retrievalChart,
  windowLossChart,
} from "../../../src/claims/language-model/figures.js";
import type { Context } from "../../../src/kit/claims/claim.js";
import { readSession } from "../../../src/kit/notebook/session.js";
import type { InputScore } from "../../../src/model/windows/index.js";

/** What stands in a draw set's name of this family. */
type SetName = [
  path: [string, string, kind: string, mixture: string],
  reading: [number, number, ...(string | number)[]],
];

/**
 * Scores that were never measured: prose costs 1 bit a byte under exact attention and 1.5 under windows; a growing window
 * costs 0.3 more on short inputs and 0.1 less on long ones. Of two answers the far one is found under exact attention alone.
 */
function inventedScores(key: string): InputScore[][] {
  const [, [n, units, method, , growth]] = JSON.parse(key) as SetName;
  const grows = typeof growth === "number" && growth > 0;
  const prose = method === "exact" ? 1 : 1.5 + (grows ? (n === 128 ? 0.3 : -0.1) : 0);
  const answers = [20, 300].map((distance) => ({
    distance,
    bits: prose,
    right: distance === 20 || method === "exact",
  }));
  const inputs = Array<InputScore>(512 / n).fill({ prose, answers, kept: 8 * n });
  return Array.from({ length: units }, () => inputs);
}

const memo = (key: string): unknown => Promise.resolve(inventedScores(key));
const context: Context = { ...readSession({}), memo: memo as Context["memo"] };

/** The numbers of a chart, wherever in its spec they stand. */
function valuesOf(spec: unknown): Record<string, number | string>[] {
  if (typeof spec !== "object" || spec === null) return [];
  const { data, ...rest } = spec as { data?: { values?: Record<string, number | string>[] } };
  return [...(data?.values ?? []), ...Object.values(rest).flatMap(valuesOf)];
}

describe("figures of the language model", () => {
  it.each(["prose", "records"] as const)(
    "tell growing less constant at each length, and over both: %s",
    async (kind) => {
      const lines = valuesOf(await growingChart(kind, context)).filter(({ mean }) => Boolean(mean));
      const panel = [
        ["𝑛 = 128", 0.3],
        ["𝑛 = 512", -0.1],
        ["both", 0.1],
      ] as const;
      expect(lines).toHaveLength(2 * panel.length);
      lines.forEach(({ value }, i) => expect(value).toBeCloseTo(panel[i % 3]![1], 12));
      expect(lines.map(({ label }) => label).slice(2, 3)).toEqual(["both"]);
    },
  );

  it("set a window's loss over exact attention at the keys that it keeps", async () => {
    const points = valuesOf(await windowLossChart(context)).filter(({ series }) => series !== undefined);
    const topP = points.find(({ label }) => label === "top-p")!;
    expect([topP.x, topP.y]).toEqual([8, 0.5]);
  });

  it("tell the share of values found in each class of distances that has some", async () => {
    const { description } = await retrievalChart(context);
    expect(description).toContain("exact 1.00, 1.00;");
    expect(description).toContain("H2O, 48 1.00, 0.00.");
  });

  it("stand beside a table with what each window of a pair keeps and scores at either length", async () => {
    const rows = await languageModelTable(context);
    for (const row of rows) expect(row).toHaveLength(LANGUAGE_MODEL_HEADER.length);
    expect(rows[0]).toEqual(["StreamingLLM, 16", "8.0", "8.0", "1.500", "1.500", "—", "—"]);
    expect(rows[3]).toEqual(["ideal top-k, $\\alpha n^{0.75}$", "8.0", "8.0", "1.800", "1.400", "0.500", "0.500"]);
  });
});
