import { describe, expect, it } from "vitest";
import { boundChart, type BoundChart } from "../../../src/kit/figures/bound-chart.js";
import { forestChart } from "../../../src/kit/claims/forest-chart.js";
import { renderSvg } from "../../../src/kit/figures/svg.js";
import { colour, type ChartSpec } from "../../../src/kit/figures/theme.js";
import { CELLS } from "../../fixtures/report/claims.js";

const CELLS_16 = CELLS.filter((cell) => cell.parameters.k === 16);
const at = (pick: (cell: (typeof CELLS)[number]) => number): { x: number; y: number }[] =>
  CELLS_16.map((cell) => ({ x: Number(cell.parameters.n), y: pick(cell) }));

const CHART: BoundChart = {
  x: { title: "length $n$", scale: "log2" },
  y: { title: "entry $p_{(k+1)}$", scale: "log" },
  description: "Entries fall with n, below the bound.",
  useless: "above",
  series: [
    { kind: "trivial", label: "trivial", points: at((cell) => cell.trivial!) },
    { kind: "paper-bound", label: "as reconstructed", points: at((cell) => 300 * cell.bound!) },
    { kind: "bound", label: "order statistics", points: at((cell) => cell.bound!) },
    { kind: "law", label: "law", points: at((cell) => cell.measured!.value) },
    {
      kind: "measured",
      label: "measured",
      points: CELLS_16.map((cell) => ({
        x: Number(cell.parameters.n),
        y: cell.measured!.value,
        low: cell.measured!.low,
        high: cell.measured!.high,
      })),
    },
  ],
};

interface Layer {
  mark: { type: string; text?: string; strokeDash?: number[]; color?: string };
  encoding: Record<string, { value?: number | string }>;
}
const layersOf = (spec: ChartSpec): Layer[] => spec.layer as Layer[];
const labelled = (spec: ChartSpec, text: string): Layer | undefined =>
  layersOf(spec).find((layer) => layer.mark.text === text);

describe("the bound chart", () => {
  const spec = boundChart(CHART);

  it("is Vega-Lite v5, which JupyterLab renders, with its description", () => {
    expect(spec.$schema).toBe("https://vega.github.io/schema/vega-lite/v5.json");
    expect(spec.description).toBe("Entries fall with n, below the bound.");
  });

  it("draws each kind by the grammar: law solid, bound dashed, paper's dotted, trivial thin, measured as points with bars", () => {
    const lines = layersOf(spec).filter((layer) => layer.mark.type === "line");
    expect(lines.map((line) => [line.mark.color, line.mark.strokeDash])).toEqual([
      [colour("trivial"), []],
      [colour("purple"), [1.5, 3.5]],
      [colour("vermillion"), [7, 4]],
      [colour("blue"), []],
    ]);
    expect(layersOf(spec).filter((layer) => layer.mark.type === "rule").length).toBeGreaterThanOrEqual(1);
  });

  it("labels every line at its end, at least 16 px apart", () => {
    const heights = CHART.series
      .map((series) => Number(labelled(spec, series.label)!.encoding.y!.value))
      .sort((a, b) => a - b);
    expect(heights).toHaveLength(5);
    for (let i = 1; i < heights.length; i++) expect(heights[i]! - heights[i - 1]!).toBeGreaterThanOrEqual(16 - 0.02);
  });

  it("leaves a series without a label alone: no text, no tie, no entry of the key", () => {
    const one = { ...CHART.series[3]!, label: "one" };
    const unlabelled = Array.from({ length: 4 }, () => ({ ...one, label: "" }));
    const texts = (chart: BoundChart): (string | undefined)[] =>
      JSON.stringify(boundChart(chart)).match(/"type":"text"/g) ?? [];
    const ties = (chart: BoundChart): number =>
      layersOf(boundChart(chart)).filter(({ mark }) => mark.type === "rule").length;
    const plain: BoundChart = { ...CHART, useless: undefined };
    const [alone, among] = [[one], [...unlabelled, one]].map((series) => ({ ...plain, series }));
    expect([texts(among!).length, ties(among!)]).toEqual([texts(alone!).length, ties(alone!)]);
    const inPanels = (chart: BoundChart): BoundChart => ({
      ...chart,
      series: chart.series.map((series) => ({ ...series, facet: "a" })),
    });
    expect(texts(inPanels(among!))).toEqual(texts(inPanels(alone!)));
  });

  it("marks the region above the trivial bound as saying nothing", () => {
    expect(labelled(spec, "vacuous")).toBeDefined();
    expect(labelled(boundChart({ ...CHART, useless: undefined }), "vacuous")).toBeUndefined();
  });

  it("gives panels one key and shared axes", async () => {
    const panels = boundChart({
      ...CHART,
      series: ["$k=1$", "$k=2$"].flatMap((facet) => CHART.series.map((series) => ({ ...series, facet }))),
    });
    const svg = await renderSvg(panels);
    expect(svg.match(/>order statistics</g)).toHaveLength(1);
    expect(svg).toContain("hatch)");
  });

  it("refuses series without points and half-faceted series", () => {
    expect(() => boundChart({ ...CHART, series: [{ kind: "law", label: "law", points: [] }] })).toThrow(
      'series "law" has no points',
    );
    expect(() => boundChart({ ...CHART, series: [{ ...CHART.series[0]!, facet: "a" }, CHART.series[1]!] })).toThrow(
      "every series names a facet",
    );
  });

  it("refuses values that are not finite", () => {
    const broken = [{ kind: "law" as const, label: "law", points: [{ x: 1, y: Number.NaN }] }];
    expect(() => boundChart({ ...CHART, series: broken })).toThrow(
      'point 1 of series "law" must have a finite y, got NaN',
    );
  });
});

