/** Which HTML of a notebook may stand in the page: text, lists, tables. Nothing from a notebook is trusted. */
import sanitizeHtml from "sanitize-html";
import { escapeHtml } from "../../text/escape.js";
import type { Tone } from "./paint.js";
import { styleOf } from "./styles.js";

const TEXT_TAGS = ["p", "br", "hr", "wbr", "div", "span", "blockquote", "pre"];
const PHRASE_TAGS = [
  ...["b", "strong", "i", "em", "u", "s", "strike", "del", "ins", "mark", "small", "big", "sub", "sup", "q"],
  ...["code", "kbd", "samp", "var", "tt", "abbr", "cite", "dfn", "time", "bdi", "bdo", "ruby", "rt", "rp"],
];
const HEADING_TAGS = ["h1", "h2", "h3", "h4", "h5", "h6"];
/** Of a state, without input. */
const STATE_TAGS = ["progress", "meter"];
const LIST_TAGS = ["ul", "ol", "li", "dl", "dt", "dd", "details", "summary"];
const TABLE_TAGS = ["table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "colgroup", "col"];

/** Parts of a page, which a notebook's HTML is none of: what is left of them is that they stand apart. */
const BLOCKS = /^(?:section|article|header|footer|aside|main|nav|figure|figcaption|address|form|fieldset|center)$/;

/** Elements without a closing tag. */
export const VOID_TAGS: ReadonlySet<string> = new Set(["br", "hr", "wbr", "col", "img"]);

const ALIGNED = { name: "align", multiple: false, values: ["left", "center", "right", "justify"] };

/** What every element may have, as in JupyterLab. */
const COMMON = ["title", "dir", "lang", "hidden"];

const POLICY: sanitizeHtml.IOptions = {
  allowedTags: [...TEXT_TAGS, ...PHRASE_TAGS, ...HEADING_TAGS, ...STATE_TAGS, ...LIST_TAGS, ...TABLE_TAGS],
  allowedAttributes: {
    "*": COMMON,
    col: ["span"],
    colgroup: ["span"],
    details: ["open"],
    div: [ALIGNED],
    li: ["value"],
    meter: ["value", "min", "max", "low", "high", "optimum"],
    ol: ["start", "type", "reversed"],
    p: [ALIGNED],
    progress: ["value", "max"],
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

/** An element's beginning in the page. */
export interface Opening {
  tag: string;
  /** What its content stands on. */
  ground: Tone;
}

/** Opening tags of a page repeat themselves: a table has thousands of `<td>`. */
const known = new Map<string, Opening | null>();
const KEPT_TAGS = 5_000;

/**
 * An element's opening tag with the attributes and styles that are harmless (no handlers, ids, addresses); null for an element
 * that is not among the harmless ones.
 *
 * @param name in lower case
 * @param ground what the element stands on
 */
export function openingTag(name: string, attributes: Readonly<Record<string, string>>, ground: Tone): Opening | null {
  const key = JSON.stringify([name, attributes, ground]);
  const found = known.get(key);
  if (found !== undefined) return found;
  const opening = makeOpening(name, attributes, ground);
  if (known.size >= KEPT_TAGS) known.clear();
  known.set(key, opening);
  return opening;
}

function makeOpening(name: string, attributes: Readonly<Record<string, string>>, below: Tone): Opening | null {
  const element = BLOCKS.test(name) ? "div" : name === "font" ? "span" : name;
  const asked = name === "center" ? { ...attributes, align: "center" } : attributes;
  const written = Object.entries(asked).map(([attribute, value]) => {
    // An attribute that is there without a value would be dropped.
    return ` ${attribute}="${attribute === "hidden" ? "hidden" : escapeHtml(value)}"`;
  });
  const clean = sanitizeHtml(`<${element}${written.join("")}>`, POLICY);
  if (clean === "") return null;
  const { classes: own, css, ground } = styleOf(styleAsked(name, attributes), below);
  const classes = [...alertClasses(attributes.class ?? ""), ...own];
  const look = [
    ...(classes.length === 0 ? [] : [` class="${classes.join(" ")}"`]),
    ...(css === "" ? [] : [` style="${css}"`]),
  ].join("");
  return { tag: clean.replace(/<\/[a-z0-9]+>$/, "").replace(/^<[a-z0-9]+/, `$&${look}`), ground };
}

/** Boxes of Bootstrap, which Jupyter's style sheets have. */
const ALERTS: Readonly<Record<string, string>> = {
  "alert-info": "alert-note",
  "alert-success": "alert-tip",
  "alert-warning": "alert-warning",
  "alert-danger": "alert-caution",
};

function alertClasses(written: string): string[] {
  const kind = written.split(/\s+/).find((name) => Object.hasOwn(ALERTS, name));
  return kind === undefined ? [] : ["alert", ALERTS[kind]!];
}

/** A style as CSS, with what older HTML has attributes for; a style comes after them, and so before them in rank. */
function styleAsked(name: string, { style = "", color = "", bgcolor = "" }: Readonly<Record<string, string>>): string {
  const ink = name === "font" && color !== "" ? [`color:${color}`] : [];
  const ground = /^(?:table|tr|t[hd])$/.test(name) && bgcolor !== "" ? [`background:${bgcolor}`] : [];
  return [...ink, ...ground, style].join(";");
}

/** The closing tag for what `openingTag` gave. */
export function closingTag(opening: string): string {
  return opening.replace(/^<([a-z0-9]+)[^]*$/, "</$1>");
}
