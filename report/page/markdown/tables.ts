/**
 * Numbered tables. A paragraph next to a table that begins with "Table: " is its caption, as in Pandoc. The caption of a
 * table that a code cell shows ends the Markdown cell before.
 */
import { leftOffRow } from "../html/sibling-bound.js";
import type { Numbered } from "../labels.js";
import { escapeHtml } from "../../text/escape.js";
import { blockHtml, type Token, type TokenClass, type Tokens } from "./tokens.js";

const CAPTION = /^Table: /;
const FINAL_CAPTION = /(?:^|\n[ \t]*\n)(Table: [^\n]+(?:\n[^\n]+)*)\s*$/;

/** Markdown without the caption at its end, and that caption as Markdown, or null. */
export function splitFinalCaption(source: string): { source: string; caption: string | null } {
  const found = FINAL_CAPTION.exec(source);
  return found === null ? { source, caption: null } : { source: source.slice(0, found.index), caption: found[1]! };
}

/** Block tokens with each outermost table in a figure of its own, as long as there are numbers for them. */
export function numberTables(tokens: Tokens, numbers: readonly Numbered[], TokenOf: TokenClass): Tokens {
  const out: Tokens = [];
  let next = 0;
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]!;
    const numbered = numbers[next];
    if (token.type !== "table_open" || token.level > 0 || numbered === undefined) {
      out.push(token);
      continue;
    }
    next += 1;
    const end = tokens.findIndex((later, index) => index > at && later.type === "table_close" && later.level === 0);
    const before = captionAt(out, out.length - 3);
    if (before !== null) out.splice(-3);
    const after = before === null ? captionAt(tokens, end + 1) : null;
    out.push(...head(numbered, before ?? after, TokenOf), ...tokens.slice(at, end + 1));
    out.push(blockHtml(TokenOf, "</figure>\n"));
    at = after === null ? end : end + 3;
  }
  return out;
}

/** The inline token of a caption's paragraph that begins at an index, or null. */
function captionAt(tokens: Tokens, index: number): Token | null {
  const [open, inline] = [tokens[index], tokens[index + 1]];
  const isCaption =
    open?.type === "paragraph_open" && open.level === 0 && (inline?.content ?? "").startsWith("Table: ");
  return isCaption ? inline! : null;
}

function head({ label, anchor }: Numbered, caption: Token | null, TokenOf: TokenClass): Tokens {
  const number = `<span class="figure-label">${escapeHtml(label)}</span>`;
  const open = blockHtml(TokenOf, `<figure class="numbered-table" id="${anchor}">\n<figcaption>${number}`);
  if (caption === null) return [open, blockHtml(TokenOf, "</figcaption>\n")];
  const first = caption.children?.[0];
  if (first !== undefined) first.content = ` ${first.content.replace(CAPTION, "")}`;
  return [open, caption, blockHtml(TokenOf, "</figcaption>\n")];
}

/** Block tokens without the rows of a table's body beyond `most`, which are counted in a last one. */
export function boundRows(tokens: Tokens, most: number, TokenOf: TokenClass): Tokens {
  const out: Tokens = [];
  let rows = 0;
  let inBody = false;
  for (const token of tokens) {
    if (token.type === "tbody_open") [inBody, rows] = [true, 0];
    if (token.type === "tr_open") rows += 1;
    if (token.type === "tbody_close") {
      inBody = false;
      if (rows > most) out.push(blockHtml(TokenOf, leftOffRow(rows - most)));
    }
    if (!inBody || rows <= most) out.push(token);
  }
  return out;
}