describe("the forest chart", () => {
  const rows = [
    { label: "$n=64$", value: 1, low: 0.9, high: 1, outcome: "violated" as const },
    { label: "$n=256$", value: 0, low: 0, high: 0.07, outcome: "holds" as const },
  ];
  const chart = { axis: { title: "failure rate" }, target: 0.1, targetLabel: "$\\delta$", description: "d", rows };

  it("tells outcomes by shape, colour and word", async () => {
    const shapes = layersOf(forestChart(chart)).flatMap((layer) => ("shape" in layer.mark ? [layer.mark.shape] : []));
    expect(shapes).toEqual(["cross", "circle"]);
    const svg = await renderSvg(forestChart(chart));
    expect(svg).toContain(">violated<");
    expect(svg).toContain(">holds<");
  });

  it("shows a tolerance band where the target is one", async () => {
    const svg = await renderSvg(forestChart({ ...chart, target: [0.9, 1.1] }));
    expect(svg).toContain(`fill="${colour("green")}"`);
  });

  it("refuses to be empty", () => {
    expect(() => forestChart({ ...chart, rows: [] })).toThrow("needs at least one row");
  });
});

describe("figures as SVG", () => {
  it("are the same bytes every time", async () => {
    expect(await renderSvg(boundChart(CHART))).toBe(await renderSvg(boundChart(CHART)));
  });

  it("are described as one image", async () => {
    expect(await renderSvg(boundChart(CHART))).toMatch(
      /^<svg [^>]*role="img" aria-label="Entries fall with n, below the bound\."/,
    );
  });

  it("set symbols and powers in the embedded fonts, and leave no Unicode script behind", async () => {
    const svg = await renderSvg(boundChart(CHART));
    expect(svg).toContain('<tspan font-family="STIX Two Text" font-style="italic">n</tspan>');
    expect(svg).not.toMatch(/[⁰-₎]/u);
  });

  it("keep their ids apart by a prefix", async () => {
    const svg = await renderSvg(boundChart(CHART), { idPrefix: "fig-1-" });
    const ids = [...svg.matchAll(/\bid="([^"]+)"/g)].map((match) => match[1]);
    expect(ids.length).toBeGreaterThan(0);
    expect(ids.every((id) => id!.startsWith("fig-1-"))).toBe(true);
    for (const [, used] of svg.matchAll(/url\(#([^)]+)\)/g)) expect(ids).toContain(used);
  });

  it.each([
    ["data", { data: { url: "https://example.org/x.json" }, mark: "point", encoding: {} }, '"data.url"'],
    [
      "images",
      { data: { values: [{}] }, mark: "image", encoding: { url: { value: "https://example.org/x.png" } } },
      '"encoding.url"',
    ],
    [
      "links",
      { data: { values: [{}] }, mark: "point", encoding: { href: { value: "javascript:1" } } },
      '"encoding.href"',
    ],
    [
      "lookups",
      { data: { values: [{}] }, transform: [{ lookup: "a", from: { data: { url: "x" }, key: "a" } }], mark: "point" },
      '"transform.0.from.data.url"',
    ],
  ])("that would load %s are refused", async (_, body, path) => {
    const spec = { $schema: "https://vega.github.io/schema/vega-lite/v5.json", ...body };
    await expect(renderSvg(spec)).rejects.toThrow(`figure: ${path} would load something`);
  });

  it("may have a data column called url", async () => {
    const spec = {
      $schema: "https://vega.github.io/schema/vega-lite/v5.json",
      data: { values: [{ url: 1 }] },
      mark: "point",
      encoding: { x: { field: "url", type: "quantitative" } },
    };
    await expect(renderSvg(spec)).resolves.toContain("<svg");
  });
});
