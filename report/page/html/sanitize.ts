/** Which HTML of a notebook may stand in the page: text, lists, tables. Nothing from a notebook is trusted. */
import sanitizeHtml from "sanitize-html";
import { escapeHtml } from "../../text/escape.js";

const TEXT_TAGS = ["p", "br", "hr", "wbr", "div", "span", "blockquote", "pre"];
const PHRASE_TAGS = [
  ...["b", "strong", "i", "em", "u", "s", "strike", "del", "ins", "mark", "small", "big", "sub", "sup", "q"],
  ...["code", "kbd", "samp", "var", "tt", "abbr", "cite", "dfn", "time", "bdi", "bdo", "ruby", "rt", "rp"],
];
const HEADING_TAGS = ["h1", "h2", "h3", "h4", "h5", "h6"];
const LIST_TAGS = ["ul", "ol", "li", "dl", "dt", "dd", "details", "summary"];
const TABLE_TAGS = ["table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "colgroup", "col"];

/** Parts of a page, which a notebook's HTML is none of: what is left of them is that they stand apart. */
const BLOCKS = /^(?:section|article|header|footer|aside|main|nav|figure|figcaption|address|form|fieldset|center)$/;

/** Elements without a closing tag. */
export const VOID_TAGS: ReadonlySet<string> = new Set(["br", "hr", "wbr", "col", "img"]);

const ALIGNED = { name: "align", multiple: false, values: ["left", "center", "right", "justify"] };

/** What every element may have, as in JupyterLab. */
const COMMON = ["title", "dir", "lang", "hidden", "style"];
/** Of styles, what words say by their look; what would place, size or load anything is dropped. */
const COLOUR = /^(?:#[0-9a-f]{3,8}|[a-z]{3,30}|(?:rgb|hsl)a?\([\d\s.,%/]{3,40}\))$/i;
const STYLES: Readonly<Record<string, RegExp[]>> = {
  color: [COLOUR],
  "background-color": [COLOUR],
  "text-align": [/^(?:left|center|right|justify|start|end)$/],
  "font-weight": [/^(?:normal|bold|bolder|lighter|[1-9]00)$/],
  "font-style": [/^(?:normal|italic|oblique)$/],
  "text-decoration": [/^(?:none|underline|overline|line-through)$/],
};

const POLICY: sanitizeHtml.IOptions = {
  allowedStyles: { "*": STYLES },
  allowedTags: [...TEXT_TAGS, ...PHRASE_TAGS, ...HEADING_TAGS, ...LIST_TAGS, ...TABLE_TAGS],
  allowedAttributes: {
    "*": COMMON,
    col: ["span"],
    colgroup: ["span"],
    details: ["open"],
    div: [ALIGNED],
    li: ["value"],
    ol: ["start", "type", "reversed"],
    p: [ALIGNED],
    td: ["colspan", "rowspan", ALIGNED],
    th: ["colspan", "rowspan", "scope", ALIGNED],
    time: ["datetime"],
    ...Object.fromEntries(HEADING_TAGS.map((tag) => [tag, [ALIGNED]])),
  },
};

/** A bibliography's entry: the same HTML with harmless elements alone, and links of the web and of mail. */
export function sanitize(html: string): string {
  return sanitizeHtml(html, {
    allowedTags: [...(POLICY.allowedTags as string[]), "a"],
    allowedAttributes: { ...POLICY.allowedAttributes, "*": [], a: ["href", "title", "rel"] },
    allowedSchemes: ["https", "mailto"],
    allowProtocolRelative: false,
    transformTags: { a: sanitizeHtml.simpleTransform("a", { rel: "noreferrer" }) },
  });
}

/** Opening tags of a page repeat themselves: a table has thousands of `<td>`. */
const known = new Map<string, string | null>();
const KEPT_TAGS = 5_000;

/**
 * An element's opening tag with the attributes that are harmless (no handlers, ids, addresses; of styles, colours and the like); null for an element
 * that is not among the harmless ones.
 *
 * @param name in lower case
 */
export function openingTag(name: string, attributes: Readonly<Record<string, string>>): string | null {
  const key = JSON.stringify([name, attributes]);
  const found = known.get(key);
  if (found !== undefined) return found;
  if (name === "center") return '<div align="center">';
  if (BLOCKS.test(name)) return openingTag("div", attributes);
  if (name === "font") return openingTag("span", fontStyle(attributes));
  const written = Object.entries(attributes).map(([attribute, value]) => {
    // An attribute that is there without a value would be dropped.
    return ` ${attribute}="${attribute === "hidden" ? "hidden" : escapeHtml(value)}"`;
  });
  const clean = sanitizeHtml(`<${name}${written.join("")}>`, POLICY);
  const tag = clean === "" ? null : clean.replace(/<\/[a-z0-9]+>$/, "");
  if (known.size >= KEPT_TAGS) known.clear();
  known.set(key, tag);
  return tag;
}

/** `<font color="red">` says it in the way of its time. */
function fontStyle({ color, ...attributes }: Readonly<Record<string, string>>): Record<string, string> {
  return color === undefined ? attributes : { ...attributes, style: `color: ${color}` };
}

/** The closing tag for what `openingTag` gave. */
export function closingTag(opening: string): string {
  return opening.replace(/^<([a-z0-9]+)[^]*$/, "</$1>");
}
