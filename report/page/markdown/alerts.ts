/** Alerts, as GitHub has them: a quotation whose first line is `[!NOTE]` or another of five words is headed by that word. */
import { blockHtml, type Token, type TokenClass, type Tokens } from "./tokens.js";

const KINDS = ["note", "tip", "important", "warning", "caution"] as const;
const HEAD = new RegExp(`^\\[!(${KINDS.join("|")})\\]$`, "i");

/** Quotations that are alerts become boxes with a heading. */
export function setAlerts(tokens: Tokens, TokenOf: TokenClass): Tokens {
  const out: Tokens = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]!;
    out.push(token);
    const [paragraph, inline] = [tokens[at + 1], tokens[at + 2]];
    const kind = token.type === "blockquote_open" && paragraph?.type === "paragraph_open" ? kindOf(inline) : null;
    if (kind === null) continue;
    token.attrJoin("class", `alert alert-${kind}`);
    out.push(blockHtml(TokenOf, `<p class="alert-kind">${kind[0]!.toUpperCase()}${kind.slice(1)}</p>\n`));
    // A paragraph of the head alone has nothing more to say.
    if (!dropFirstLine(inline!)) at += 3;
  }
  return out;
}

function kindOf(inline: Token | undefined): string | null {
  const [first, next] = inline?.children ?? [];
  const isAlone = next === undefined || next.type === "softbreak" || next.type === "hardbreak";
  return first?.type === "text" && isAlone ? (HEAD.exec(first.content.trim())?.[1]?.toLowerCase() ?? null) : null;
}

/** False where there is no other line. */
function dropFirstLine(inline: Token): boolean {
  inline.children!.splice(0, 2);
  return inline.children!.length > 0;
}
