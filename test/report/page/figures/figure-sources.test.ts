import { afterEach, describe, expect, it, vi } from "vitest";
import { packSources, type FigureSource } from "../../../../report/page/figures/figure-sources.js";
import { REMEMBERED_PIECES } from "../../../../report/page/pieces.js";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

/** What the page's script makes of the packed sources of one figure. */
async function unpacked(packed: string, id: string): Promise<FigureSource> {
  vi.stubGlobal("document", { getElementById: () => ({ textContent: packed }) });
  const client = "../../../../report/page/client/figures/figure-source.js";
  const { figureSource } = (await import(client)) as { figureSource: (figure: object) => Promise<FigureSource> };
  return await figureSource({ id });
}

/** Figures as the page has them, packed. */
function pack(figures: Readonly<Record<string, FigureSource>>): Promise<string> {
  const texts = Object.entries(figures).map(([id, { vegaLite, vega }]) => {
    return [id, { vegaLite: JSON.stringify(vegaLite), vega: JSON.stringify(vega) }] as const;
  });
  return packSources(new Map(texts), REMEMBERED_PIECES);
}

const rows = [
  { x: 1, y: 0.1 + 0.2, label: "a" },
  { x: 2, y: null, label: "a" },
];
const vegaLite = {
  data: { values: rows },
  layer: [
    { mark: "line", y: "x" },
    { mark: "line", y: "x" },
  ],
  ragged: [{ x: 1 }, { y: 1 }, {}],
  empty: [{}, {}],
  nested: [{ a: [1] }, { a: [1] }],
};
const vega = {
  data: [
    { name: "one", values: rows },
    { name: "two", values: rows },
  ],
  marks: [],
  width: 300,
};

describe("the packed sources of figures", () => {
  it("come back as they were, to the order of their keys", async () => {
    const packed = await pack({
      "fig-1-1": { vegaLite, vega },
      "fig-1-2": { vegaLite: { data: { values: rows } }, vega: {} },
    });
    expect(JSON.stringify(await unpacked(packed, "fig-1-1"))).toBe(JSON.stringify({ vegaLite, vega }));
  });

  it("come back as copies that share nothing, as Vega writes into them", async () => {
    const source = await unpacked(await pack({ "fig-1-1": { vegaLite, vega } }), "fig-1-1");
    const [one, two] = (source.vega as typeof vega).data;
    one!.values[0]!.x = 99;
    expect(two!.values[0]!.x).toBe(1);
    expect((source.vegaLite as typeof vegaLite).data.values[0]!.x).toBe(1);
  });

  it("take hardly more room for a figure that is there twice", async () => {
    const values = Array.from({ length: 500 }, (_, i) => ({ x: i, y: Math.sin(i) }));
    const source = { vegaLite: { data: { values } }, vega: { data: [{ name: "source", values }] } };
    const once = (await pack({ "fig-1-1": source })).length;
    const twice = (await pack({ "fig-1-1": source, "fig-1-2": source })).length;
    expect(twice).toBeLessThan(once * 1.02);
  });

  it("are nothing on a page without figures", async () => {
    expect(await pack({})).toBe("");
  });
});
