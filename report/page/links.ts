/** Links between notebooks, to claims and to headings, as links inside the page. */
import type { MarkdownContext } from "./markdown.js";
import { outcomeHtml } from "./outcome.js";
import { escapeHtml, slug } from "./text.js";
import { inlineHtml, plainText, type TokenClass, type Tokens } from "./tokens.js";

/** The title of a link that asks for its claim's outcome: `[T4.3-order](#T4.3-order "outcome")`. */
const OUTCOME_TITLE = "outcome";

/**
 * Links to other notebooks and to claims become links inside the page; an empty link to a claim gets its label. A link to
 * a file beside the notebook leads nowhere from a page that travels alone: its text stays. A link with the title
 * "outcome" is followed by the place of the claim's box and by what came out; its text stays, too, in a report that does
 * not hold the claim.
 */
export function mendLinks(tokens: Tokens, env: MarkdownContext, TokenOf: TokenClass): Tokens {
  let dropped = false;
  let found = "";
  return tokens.flatMap((token, index) => {
    if (token.type === "link_close") {
      const mended = dropped ? [] : [token];
      return found === "" ? mended : [...mended, inlineHtml(TokenOf, found)];
    }
    if (token.type !== "link_open") return [token];
    const href = pageHref(token.attrGet("href") ?? "", env);
    const label = env.claimLabels.get(href.slice(1));
    const isEmpty = tokens[index + 1]?.type === "link_close";
    const asksOutcome = token.attrGet("title") === OUTCOME_TITLE;
    found = asksOutcome ? outcomeFound(href.slice(1), isEmpty, env) : "";
    dropped = asksOutcome ? label === undefined : !/^(?:#|https?:|mailto:)/i.test(href);
    if (dropped) return [];
    token.attrSet("href", href);
    // The title of a link that asks was its question, and is not shown.
    if (asksOutcome) token.attrs = Object.entries({ href, class: "to-outcome" });
    if (!href.startsWith("#")) token.attrSet("rel", "noreferrer");
    return label === undefined || !isEmpty ? [token] : [token, plainText(TokenOf, label)];
  });
}

/** What stands after a link that asks for it: the box's label where the link has another text, and the outcome. */
function outcomeFound(anchor: string, isEmpty: boolean, env: MarkdownContext): string {
  const claim = env.claimResults.get(anchor);
  if (claim === undefined) return ' <span class="found">(not in this report)</span>';
  const place = isEmpty ? "" : `${escapeHtml(env.claimLabels.get(anchor) ?? "")}: `;
  const deviation = claim.asExpected ? "" : `, expected ${claim.expected.outcome}`;
  return ` <span class="found">(${place}${outcomeHtml(claim.outcome)}${deviation})</span>`;
}

/** `02-sparsity.ipynb#Setting` -> `#02-sparsity-setting`; `#Setting` -> this chapter's; claims' anchors stay. */
function pageHref(href: string, env: MarkdownContext): string {
  const notebook = /^(?:\.\/)?([^/#?]+)\.ipynb(?:#(.*))?$/.exec(href);
  if (notebook !== null) {
    const name = decodeURIComponent(notebook[1]!);
    if (!env.chapters.has(slug(name))) return href;
    return notebook[2] === undefined ? `#${slug(name)}` : `#${slug(name)}-${slug(decodeURIComponent(notebook[2]))}`;
  }
  if (!href.startsWith("#")) return href;
  const target = decodeURIComponent(href.slice(1));
  if (env.claimLabels.has(slug(target))) return `#${slug(target)}`;
  return env.anchors.has(target) || env.chapters.has(target) ? href : `#${env.chapter}-${slug(target)}`;
}
