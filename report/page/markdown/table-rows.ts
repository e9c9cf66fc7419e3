/**
 * Rows of tables. A pipe inside a formula is the formula's, as in JupyterLab, which takes formulas out before it reads
 * Markdown. A row with more cells than the table's head keeps them: CommonMark's tables would drop them without a word.
 */
import type MarkdownIt from "markdown-it";
import type { Token, TokenClass } from "./tokens.js";

type BlockRule = Parameters<MarkdownIt["block"]["ruler"]["push"]>[1];
type State = Parameters<BlockRule>[0];

/** What a row's opening token tells of cells beyond the head. */
export interface RowMeta {
  extraCells: number;
}

/** Stand for a pipe and for a backslash before one while a row is split; no text has them. */
const PIPE = "\ufdd0";
const BACKSLASH = "\ufdd1";
/** Code and formulas in a line; of code the pipes do part cells, there as here. */
const CODE_OR_FORMULA = /(`+)(?!`)[^]*?[^`]\1(?!`)|\\[^]|\$\$[^$]+\$\$|\$(?![\s$])(?:\\.|[^$\\])*?(?<!\s)\$(?!\d)/g;
/** The line under a table's head. */
const DELIMITERS = /^[\s>]*[|:-][-:|\s]*$/;

/** Replaces the parser's rule for tables. */
export function keepCells(md: MarkdownIt): void {
  const original = md.block.ruler.getRules("").find(({ name }) => name === "table");
  if (original === undefined) throw new Error("keepCells: markdown-it must have a rule of the name table");
  md.block.ruler.at(
    "table",
    (state, startLine, endLine, silent) => table(original, state, startLine, endLine, silent),
    {
      alt: ["paragraph", "reference"],
    },
  );
}

function table(original: BlockRule, state: State, startLine: number, endLine: number, silent: boolean): boolean {
  if (startLine + 2 > endLine || !DELIMITERS.test(lineOf(state, startLine + 1))) return false;
  const before = state.tokens.length;
  const { src } = state;
  // Of the same length, so that all places in it stay right.
  state.src = src.slice(0, state.bMarks[startLine]) + withoutPipes(src.slice(state.bMarks[startLine]));
  const isTable = original(state, startLine, endLine, silent);
  if (isTable && !silent) state.tokens.splice(before, Infinity, ...wholeRows(state, state.tokens.slice(before)));
  state.src = src;
  return isTable;
}

function withoutPipes(text: string): string {
  return text.replace(/[^\n]+/g, (line) =>
    line.replace(CODE_OR_FORMULA, (part) =>
      part.startsWith("$") ? part.replaceAll("\\|", `${BACKSLASH}${PIPE}`).replaceAll("|", PIPE) : part,
    ),
  );
}

function withPipes(text: string): string {
  return text.replaceAll(PIPE, "|").replaceAll(BACKSLASH, "\\");
}

/** A table's tokens with the pipes of formulas put back and the cells that a row has beyond the head's. */
function wholeRows(state: State, tokens: readonly Token[]): Token[] {
  const out = rowsWithAllCells(state, tokens);
  const most = Math.max(
    0,
    ...out.map(({ type, meta }) => (type === "tr_open" ? ((meta as RowMeta | null)?.extraCells ?? 0) : 0)),
  );
  // The head's line goes over all columns.
  const headEnd = out.findIndex(({ type }) => type === "tr_close");
  const more = Array.from({ length: most }, () => cell("", out[headEnd]!.level + 1, state.Token));
  out.splice(headEnd, 0, ...more.flat());
  return out;
}

function rowsWithAllCells(state: State, tokens: readonly Token[]): Token[] {
  const out: Token[] = [];
  let row: Token | undefined;
  let cells = 0;
  for (const token of tokens) {
    if (token.type === "tr_open") [row, cells] = [token, 0];
    if (token.type === "inline") {
      token.content = withPipes(token.content);
      cells += 1;
    }
    if (token.type === "tr_close" && row?.map) {
      const extra = cellsOf(lineOf(state, row.map[0])).slice(cells);
      out.push(...extra.flatMap((text) => cell(withPipes(text), token.level + 1, state.Token)));
      if (extra.length > 0) row.meta = { extraCells: extra.length } satisfies RowMeta;
    }
    out.push(token);
  }
  return out;
}

/** As the parser splits a row: at pipes without a backslash; what stands outside the first and the last is no cell. */
function cellsOf(line: string): string[] {
  const cells = line.trim().split(/(?<!\\)\|/);
  if (cells[0] === "") cells.shift();
  if (cells.at(-1) === "") cells.pop();
  return cells.map((text) => text.replaceAll("\\|", "|").trim());
}

function cell(content: string, level: number, TokenOf: TokenClass): Token[] {
  const inline = Object.assign(new TokenOf("inline", "", 0), { content, children: [], level: level + 1 });
  const [open, close] = [new TokenOf("td_open", "td", 1), new TokenOf("td_close", "td", -1)];
  return [Object.assign(open, { level, block: true }), inline, Object.assign(close, { level, block: true })];
}

function lineOf(state: State, line: number): string {
  return state.src.slice(state.bMarks[line]! + state.tShift[line]!, state.eMarks[line]);
}
