/**
 * Links in formulas, `\href{address}{TeX}`. MathML has none: a link is HTML within its text, and what it shows a formula of its
 * own in there. Temml knows no addresses either, so that a class stands in for each until the formula is set.
 */
import { escapeHtml } from "../../text/escape.js";
import { group } from "./groups.js";

/** Of the web, of mail, and of the page itself. */
const ADDRESS = /^(?:https?:|mailto:|#)/i;
/** What Temml is trusted with: our own classes alone. */
export const LINK_CLASS = /^to-\d+$/;

/** A formula with classes in the place of its links, and where these lead, by the numbers of the classes. */
export function takeLinks(tex: string): { tex: string; addresses: string[] } {
  const addresses: string[] = [];
  let out = "";
  let from = 0;
  for (const found of tex.matchAll(/\\href\s*(?=\{)/g)) {
    if (found.index < from) continue;
    const at = found.index + found[0].length;
    const address = group(tex, at);
    const gap = address === null ? "" : /^\s*/.exec(tex.slice(at + address.length))![0];
    const body = address === null ? null : group(tex, at + address.length + gap.length);
    if (address === null || body === null) continue;
    out += `${tex.slice(from, found.index)}${linked(address.slice(1, -1).trim(), body, addresses)}`;
    from = at + address.length + gap.length + body.length;
  }
  return { tex: out + tex.slice(from), addresses };
}

/** TeX writes some signs of addresses with a backslash. What would run is no link. */
function linked(written: string, body: string, addresses: string[]): string {
  const address = written.replace(/\\([#%&_~])/g, "$1");
  return ADDRESS.test(address) ? `\\class{to-${addresses.push(address) - 1}}${body}` : body;
}

/** A formula's HTML with links in the place of their classes. */
export function setLinks(html: string, addresses: readonly string[]): string {
  return addresses.reduce((set, address, index) => setLink(set, `class="to-${index}"`, address), html);
}

/** The element that has a class is put into a link, or what is in it, where it is text. */
function setLink(html: string, mark: string, address: string): string {
  const markAt = html.indexOf(mark);
  if (markAt < 0) return html; // in text, which has no classes: what the link says stays
  const start = html.lastIndexOf("<", markAt);
  const name = /^<([a-z]+)/.exec(html.slice(start))![1]!;
  const end = elementEnd(html, name, start);
  const element = html.slice(start, end).replace(` ${mark}`, "");
  const rel = address.startsWith("#") ? "" : ' rel="noreferrer"';
  const open = `<a href="${escapeHtml(address)}"${rel}>`;
  const text = /^<mtext>([^<]*)<\/mtext>$/.exec(element)?.[1];
  const link = `<mtext>${open}${text ?? `<math>${element}</math>`}</a></mtext>`;
  return html.slice(0, start) + link + html.slice(end);
}

/** Where the element ends that begins at an index. */
export function elementEnd(html: string, name: string, start: number): number {
  let depth = 0;
  const tags = new RegExp(`<(/?)${name}\\b[^>]*>`, "g");
  tags.lastIndex = start;
  for (let tag = tags.exec(html); tag !== null; tag = tags.exec(html)) {
    depth += tag[1] === "" ? 1 : -1;
    if (depth === 0) return tag.index + tag[0].length;
  }
  throw new Error(`elementEnd: <${name}> at ${start} must have an end`);
}
