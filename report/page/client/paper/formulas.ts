/** Formulas in words, for those who have a PDF read to them. */

/** Tells the PDF's maker a formula from a picture: `report/pdf/ua/figures.ts` takes it away again. */
const FORMULA_MARK = "\u{E000}";

/**
 * On screen MathML speaks for a formula. On paper a tag for each of its many boxes would make the file much larger and read
 * out as fragments, so a formula is one element with a text. A simple one without MathML is text as it is, unless it has
 * raised or lowered parts, which text alone would run together.
 */
export function nameFormulas(): void {
  for (const formula of document.querySelectorAll("math, .lean:has(sup, sub)")) {
    if (formula.querySelector("a") !== null || formula.closest("[role=img]") !== null) continue;
    formula.setAttribute("role", "img");
    formula.setAttribute("aria-label", FORMULA_MARK + inWords(formula));
  }
}

/** The parts of an element's words, by its name; elements without a line here are their parts in a row. */
const WORDS: Readonly<Record<string, (parts: string[]) => string>> = {
  msup: ([base, high]) => `${base}^${group(high)}`,
  msub: ([base, low]) => `${base}_${group(low)}`,
  msubsup: ([base, low, high]) => `${base}_${group(low)}^${group(high)}`,
  munder: ([base, low]) => `${base}_${group(low)}`,
  mover: ([base, high]) => `${base}${high}`,
  munderover: ([base, low, high]) => `${base}_${group(low)}^${group(high)}`,
  mfrac: ([above, below]) => `${group(above)}/${group(below)}`,
  mroot: ([body, degree]) => `root_${group(degree)}(${body})`,
  msqrt: (parts) => `√(${parts.join("")})`,
  mtr: (parts) => `${parts.join(" ")}; `,
  sup: (parts) => `^${group(parts.join(""))}`,
  sub: (parts) => `_${group(parts.join(""))}`,
  mspace: () => " ",
};

/** A formula in one line: `√(2 ln n)`, `(a+b)/c`, `p_(k+1)`. */
function inWords(formula: Element): string {
  return wordsOf(formula).replace(/\u2061/g, "").replace(/\s+/g, " ").trim();
}

function wordsOf(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? "";
  if (!(node instanceof Element)) return "";
  const parts = [...node.childNodes].map(wordsOf);
  return WORDS[node.localName]?.(parts) ?? parts.join("");
}

/** Parts of several signs stand in brackets. */
function group(text = ""): string {
  const plain = text.trim();
  return [...plain].length <= 1 || /^(?:\d+|\([^()]*\))$/.test(plain) ? plain : `(${plain})`;
}
