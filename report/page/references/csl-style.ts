/**
 * Citations and references in a style of CSL, by `@citation-js/plugin-csl`. A project that wants one installs it: its processor
 * (citeproc-js) is under other licenses than the engine. What a citation says depends on all works that are cited, so that in
 * the text a mark stands for it until the page is whole.
 */
import { plugins, type CslProcessor } from "@citation-js/core";
import { citationLayout, type CitationLayout, type StyleSource } from "../../config/csl.js";
import { InputError } from "../../errors.js";
import { escapeHtml } from "../../text/escape.js";
import { sanitize } from "../html/sanitize.js";
import type { Work } from "./bibliography.js";

/** A style, and what messages call the config that asks for it. */
export interface NamedStyle extends StyleSource {
  config: string;
}

/** A style that is ready: how citations stand in the text, and what they say. */
export interface CitationStyle extends CitationLayout {
  /**
   * @param works those that are cited, in the order in which they are first
   * @returns by key, in the order of the reference list
   */
  set(works: readonly Work[]): ReadonlyMap<string, StyledWork>;
}

/** A work as a style writes it, as HTML. */
export interface StyledWork {
  /** In the text, without what stands around a group: "Alman & Song, 2023", "7". */
  cited: string;
  /** The same where the authors stand in the sentence. */
  withoutAuthors: string;
  entry: string;
}

/** Styles that are in files have a name of their own. */
const OWN = "the project's own";
const LANGUAGE = "en-US";

/**
 * @throws InputError where the package is missing, has no style of that name, or the style cannot be used
 */
export async function loadStyle({ name, xml, config }: NamedStyle): Promise<CitationStyle> {
  const refuse = (requirement: string): never => {
    throw new InputError(`${config}: "citationStyle" must be ${requirement}, got ${JSON.stringify(name)}`);
  };
  try {
    await import("@citation-js/plugin-csl");
  } catch {
    throw new InputError(`${config}: "citationStyle" needs a package: npm install @citation-js/plugin-csl`);
  }
  const { styles, engine } = plugins.config.get("@csl");
  const names = styles.list().filter((one) => one !== OWN);
  if (xml === null && !names.includes(name)) refuse(`the path of a CSL file, or one of ${names.join(", ")}`);
  const source = xml ?? styles.get(name);
  const layout = citationLayout(source);
  if ("problem" in layout) return refuse(layout.problem);
  if (xml !== null) styles.add(OWN, xml);
  const template = xml === null ? name : OWN;
  return {
    ...layout,
    set(works) {
      const processor = engine(
        works.map(({ item }) => item),
        template,
        LANGUAGE,
        "html",
      );
      processor.opt.development_extensions.wrap_url_and_doi = true;
      return styled(works, processor, layout);
    },
  };
}

function styled(
  works: readonly Work[],
  processor: CslProcessor,
  layout: CitationLayout,
): ReadonlyMap<string, StyledWork> {
  const citations = works.flatMap(({ key: id }) => [{ id }, { id, "suppress-author": true }]);
  const texts = processor
    .rebuildProcessorState(
      citations.map((item) => ({ citationItems: [item], properties: { noteIndex: 0 } })),
      "html",
      [],
    )
    .map(([, , html]) => withoutAround(html, layout));
  const [{ entry_ids: ids }, entries] = processor.makeBibliography();
  const order = ids.map(([id]) => id!);
  return new Map(
    order.map((key, index) => {
      const at = works.findIndex((work) => work.key === key);
      const [cited, withoutAuthors] = [texts[2 * at]!, texts[2 * at + 1]!];
      return [key, { cited, withoutAuthors, entry: entryHtml(entries[index]!) }];
    }),
  );
}

/** One citation by itself, which is plain text, without what stands around a group. */
function withoutAround(html: string, { opens, closes }: CitationLayout): string {
  const text = sanitize(html.replace(/<[^>]+>/g, ""));
  const [before, after] = [sanitize(escapeHtml(opens)), sanitize(escapeHtml(closes))];
  const from = text.startsWith(before) ? before.length : 0;
  const to = text.endsWith(after) && after !== "" ? -after.length : undefined;
  // It may come to stand in an attribute, as of an image's description.
  return text.slice(from, to).replaceAll('"', "&quot;");
}

/** An entry: a number that stands in a margin of its own goes before the text. */
function entryHtml(html: string): string {
  const flat = html.replace(/<\/div>\s*<div class="csl-right-inline">/g, " ").replace(/<\/?div[^>]*>/g, "");
  return sanitize(flat.trim());
}

/** Begin and end marks: characters that no text has. */
const [BEGIN, END] = ["\u{F5EE0}", "\u{F5EE1}"];
const MARK = new RegExp(`${BEGIN}(c|w):([^${END}]*)${END}`, "gu");

/** Stands for what a citation says, also as text that is still to be escaped. */
export function citationMark(key: string, withoutAuthors: boolean): string {
  return `${BEGIN}${withoutAuthors ? "w" : "c"}:${Buffer.from(key).toString("base64url")}${END}`;
}

/** The page with what its citations say. */
export function setMarks(html: string, works: ReadonlyMap<string, StyledWork>): string {
  return html.replace(MARK, (_, kind: string, key: string) => {
    const work = works.get(Buffer.from(key, "base64url").toString());
    return (kind === "w" ? work?.withoutAuthors : work?.cited) ?? "";
  });
}
