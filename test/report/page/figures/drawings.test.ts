/** Drawings made on several threads are, byte for byte, those that one thread makes. */
import { describe, expect, it } from "vitest";
import draw, { type DrawingTask } from "../../../../report/page/figures/draw.js";
import { Drawings } from "../../../../report/page/figures/drawings.js";
import type { Pieces } from "../../../../report/page/pieces.js";

const task = (index: number): DrawingTask => ({
  id: `fig-1-${index}`,
  description: `Figure ${index}`,
  spec: {
    $schema: "https://vega.github.io/schema/vega-lite/v5.json",
    data: { values: [{ x: index, y: 1 }] },
    mark: { type: "point", clip: true },
    encoding: { x: { field: "x", type: "quantitative" }, y: { field: "y", type: "quantitative" } },
  },
});
const nothingKept: Pieces = { once: (_kind, _label, _parts, make) => make() };

describe("many drawings", () => {
  it("are the same as when each is made by itself, and end their threads", async () => {
    const tasks = Array.from({ length: 20 }, (_, index) => task(index));
    const alone: string[] = [];
    for (const one of tasks) alone.push(await draw(one));
    const drawings = new Drawings(nothingKept);
    const drawn = await Promise.all(tasks.map((one) => drawings.draw(one)));
    await drawings.close();
    expect(drawn).toEqual(alone);
  });

  it("are refused one by one", async () => {
    const drawings = new Drawings(nothingKept);
    const tasks = Array.from({ length: 20 }, (_, index) =>
      index % 2 === 0 ? task(index) : { ...task(index), description: "" },
    );
    const settled = await Promise.allSettled(tasks.map((one) => drawings.draw(one)));
    await drawings.close();
    expect(settled.map(({ status }) => status)).toEqual(tasks.map((_, i) => (i % 2 === 0 ? "fulfilled" : "rejected")));
    const reasons = settled.flatMap((one) => (one.status === "rejected" ? [(one.reason as Error).message] : []));
    expect(new Set(reasons)).toEqual(new Set(["it has no description, which readers who do not see it need"]));
  });
});
