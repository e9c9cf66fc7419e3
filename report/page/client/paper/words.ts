/** What a part of the page says in one line, its formulas too: `√(2 ln n)`, `(a+b)/c`, `p_(k+1)`. */

/** The words of a formula's parts, by the element; elements without a line here are their parts in a row. */
const FORMULAS: Readonly<Record<string, (parts: string[]) => string>> = {
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

/** The words of an element, with single blanks. */
export function wordsOf(element: Element): string {
  return read(element)
    .replace(/\u2061/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

function read(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? "";
  if (!(node instanceof Element)) return "";
  if (node instanceof HTMLImageElement) return node.alt;
  const parts = [...node.childNodes].map(read);
  const words = FORMULAS[node.localName]?.(parts) ?? parts.join("");
  // A chapter's number stands apart from its title by its style alone.
  return node.matches(".number") ? `${words} ` : words;
}

/** Parts of several signs stand in brackets. */
function group(text = ""): string {
  const plain = text.trim();
  return /^(?:.?|\d+|\([^()]*\))$/su.test(plain) ? plain : `(${plain})`;
}
