/** Links between notebooks, to boxes, figures, tables and headings, as links inside the page. */
import { headingAnchor, uniqueAnchor } from "../../document/anchors.js";
import { citeByLink, citedByLink } from "../references/citations.js";
import { decoded, findTarget, isNotebook, missing, type Target } from "./targets.js";
import type { MarkdownContext } from "./markdown.js";
import { outcomeHtml } from "../claims/outcome.js";
import { escapeHtml } from "../../text/escape.js";
import { inlineHtml, plainText, type Token, type TokenClass, type Tokens } from "./tokens.js";
import { warn, warnOfLoss } from "../warnings.js";

/** The title of a link that asks for its claim's outcome: `[T4.3-order](#T4.3-order "outcome")`. */
const OUTCOME_TITLE = "outcome";
/** The title of a link in whose place its claim's finding stands: `[T4.3-order](#T4.3-order "finding")`. */
const FINDING_TITLE = "finding";

/** Renders a line of Markdown within the one whose links are resolved. */
type RenderLine = (source: string) => string;

/** What is put in the place of a link's opening, its text and its closing; undefined leaves them as they are. */
interface Fixed {
  open: Token[];
  text?: Token[];
  close: Token[];
}

/**
 * Links to other notebooks and to labels become links inside the page; where a link's text is empty or the label itself,
 * the target's number ("Figure 3.2") takes its place. A link to a work of the bibliography is a citation. A link to another
 * file, or to a notebook that the report has not, leads nowhere from a page that travels alone: its text stays, and the author
 * is told. A link with the title "outcome" is followed by the place of the claim's box and by what came out.
 * A link that wants the number or the outcome of what nothing is is refused, in a report of all notebooks.
 */
export function fixLinks(
  tokens: Tokens,
  env: MarkdownContext,
  { TokenOf, renderLine }: { TokenOf: TokenClass; renderLine: RenderLine },
): Tokens {
  const out: Tokens = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]!;
    if (token.type !== "link_open") {
      out.push(token);
      continue;
    }
    const end = tokens.findIndex((later, index) => index > at && later.type === "link_close");
    const text = tokens.slice(at + 1, end);
    const finding = token.attrGet("title") === FINDING_TITLE ? findingHtml(token, env, renderLine) : null;
    if (finding === null) {
      const fixed = fix(token, text, tokens[end]!, env, TokenOf);
      out.push(...fixed.open, ...(fixed.text ?? text), ...fixed.close);
    } else out.push(inlineHtml(TokenOf, finding));
    at = end;
  }
  return out;
}

