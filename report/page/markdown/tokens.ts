/** markdown-it's tokens: their types, which it does not export by name, and how the page's rules make their own. */
import type MarkdownIt from "markdown-it";

export type Tokens = ReturnType<MarkdownIt["parse"]>;
export type Token = Tokens[number];
export type TokenClass = new (type: string, tag: string, nesting: -1 | 0 | 1) => Token;

/** Marks HTML that the page's own code has made or cleaned; a parser's token has no such mark. */
const OWN = Symbol("own HTML");

export function inlineHtml(TokenOf: TokenClass, content: string): Token {
  return ownHtml(new TokenOf("html_inline", "", 0), content);
}

export function blockHtml(TokenOf: TokenClass, content: string): Token {
  return ownHtml(new TokenOf("html_block", "", 0), content);
}

function ownHtml(token: Token, content: string): Token {
  return Object.assign(token, { content, meta: { [OWN]: true } });
}

/** True for HTML that may be printed as it stands. */
export function isOwnHtml({ meta }: Token): boolean {
  return typeof meta === "object" && meta !== null && OWN in meta;
}

export function plainText(TokenOf: TokenClass, content: string): Token {
  return Object.assign(new TokenOf("text", "", 0), { content });
}
