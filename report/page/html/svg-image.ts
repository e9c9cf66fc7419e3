/** SVG drawings as images: inside an `<img>` a browser runs no script of theirs and loads nothing for them. */
import { Parser } from "htmlparser2";
import { escapeHtml } from "../../text/escape.js";

export interface SvgImage {
  /** A data: URI. */
  uri: string;
  /** What the drawing says of itself in words; "" where it says nothing. */
  alt: string;
  /** Addresses of pictures that the drawing would load. */
  remote: string[];
}

const SVG = "http://www.w3.org/2000/svg";
const XLINK = "http://www.w3.org/1999/xlink";
const XHTML = "http://www.w3.org/1999/xhtml";
/** Elements whose references are pictures; `use` may point into another file. */
const LOADING = new Set(["image", "feImage", "use", "img"]);
/** Names that XML takes without a declaration of their prefix, and the one prefix that is declared here. */
const NAME = /^(?:(?:xml|xlink):)?[A-Za-z_][\w.-]*$/;

/** An SVG as HTML has it (attributes without quotes, no namespace, `&nbsp;`) or as XML, as a well-formed image. */
export function svgImage(source: string): SvgImage {
  const writer = new SvgWriter();
  new Parser(writer, { xmlMode: true }).end(asXml(source));
  return {
    uri: `data:image/svg+xml;base64,${Buffer.from(writer.xml, "utf8").toString("base64")}`,
    alt: writer.alt.replace(/\s+/g, " ").trim(),
    remote: writer.remote,
  };
}

/** What HTML and XML read differently: code in a script may look like tags, some elements end by themselves, names of signs. */
function asXml(source: string): string {
  return source
    .replace(/<script\b[^>]*\/>|<script\b[^]*?<\/script\s*>/gi, "")
    .replace(/<(br|hr|img|wbr|input)\b([^>]*?)\/?>/gi, "<$1$2/>")
    .replace(HTML_ENTITY, decoded);
}

/** A character by a name that HTML knows and XML does not. */
const HTML_ENTITY = /&(?!(?:amp|lt|gt|quot|apos);)[a-z][a-z0-9]*;/gi;

function decoded(entity: string): string {
  let text = "";
  new Parser({ ontext: (part) => (text += part) }).end(entity);
  return text;
}

/** Writes the events of an SVG's parser as XML, scripts and handlers left away. */
class SvgWriter {
  xml = "";
  alt = "";
  readonly remote: string[] = [];
  /** Open elements; null for one that is left away with all in it. */
  readonly #open: (string | null)[] = [];

  onopentag(name: string, attributes: Record<string, string>): void {
    const isLeftAway = this.#open.includes(null) || !NAME.test(name) || /^script$/i.test(name);
    const parent = this.#open.at(-1);
    this.#open.push(isLeftAway ? null : name);
    if (isLeftAway) return;
    if (this.#open.length === 1) this.alt = attributes["aria-label"] ?? "";
    const href = attributes.href ?? attributes["xlink:href"] ?? attributes.src ?? "";
    if (LOADING.has(name) && href !== "" && !/^\s*(?:#|data:)/i.test(href)) this.remote.push(href);
    const kept = Object.entries(attributes).filter(([key]) => NAME.test(key) && !/^(?:on|xmlns$)/i.test(key));
    const written = [...namespaces(name, parent), ...kept].map(([key, value]) => ` ${key}="${escapeHtml(value)}"`);
    this.xml += `<${name}${written.join("")}>`;
  }

  ontext(text: string): void {
    if (this.#open.length === 0 || this.#open.includes(null)) return;
    // What XML cannot hold, not even escaped.
    this.xml += escapeHtml(text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ""));
    const isTitle = this.#open.length === 2 && /^(?:title|desc)$/.test(this.#open[1]!);
    if (isTitle) this.alt += ` ${text}`;
  }

  onclosetag(): void {
    const name = this.#open.pop();
    if (typeof name === "string") this.xml += `</${name}>`;
  }
}

/** The declarations that an element needs by where it stands. */
function namespaces(name: string, parent: string | null | undefined): [string, string][] {
  if (parent === undefined)
    return [
      ["xmlns", SVG],
      ["xmlns:xlink", XLINK],
    ];
  if (parent === "foreignObject") return [["xmlns", XHTML]];
  return name === "svg" ? [["xmlns", SVG]] : [];
}
