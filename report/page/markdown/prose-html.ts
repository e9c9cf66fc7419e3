/**
 * HTML in Markdown. The parser hands it on tag by tag, with Markdown between: each block and each line of text has a cleaner
 * of its own, so that what a notebook leaves open ends where its block ends.
 */
import type MarkdownIt from "markdown-it";
import { HtmlCleaner, type HtmlContext } from "../html/html-cleaner.js";
import { escapeHtml } from "../../text/escape.js";
import { blockHtml, inlineHtml, isOwnHtml, type Token, type TokenClass, type Tokens } from "./tokens.js";

/** Tokens with all HTML of the notebook's cleaned; call it before any other HTML is put among them. */
export function cleanProse(tokens: Tokens, context: HtmlContext, TokenOf: TokenClass): Tokens {
  const out: Tokens = [];
  const open: (HtmlCleaner | null)[] = [null];
  const here = (): HtmlCleaner => (open[open.length - 1] ??= new HtmlCleaner(context));
  const close = (): void => {
    const rest = open.pop()?.end() ?? "";
    if (rest !== "") out.push(blockHtml(TokenOf, rest));
  };
  for (const token of tokens) {
    if (token.nesting === -1) close();
    if (token.type === "html_block") out.push(blockHtml(TokenOf, cleanBlock(here(), token.content)));
    else out.push(token);
    if (token.nesting === 1) open.push(null);
    if (token.children !== null) token.children = cleanInline(token.children, context, TokenOf);
  }
  while (open.length > 0) close();
  return out;
}

/** A block that is whole by itself stands apart from what is around it, as a paragraph does. */
function cleanBlock(cleaner: HtmlCleaner, source: string): string {
  const isWithin = cleaner.isOpen();
  const clean = cleaner.feed(source);
  return isWithin || cleaner.isOpen() || clean.trim() === "" ? clean : `<div class="own-html">${clean.trim()}</div>\n`;
}

/** A line of text; what is emphasised or linked in it is a part of its own, as a block is. */
function cleanInline(tokens: Tokens, context: HtmlContext, TokenOf: TokenClass): Tokens {
  if (!tokens.some(({ type }) => type === "html_inline")) return tokens;
  const out: Tokens = [];
  const open = [new HtmlCleaner(context)];
  const print = (html: string): void => {
    if (html !== "") out.push(inlineHtml(TokenOf, html));
  };
  // Parts that are opened within what is withheld go with it.
  let withheldParts = 0;
  for (const token of tokens) {
    const cleaner = open.at(-1)!;
    if (cleaner.isWithholding && (token.nesting !== -1 || withheldParts > 0)) {
      withheldParts += token.nesting;
      print(cleaner.feed(sourceOf(token)));
      continue;
    }
    if (token.nesting === -1) print(open.pop()!.end());
    if (token.type === "html_inline") print(cleaner.feed(token.content));
    else out.push(token);
    if (token.nesting === 1) open.push(new HtmlCleaner(context));
  }
  for (const cleaner of open.reverse()) print(cleaner.end());
  return out;
}

/** What Markdown made a token of, nearly. */
function sourceOf({ type, content }: Token): string {
  return type === "softbreak" || type === "hardbreak" ? "\n" : content;
}

/** Lets no HTML into the page but what the page's own code has made or cleaned. */
export function printOwnHtmlAlone(md: MarkdownIt): void {
  const print = (tokens: Tokens, index: number): string => {
    const token = tokens[index]!;
    return isOwnHtml(token) ? token.content : escapeHtml(token.content);
  };
  md.renderer.rules.html_inline = print;
  md.renderer.rules.html_block = print;
}
