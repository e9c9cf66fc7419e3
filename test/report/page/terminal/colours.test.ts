import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contrast } from "../../../../report/config/contrast.js";
import { GROUNDS, readable, tonesOf } from "../../../../report/page/terminal/colours.js";
import { enginePath } from "../../../../report/root.js";
import { PLAIN, penAfter } from "../../../../report/text/pen.js";

const css = readFileSync(enginePath("templates", "page.css"), "utf8");
const [light, dark] = css.split("@media screen and (prefers-color-scheme: dark)") as [string, string];
const token = (part: string, name: string): string => new RegExp(`--${name}: (#[0-9a-f]{6})`).exec(part)![1]!;

const LEAST = 4.5;
const parameters = fc.oneof(
  fc.nat(255).map((index) => `38;5;${index}`),
  fc.nat(255).map((index) => `48;5;${index}`),
  fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255)).map((rgb) => `38;2;${rgb.join(";")}`),
  fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255)).map((rgb) => `48;2;${rgb.join(";")}`),
  fc.constantFrom("1", "2", "7", "31", "47", "97", "100"),
);

describe("a terminal's colours", () => {
  it("can be read on the grounds of the page and of errors, whatever they are", () => {
    const grounds = {
      light: ["ground", "code-ground", "loud-ground"].map((name) => token(light, name)),
      dark: ["ground", "code-ground", "loud-ground"].map((name) => token(dark, name)),
    };
    fc.assert(
      fc.property(fc.array(parameters, { maxLength: 4 }), (codes) => {
        const tones = tonesOf(penAfter(PLAIN, codes.join(";")));
        if (tones?.kind === "own ground") expect(contrast(tones.ink, tones.ground)).toBeGreaterThanOrEqual(LEAST);
        if (tones?.kind !== "ink") return;
        for (const ground of grounds.light) expect(contrast(tones.light, ground)).toBeGreaterThanOrEqual(LEAST);
        for (const ground of grounds.dark) expect(contrast(tones.dark, ground)).toBeGreaterThanOrEqual(LEAST);
      }),
      { numRuns: 2_000, seed: 1 },
    );
  });

  it("are computed for the grounds that the page has", () => {
    expect(GROUNDS).toEqual({ light: token(light, "loud-ground"), dark: token(dark, "loud-ground") });
    for (const part of [light, dark]) {
      expect(contrast(token(part, "muted"), token(part, "loud-ground"))).toBeGreaterThanOrEqual(LEAST);
      expect(contrast(token(part, "ground"), token(part, "ink"))).toBeGreaterThanOrEqual(LEAST);
    }
  });

  it("stay as they are where they can be read", () => {
    expect(readable("#0000ff", "#ffffff")).toBe("#0000ff");
    expect(tonesOf(penAfter(PLAIN, "38;2;0;0;128"))).toMatchObject({ light: "#000080" });
  });

  it("keep their hue where they cannot, and go no further than they must", () => {
    const yellow = readable("#ffff00", "#ffffff");
    expect(yellow.slice(1, 3)).toBe(yellow.slice(3, 5));
    expect(yellow.slice(5)).toBe("00");
    expect(contrast(yellow, "#ffffff")).toBeLessThan(4.8);
  });

  it("are brighter in bold, as in JupyterLab", () => {
    expect(tonesOf(penAfter(PLAIN, "1;34"))).toEqual(tonesOf(penAfter(PLAIN, "94")));
  });

  it("change places with the ground in inverse text", () => {
    expect(tonesOf(penAfter(PLAIN, "7"))).toEqual({ kind: "inverse" });
    expect(tonesOf(penAfter(PLAIN, "7;38;2;0;0;128"))).toMatchObject({ kind: "own ground", ground: "#000080" });
    expect(tonesOf(penAfter(PLAIN, "7;48;2;0;0;128"))).toEqual({
      kind: "own ground",
      ink: "#000080",
      ground: "#ffffff",
    });
  });

  it("are the page's own without a code", () => {
    expect(tonesOf(PLAIN)).toBeNull();
  });
});
