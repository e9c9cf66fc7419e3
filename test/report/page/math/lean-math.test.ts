import { describe, expect, it } from "vitest";
import { leanMath } from "../../../../report/page/math/lean-math.js";

/** The formula as text, scripts in braces; medium spaces as "_", thin ones as ".". */
function read(tex: string): string | null {
  const html = leanMath(tex);
  if (html === null) return null;
  return html
    .replace(/<(sup|sub)>(.*?)<\/\1>/g, (_, tag, body) => `${tag === "sup" ? "^" : "_"}{${body}}`)
    .replace(/<[^>]+>/g, "")
    .replaceAll("\u2005", "~")
    .replaceAll("\u2009", ".");
}

describe("simple formulas", () => {
  it.each([
    ["n", "n"],
    ["n = 512", "n~=~512"],
    ["k=n^C", "k~=~n^{C}"],
    ["p_{(k+1)}", "p_{(k+1)}"],
    ["n - k", "n~−~k"],
    ["-1", "−1"],
    ["n^{-C}", "n^{−C}"],
    ["(-1)", "(−1)"],
    ["1 \\le k \\le n-1", "1~≤~k~≤~n~−~1"],
    ["C > 1 - c^2", "C~&gt;~1~−~c^{2}"],
    ["125{,}252{,}966", "125,252,966"],
    ["\\sigma = 1", "σ~=~1"],
    ["\\varepsilon(n,k,\\delta,R)", "ε(n,.k,.δ,.R)"],
    ["2\\ln n", "2.ln.n"],
    ["\\ln(n)", "ln(n)"],
    ["\\lambda'", "λ′"],
    ["\\ell_\\infty", "ℓ_{∞}"],
    ["1/(k+1)", "1/(k~+~1)"],
    ["10^{1000}", "10^{1000}"],
    ["\\delta = .1", "δ~=~.1"],
    ["c \\times 2\\,d", "c~×~2.d"],
  ])("%s is plain HTML", (tex, expected) => {
    expect(read(tex)).toBe(expected);
  });

  it("set letters in italics, numbers, functions and upright symbols not", () => {
    expect(leanMath("2\\sigma\\Phi")).toBe('<span class="lean">2<i>σ</i>Φ</span>');
    expect(leanMath("n^C")).toBe('<span class="lean"><i>n</i><sup><i>C</i></sup></span>');
  });
});

describe("all other formulas", () => {
  it.each([
    "\\frac12",
    "\\sqrt n",
    "x_i^2",
    "x^2_i",
    "n^{k^2}",
    "x'^2",
    "^2",
    "n^",
    "n^{",
    "{n}",
    "\\mathbb E",
    "\\tfrac1k",
    "\\max_i z",
    "\\Phi^{-1}(1-\\tfrac kn)",
    "a\\\\b",
    "<script>alert(1)</script>;",
    "",
    " ",
  ])("%j is left to MathML", (tex) => {
    expect(leanMath(tex)).toBeNull();
  });

  it("are escaped where they are plain", () => {
    expect(leanMath("a<b")).toBe('<span class="lean"><i>a</i>\u2005&lt;\u2005<i>b</i></span>');
  });
});
