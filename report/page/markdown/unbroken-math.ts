/**
 * Where a line may not break: inside a short formula ("n = 512"), and between a formula and the punctuation or the suffix
 * that belongs to it ("n − k.", "n^C-sparse"). Browsers see a formula as a box that may be parted from anything.
 */
import { inlineHtml, plainText, type TokenClass, type Tokens } from "./tokens.js";

/** Name that @mdit/plugin-tex gives to a formula in running text. */
const INLINE_MATH = "math_inline";
/** Formulas of at most this many characters of TeX stay on one line; with something attached, of at most this many. */
const SHORT = 14;
const SHORT_ATTACHED = 30;
/** Closing punctuation, or a hyphen with the rest of its word. */
const ATTACHED = /^(?:[.,;:!?)\]’”…]+|[-‑]\p{L}+[.,;:!?)\]’”…]*)/u;

/** Inline tokens with those places held together by `<span class="unbroken">`. */
export function holdTogether(tokens: Tokens, TokenOf: TokenClass): Tokens {
  const out: Tokens = [];
  tokens.forEach((token, index) => {
    if (token.type !== INLINE_MATH) {
      out.push(token);
      return;
    }
    const next = tokens[index + 1];
    const attached = next?.type === "text" ? (ATTACHED.exec(next.content)?.[0] ?? "") : "";
    const limit = attached === "" ? SHORT : SHORT_ATTACHED;
    if (token.content.length > limit) {
      out.push(token);
      return;
    }
    if (next !== undefined) next.content = next.content.slice(attached.length);
    out.push(
      inlineHtml(TokenOf, '<span class="unbroken">'),
      token,
      plainText(TokenOf, attached),
      inlineHtml(TokenOf, "</span>"),
    );
  });
  return out;
}
