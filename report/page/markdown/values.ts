/** Values in prose: a reference becomes what its cell has shown, in words, headings, tables, captions, formulas and HTML. */
import type MarkdownIt from "markdown-it";
import { anchorOf } from "../../document/anchors.js";
import { escapeHtml } from "../../text/escape.js";
import { literalMarkdown } from "../../text/markdown.js";
import { formatProblem, htmlValue, plainValue, texValue, type Value } from "../../values/format.js";
import { referenceAt, replaceInLine, replaceInTex, type ValueReference } from "../../values/grammar.js";
import type { RefusalContext } from "../refusals.js";
import { inlineHtml, plainText, type TokenClass, type Tokens } from "./tokens.js";

/** Values of the report, by chapter's anchor and name: `07-limit-law#mean`. */
export type ValueBook = ReadonlyMap<string, Value>;

/** What values are looked for within. */
export interface ValueContext extends RefusalContext {
  chapter: string;
  /** Anchors of the page's notebooks: links between notebooks become links inside the page. */
  chapters: ReadonlySet<string>;
  /** Null in what code has made, where braces are what they say. */
  values: ValueBook | null;
  /** Whether a value may still come from a cell that has not run. */
  valueMayCome: (name: string) => boolean;
  /** False where notebooks were left out or failed: a reference may then lack its target without being wrong. */
  isWhole: boolean;
}

const VALUE = "value";

/** Reads references into tokens of their own, which `setValues` turns into what they refer to. */
export function parseValues(md: MarkdownIt): void {
  md.inline.ruler.before("escape", "ncsparse_value", (state, silent) => {
    if (!state.src.startsWith("{{", state.pos)) return false;
    const reference = referenceAt(state.src, state.pos);
    if (reference === null || state.pos + reference.source.length > state.posMax) return false;
    if (!silent) Object.assign(state.push(VALUE, "", 0), { content: reference.source, meta: reference });
    state.pos += reference.source.length;
    return true;
  });
}

/** Elements in which braces are what they say. */
const CODE = /^<(\/?)(?:code|pre|kbd|samp|tt)\b/;

/** Inline tokens with values in the place of references. */
export function setValues(tokens: Tokens, env: ValueContext, TokenOf: TokenClass): Tokens {
  if (!tokens.some(({ type }) => type === VALUE)) return tokens;
  let inCode = 0;
  return tokens.map((token) => {
    const tag = token.type === "html_inline" ? CODE.exec(token.content) : null;
    if (tag !== null) inCode += tag[1] === "" ? 1 : -1;
    if (token.type !== VALUE) return token;
    if (env.values === null || inCode > 0) return plainText(TokenOf, token.content);
    return inlineHtml(TokenOf, html(token.meta as ValueReference, env));
  });
}

/** Text of a notebook's HTML, as HTML. */
export function valuesInHtml(text: string, env: ValueContext): string {
  if (env.values === null || !text.includes("{{")) return escapeHtml(text);
  let out = "";
  let from = 0;
  for (let at = text.indexOf("{{"); at >= 0; at = text.indexOf("{{", Math.max(from, at + 1))) {
    const reference = referenceAt(text, at);
    if (reference === null) continue;
    out += escapeHtml(text.slice(from, at)) + html(reference, env);
    from = at + reference.source.length;
  }
  return out + escapeHtml(text.slice(from));
}

/** A formula with values in the place of references. */
export function valuesInTex(tex: string, env: ValueContext): string {
  if (env.values === null) return tex;
  return replaceInTex(tex, (reference) => {
    const { source, name, notebook, format } = reference;
    // TeX's own grouping of a letter.
    if (name.length === 1 && notebook === null && candidates(reference, env).length === 0) return source;
    const value = find(reference, env);
    return value === null ? `\\text{${NOT_HERE}}` : texValue(value, format);
  });
}

/** One line of Markdown, such as a title or a caption, with values in the place of references. */
export function valuesInLine(markdown: string, env: ValueContext): string {
  return replaceInLine(
    markdown,
    (reference) => {
      const value = env.values === null ? null : find(reference, env);
      return value === null ? reference.source : literalMarkdown(plainValue(value, reference.format));
    },
    (reference) => valuesInTex(reference.source, env),
  );
}

const NOT_HERE = "(not in this report)";

function html(reference: ValueReference, env: ValueContext): string {
  const value = find(reference, env);
  return value === null ? `<span class="found">${NOT_HERE}</span>` : htmlValue(value, reference.format);
}

/** The own chapter's value, or the only one of that name; what there is not is refused. */
function find(reference: ValueReference, env: ValueContext): Value | null {
  const found = candidates(reference, env);
  const value = found.length === 1 ? found[0]![1] : null;
  const problem = problemOf(reference, found, env);
  if (problem !== null) env.refuse(`${env.place}: ${reference.source}: ${problem}`);
  return problem === null ? value : null;
}

function candidates({ notebook, name }: ValueReference, { chapter, values }: ValueContext): [string, Value][] {
  const key = `${notebook === null ? chapter : anchorOf(notebook)}#${name}`;
  const own = values!.get(key);
  if (own !== undefined) return [[key, own]];
  return notebook === null ? [...values!].filter(([other]) => other.slice(other.indexOf("#") + 1) === name) : [];
}

function problemOf(reference: ValueReference, found: readonly [string, Value][], env: ValueContext): string | null {
  const { notebook, name, format } = reference;
  const [first, second] = found;
  const badFormat = formatProblem(format, first?.[1]);
  if (badFormat !== null) return badFormat;
  if (!env.isWhole) return null;
  if (second !== undefined) return `several chapters show this value: say which, as in {{ ${first![0]} }}`;
  if (first !== undefined) return null;
  if (notebook !== null && !env.chapters.has(anchorOf(notebook))) return `there is no notebook "${notebook}"`;
  if (env.valueMayCome(name)) return null;
  return `no cell shows a value of that name (braces themselves are written \\${reference.source})`;
}