function fix(open: Token, text: Tokens, close: Token, env: MarkdownContext, TokenOf: TokenClass): Fixed {
  const href = open.attrGet("href") ?? "";
  const asksOutcome = open.attrGet("title") === OUTCOME_TITLE;
  if (/^(?:https?:|mailto:)/i.test(href)) {
    open.attrSet("rel", "noreferrer");
    return { open: [open], close: [close] };
  }
  const isBare = text.length === 0 || isLabel(text, href);
  // Without a bibliography the link is one to a file.
  const work = env.bibliography.size === 0 ? null : citedByLink(href);
  if (work !== null) {
    const name = citeByLink(open, decoded(work), env);
    return { open: [open], ...(isBare && { text: [plainText(TokenOf, name)] }), close: [close] };
  }
  const target = findTarget(href, env);
  if (target === "elsewhere") {
    tellElsewhere(href, env);
    return { open: [], ...(text.length === 0 && { text: [plainText(TokenOf, decoded(href))] }), close: [] };
  }
  if (target === null) {
    if (isBare || asksOutcome || /^[^#]*#(?:fig|tbl):/.test(href)) missing(href, env);
    tellMissing(href, env);
    const label = text.length === 0 ? [plainText(TokenOf, decoded(href.replace(/^[^#]*#?/, "")))] : text;
    return { open: [], text: label, close: [inlineHtml(TokenOf, NOT_HERE)] };
  }
  open.attrSet("href", `#${target.anchor}`);
  // The title of a link that asks was its question, and is not shown.
  if (asksOutcome) open.attrs = Object.entries({ href: `#${target.anchor}`, class: "to-outcome" });
  const found = asksOutcome ? [inlineHtml(TokenOf, outcomeFound(target, text.length === 0, env))] : [];
  const numbered = target.label !== undefined && isBare && !(asksOutcome && text.length > 0);
  return { open: [open], ...(numbered && { text: [plainText(TokenOf, target.label!)] }), close: [close, ...found] };
}

/** What a claim found, and where its box stands; null where no claim is that, or it has no finding to tell. */
function findingHtml(link: Token, env: MarkdownContext, renderLine: RenderLine): string | null {
  const href = link.attrGet("href") ?? "";
  const target = findTarget(href, env);
  if (target === null || target === "elsewhere") return null;
  const finding = env.claimResults.get(target.anchor)?.finding ?? null;
  if (finding === null) {
    env.refuse(`${env.place}: ${decoded(href)} has no finding that could be told`);
    return null;
  }
  return `${renderLine(finding)} <span class="found">(<a href="#${target.anchor}">${escapeHtml(target.label ?? "")}</a>)</span>`;
}

const NOT_HERE = ' <span class="found">(not in this report)</span>';

function tellElsewhere(href: string, env: MarkdownContext): void {
  const what = isNotebook(href) ? "notebook" : "file";
  warn(`a link to the ${what} ${decoded(href)}: the page travels without it, and keeps the link's text alone`, env);
}

/** A part of a report may lack the target of a sound link. */
function tellMissing(href: string, env: MarkdownContext): void {
  if (env.isWhole) warnOfLoss(`a link to ${decoded(href)}: nothing in the report is called that`, env);
}

/** Opening and closing tag of an `<a>` in a notebook's HTML, by the same rules as Markdown's links; it may be an anchor, too. */
export function htmlLink(
  attributes: Readonly<Record<string, string>>,
  env: MarkdownContext,
): [open: string, close: string] {
  const name = attributes.id ?? attributes.name ?? "";
  const id = name === "" ? "" : ` id="${uniqueAnchor(headingAnchor(env.chapter, name), env.anchors)}"`;
  const href = attributes.href?.trim() ?? "";
  const [link, after] = resolved(href, env);
  if (id === "" && link === "") return ["", after];
  return [`<a${id}${link}>`, `</a>${after}`];
}

/** The attributes of a link to an address, and what stands behind it. What an address would run is dropped. */
function resolved(href: string, env: MarkdownContext): [attributes: string, after: string] {
  if (/^(?:https?:|mailto:)/i.test(href)) return [` href="${escapeHtml(href)}" rel="noreferrer"`, ""];
  if (href === "" || href === "#" || /^(?:\/\/|[a-z][a-z0-9+.-]*:)/i.test(href.replace(/[\u0000-\u0020]/g, "")))
    return ["", ""];
  const target = findTarget(href, env);
  if (target === "elsewhere") tellElsewhere(href, env);
  if (target === null) tellMissing(href, env);
  if (target === "elsewhere" || target === null) return ["", target === null ? NOT_HERE : ""];
  return [` href="#${target.anchor}"`, ""];
}

/** True for `[fig:phase](#fig:phase)`: the text by which a reader in JupyterLab sees what is meant. */
function isLabel(text: Tokens, href: string): boolean {
  const [only] = text;
  if (text.length !== 1 || only?.type !== "text") return false;
  return only.content === decoded(href.replace(/^[^#]*#/, ""));
}

/** What stands after a link that asks for it: what the claim is where the link has another text, and the outcome. */
function outcomeFound({ anchor }: Target, isEmpty: boolean, env: MarkdownContext): string {
  const claim = env.claimResults.get(anchor);
  if (claim === undefined) return "";
  const place = isEmpty ? "" : `${escapeHtml(env.claimLabels.get(anchor)?.place ?? "")}: `;
  const deviation = claim.asExpected ? "" : `, expected ${claim.expected.outcome}`;
  return ` <span class="found">(${place}${outcomeHtml(claim.outcome)}${deviation})</span>`;
}
