/**
 * Formulas in Markdown beyond `$TeX$`, as JupyterLab finds them: `$$..$$` and `\begin{..}..\end{..}` on lines of their own or
 * in a paragraph, and `\\(..\\)` and `\\[..\\]`. None of them goes past an empty line.
 */
import type MarkdownIt from "markdown-it";

type BlockState = Parameters<Parameters<MarkdownIt["block"]["ruler"]["push"]>[1]>[0];
type InlineState = Parameters<Parameters<MarkdownIt["inline"]["ruler"]["push"]>[1]>[0];

/** Display mathematics in a paragraph: a token's type, beside the plugin's `math_inline` and `math_block`. */
export const DISPLAY_IN_TEXT = "math_display";
/** Types of tokens that are displayed formulas, and of all formulas. */
export const DISPLAYED: ReadonlySet<string> = new Set(["math_block", DISPLAY_IN_TEXT]);
export const FORMULAS: ReadonlySet<string> = new Set(["math_inline", ...DISPLAYED]);

interface Formula {
  tex: string;
  display: boolean;
  /** With its delimiters, in UTF-16 code units. */
  length: number;
}

const EMPTY_LINE = /\n[ \t]*\n/;
const DELIMITED: readonly (readonly [pattern: RegExp, display: boolean])[] = [
  [/^\$\$((?:\\[^]|[^\\$]|\$(?!\$))+?)\$\$/, true],
  [/^\\\\\[([^]+?)\\\\\]/, true],
  [/^\\\\\(([^]+?)\\\\\)/, false],
];
const ENVIRONMENT = /^\\begin\{([a-zA-Z]+\*?)\}/;

/** The formula with which a text begins, or null. */
export function formulaAt(text: string): Formula | null {
  for (const [pattern, display] of DELIMITED) {
    const found = pattern.exec(text);
    if (found !== null && !EMPTY_LINE.test(found[1]!)) return { tex: found[1]!, display, length: found[0].length };
  }
  const name = ENVIRONMENT.exec(text)?.[1];
  if (name === undefined) return null;
  const end = `\\end{${name}}`;
  const at = text.indexOf(end);
  const tex = text.slice(0, at + end.length);
  return at < 0 || EMPTY_LINE.test(tex) ? null : { tex, display: true, length: tex.length };
}

/** A reference of LaTeX's to an equation, which MathJax finds outside of formulas, too. */
const REFERENCE = /^\\(?:eq)?ref\{[^{}\n]+\}/;

/** Adds the rules to a parser that has @mdit/plugin-tex, whose rule for blocks they replace. */
export function parseFormulas(md: MarkdownIt): void {
  md.block.ruler.at("math_block_dollar", block, { alt: ["paragraph", "reference", "blockquote", "list"] });
  md.inline.ruler.before("escape", "ncsparse_formula", inline);
}

function block(state: BlockState, startLine: number, endLine: number, silent: boolean): boolean {
  const start = state.bMarks[startLine]! + state.tShift[startLine]!;
  if (!/[$\\]/.test(state.src.charAt(start)) || state.sCount[startLine]! - state.blkIndent >= 4) return false;
  const text = state.getLines(startLine, lastLine(state, startLine, endLine), state.blkIndent, false).trimStart();
  const formula = formulaAt(text);
  if (formula?.display !== true) return false;
  // What stands behind it makes a paragraph of it; Quarto's label does not.
  const rest = /^[ \t]*(?:\{#(eq-[^\s{}]+)\}[ \t]*)?(?:\n|$)/.exec(text.slice(formula.length));
  if (rest === null) return false;
  if (silent) return true;
  const label = rest[1] === undefined ? "" : `\\label{${rest[1]}}`;
  const lines = text.slice(0, formula.length).split("\n").length;
  const token = state.push("math_block", "math", 0);
  Object.assign(token, {
    block: true,
    content: formula.tex + label,
    map: [startLine, startLine + lines],
    markup: "$$",
  });
  state.line = startLine + lines;
  return true;
}

/** The line behind the last that may belong to a formula that begins at a line: an empty one, or one further out. */
function lastLine(state: BlockState, startLine: number, endLine: number): number {
  let line = startLine + 1;
  while (line < endLine && !state.isEmpty(line) && state.sCount[line]! >= state.blkIndent) line += 1;
  return line;
}

function inline(state: InlineState, silent: boolean): boolean {
  const first = state.src[state.pos];
  if (first !== "$" && first !== "\\") return false;
  const text = state.src.slice(state.pos, state.posMax);
  const reference = REFERENCE.exec(text)?.[0];
  const formula =
    reference === undefined ? formulaAt(text) : { tex: reference, display: false, length: reference.length };
  if (formula === null) return false;
  if (!silent) {
    const token = state.push(formula.display ? DISPLAY_IN_TEXT : "math_inline", "math", 0);
    Object.assign(token, { markup: "$", content: formula.tex });
  }
  state.pos += formula.length;
  return true;
}
