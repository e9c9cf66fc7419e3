import { describe, expect, it } from "vitest";
import { plainWords } from "../../../report/text/plain-words.js";

describe("Markdown with TeX as plain text", () => {
  it.each([
    ["bounded by $e^{\\pm\\lambda}$", "bounded by e^(±λ)"],
    ["$R = B^2\\lVert W\\rVert_F$ is", "R = B²‖W‖_F is"],
    ["at $\\sigma = 1$ and $k_0 = 32$", "at σ = 1 and k₀ = 32"],
    ["$W = \\sigma I/\\sqrt d$", "W = σ I/√d"],
    ["rule $n\\,\\overline\\Phi(\\sigma + \\Phi^{-1}(t))$", "rule n\u2009Φ\u0305(σ + Φ^(-1)(t))"],
    ["$\\frac{a}{b}$ and $\\sqrt{2\\ln n}$", "(a)/(b) and √(2ln n)"],
    ["$\\operatorname{tr} W$", "tr W"],
    ["**bold**, *slanted* and `code`", "bold, slanted and code"],
    ["2 * 3 * 4, $5 and $6", "2 * 3 * 4, $5 and $6"],
  ])("%s", (source, words) => {
    expect(plainWords(source)).toBe(words);
  });
});
