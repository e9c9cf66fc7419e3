import { describe, expect, it } from "vitest";
import { phaseDiagram } from "../../../src/claims/limit-law/phase-diagram.js";
import { phaseChart, type PhaseChart } from "../../../src/kit/figures/phase-chart.js";
import { renderSvg } from "../../../src/kit/figures/svg.js";
import { colour, textColour } from "../../../src/kit/figures/theme.js";

interface Layer {
  data: { values: { x: number; y: number }[] };
  mark: { type: string; text?: string; angle?: number; dy?: number; opacity?: number; color: string };
  encoding: Record<string, { value?: number; datum?: number }>;
}
const layers = (chart: PhaseChart): Layer[] => phaseChart(chart).layer as Layer[];

const CHART: PhaseChart = {
  x: { title: "$c$", domain: [0, 1] },
  y: { title: "$C$", domain: [0, 1] },
  shades: [
    [
      { x: 0, y: 1 },
      { x: 1, y: 0 },
    ],
    [
      { x: 0, y: 0.9 },
      { x: 1, y: 0 },
    ],
  ],
  lines: [
    {
      label: "falling",
      points: [
        { x: 0, y: 1 },
        { x: 1, y: 0 },
      ],
      colour: "ink",
      width: 2,
      at: 0.5,
      away: 10,
    },
    {
      label: "upright",
      points: [
        { x: 0.25, y: 0 },
        { x: 0.25, y: 1 },
      ],
      colour: "muted",
      width: 1,
      at: 0.5,
      away: -8,
    },
  ],
  regions: [{ text: ["here", "and below"], x: 0.5, y: 0.75, colour: "blue" }],
  description: "A falling line and an upright one.",
};

const textOf = (text: string): Layer => layers(CHART).find(({ mark }) => mark.text === text)!;

describe("the phase chart", () => {
  it("shades above each contour, in equal steps that add up to the deepest shade", () => {
    const areas = layers(CHART).filter(({ mark }) => mark.type === "area");
    expect(areas.map(({ mark }) => mark.opacity)).toEqual([0.15, 0.15]);
    for (const { encoding } of areas) expect(encoding.y2!.datum).toBe(1);
  });

  it("turns a label along its line and sets it off at a right angle", () => {
    const { mark, data } = textOf("falling");
    // The plane is 542 x 390 px: the line falls by 390 over 542.
    expect(mark.angle).toBeCloseTo((Math.atan(390 / 542) * 180) / Math.PI, 1);
    expect(data.values).toEqual([{ x: 0.5, y: 0.5 }]);
    expect(mark.dy).toBe(-10);
  });

  it("sets a vertical line's label upright beside it", () => {
    const { mark, data } = textOf("upright");
    expect(mark.angle).toBe(270);
    expect(data.values).toEqual([{ x: 0.25, y: 0.5 }]);
  });

  it("names regions in words, the first line bold, line below line", () => {
    const [first, second] = [textOf("here"), textOf("and below")];
    expect(first.mark).toMatchObject({ fontWeight: 600, color: textColour("blue") });
    expect([first.mark.dy, second.mark.dy]).toEqual([0, 17]);
  });

  it("sets marks at their places, each with its label on its side", () => {
    const marks = [
      { x: 0.2, y: 0.4, label: "right one", colour: "blue" as const },
      { x: 0.6, y: 0.1, label: "upper one", colour: "purple" as const, side: "above" as const },
    ];
    const drawn = layers({ ...CHART, marks });
    const dots = drawn.filter(({ mark }) => mark.type === "point");
    expect(dots.map(({ data }) => data.values[0])).toMatchObject(marks.map(({ x, y }) => ({ x, y })));
    expect(dots.map(({ mark }) => mark.color)).toEqual([colour("blue"), colour("purple")]);
    const labels = marks.map(({ label }) => drawn.find(({ mark }) => mark.text === label)!);
    expect(labels.map(({ mark }) => mark)).toMatchObject([
      { align: "left", dx: 7 },
      { align: "center", dy: -11 },
    ]);
    expect(() => phaseChart({ ...CHART, marks: [{ ...marks[0]!, y: NaN }] })).toThrow('mark "right one"');
  });

  it("refuses a label that is not over its line, and a line of one point", () => {
    const [line] = CHART.lines;
    const short = { ...line!, points: line!.points.slice(0, 1) };
    const beyond = { ...line!, at: 2 };
    expect(() => phaseChart({ ...CHART, lines: [beyond] })).toThrow('the label of line "falling" must stand over it');
    expect(() => phaseChart({ ...CHART, lines: [short] })).toThrow('line "falling" needs at least 2 points, got 1');
  });
});

describe("the phase diagram", () => {
  it("draws regions, lines and lengths by name, in theme colours, in less than 40 kB", async () => {
    const svg = await renderSvg(phaseDiagram());
    const words = svg.replace(/<[^>]+>/g, "");
    for (const word of ["-sparse", "not sparse", "frozen", "Frobenius line", "the limit", "freezing"]) {
      expect(words).toContain(word);
    }
    expect(svg).toContain(`fill="${colour("sky")}"`);
    expect(svg.length).toBeLessThan(40_000);
  });

  it("is light as a spec, too: below 80 kB", () => {
    expect(JSON.stringify(phaseDiagram()).length).toBeLessThan(80_000);
  });
});
