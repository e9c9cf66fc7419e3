import { describe, expect, it } from "vitest";
import { curveFamily, type CurveFamily } from "../../../src/kit/figures/curve-family.js";
import { renderSvg } from "../../../src/kit/figures/svg.js";
import { colour } from "../../../src/kit/figures/theme.js";

const curve = (shift: number, labelled: boolean): CurveFamily["curves"][number] => ({
  name: `$10^{-${shift}}$`,
  labelled,
  colour: labelled ? "blue" : "green",
  line: [0, 1, 2, 3, 4].map((x) => ({ x: 10 ** x, y: 1 / (1 + 10 ** (x - shift)) })),
  measured: [{ x: 10, y: 0.9 }],
  sampled: [{ x: 1000, y: 0.1 }],
});

const FAMILY: CurveFamily = {
  curves: [curve(1, true), curve(3, false)],
  panels: [
    { title: "share below", complement: true },
    { title: "share above", complement: false },
  ],
  x: { title: "$n$", scale: "log" },
  description: "Two curves and their complements.",
};

describe("a family of curves", () => {
  it("labels the curves that ask for it once a panel, on the curve", async () => {
    const svg = await renderSvg(curveFamily(FAMILY));
    // "10" and a raised "-1": the raised part is a stretch of its own
    expect(svg.match(/>−1</g)).toHaveLength(2);
    expect(svg).not.toContain(">−3<");
  });

  it("tells filled points from rings, and shows 1 - y where asked", async () => {
    const spec = curveFamily(FAMILY);
    const panels = spec.vconcat as { transform: { calculate: string }[] }[];
    expect(panels.map((panel) => panel.transform[0]!.calculate)).toEqual(["1 - datum.y", "datum.y"]);
    const svg = await renderSvg(spec);
    expect(svg).toContain(`fill="${colour("halo")}" stroke="${colour("green")}"`);
    expect(svg).toContain(`fill="${colour("green")}" stroke="${colour("green")}"`);
  });

  it("names what it refuses", () => {
    expect(() => curveFamily({ ...FAMILY, curves: [] })).toThrow("needs curves and panels, got 0 and 2");
    const empty = { ...curve(1, true), line: [] };
    expect(() => curveFamily({ ...FAMILY, curves: [empty] })).toThrow("has no line");
  });
});
