/** TeX at build time: to MathML, which browsers lay out, speak and let copy; simple formulas in running text to plain HTML. */
import temml from "temml";
import { leanMath } from "./lean-math.js";
import { elementEnd, LINK_CLASS } from "./links.js";

/** A formula in running text whose TeX is longer than this may break after a relation or an operator. */
const UNBROKEN = 24;

/** Renders TeX; what cannot be read appears in place, in the error colour, rather than failing the report. */
export function renderMath(tex: string, displayMode: boolean): string {
  const lean = displayMode ? null : leanMath(tex);
  if (lean !== null) return lean;
  const key = `${String(displayMode)} ${tex}`;
  const known = formulas.get(key);
  if (known !== undefined) return known;
  const html = typeset(tex, displayMode);
  if (formulas.size >= KEPT_FORMULAS) formulas.clear();
  formulas.set(key, html);
  return html;
}

/** Why TeX cannot be read, in one line that names the place; null where it can. */
export function formulaProblem(tex: string, displayMode: boolean): string | null {
  if (!displayMode && leanMath(tex) !== null) return null;
  const key = `${String(displayMode)} ${tex}`;
  const known = problems.get(key);
  if (known !== undefined) return known;
  let problem: string | null = null;
  try {
    temml.renderToString(tex, { displayMode, throwOnError: true, ...LIMITS });
  } catch (error) {
    problem = (error as Error).message
      .replace(/^ParseError:\s*/, "")
      .replace(/\u0332/g, "")
      .replace(/\s+/g, " ")
      .trim();
  }
  if (problems.size >= KEPT_FORMULAS) problems.clear();
  problems.set(key, problem);
  return problem;
}

const problems = new Map<string, string | null>();

/** A chapter says the same formulas again and again, and so does the next page that this process renders. */
const formulas = new Map<string, string>();
/** Several times a whole report's. */
const KEPT_FORMULAS = 20_000;

/** TeX may come from a notebook's output: no images, no HTML, no links but our own, no unbounded expansion or size. */
const LIMITS = {
  strict: false,
  trust: (asked: { command: string; class?: string }) =>
    asked.command === "\\class" && LINK_CLASS.test(asked.class ?? ""),
  maxExpand: 500,
  maxSize: [40, 40] as [number, number],
};

function typeset(tex: string, displayMode: boolean): string {
  const breaks = !displayMode && tex.length > UNBROKEN;
  const mathml = temml.renderToString(tex, {
    displayMode,
    throwOnError: false,
    errorColor: "var(--loud)",
    ...LIMITS,
    wrap: breaks ? "tex" : "none",
  });
  const marked = soundOperators(mathml).replace(FLAT_ROOT, '<msqrt class="flat-root">');
  return breaks ? breakable(marked) : marked;
}

/** Operators of several parts as rows, which browsers else stack; and fences that have a class of their own in their natural size. */
function soundOperators(mathml: string): string {
  const row = mathml.search(/<mo\b[^>]*>(?=<)/);
  if (row < 0) return mathml.replace(FENCE, '$1 stretchy="false"$2');
  const end = elementEnd(mathml, "mo", row);
  const inner = mathml.slice(mathml.indexOf(">", row) + 1, end - "</mo>".length);
  return soundOperators(`${mathml.slice(0, row)}<mrow>${inner}</mrow>${mathml.slice(end)}`);
}

/** What `\mathopen` and `\mathclose` make of a fence. */
const FENCE = /(<mo lspace="0em" rspace="0em")(>[|‖()[\]{}⟨⟩⌈⌉⌊⌋]<)/g;

/** A root over a single line of letters and signs: what `fixRoots` of the page's script and of the printer cares for. */
const FLAT_ROOT =
  /<msqrt>(?=(?:(?!<\/msqrt>|<(?:msup|msubsup|mfrac|munder|mover|munderover|msqrt|mroot|mtable)\b)[^])*<\/msqrt>)/g;

/** Browsers never break a formula, but between two they may: each part up to an operator becomes one of its own. */
function breakable(mathml: string): string {
  const parts = /^<math>((?:<mrow>[^]*<\/mrow>)+)<\/math>$/.exec(mathml);
  if (parts === null) return mathml;
  return topRows(parts[1]!)
    .map((row) => `<math>${row}</math>`)
    .join("<wbr>");
}

/** The rows of a formula that lie in no other row. */
function topRows(mathml: string): string[] {
  const rows: string[] = [];
  let depth = 0;
  let start = 0;
  for (const tag of mathml.matchAll(/<(\/?)mrow\b[^>]*>/g)) {
    depth += tag[1] === "" ? 1 : -1;
    if (depth > 0) continue;
    const end = tag.index + tag[0].length;
    rows.push(mathml.slice(start, end));
    start = end;
  }
  return rows;
}
