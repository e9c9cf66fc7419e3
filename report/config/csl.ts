/** What a style of citations in CSL says of citations in the text (https://docs.citationstyles.org/). */
import { Parser } from "htmlparser2";

/** A style by its name; or a file of the project's, with what it says. */
export interface StyleSource {
  /** As the config has it. */
  name: string;
  /** CSL; null for a style that `@citation-js/plugin-csl` brings. */
  xml: string | null;
}

/** How citations stand in the text. */
export interface CitationLayout {
  /** What stands around a group of citations, and between two. */
  opens: string;
  closes: string;
  delimiter: string;
  /** Above the line, as numbers often are. */
  isRaised: boolean;
}

/** The layout of a style, or what is wrong with it: "must be …". */
export function citationLayout(xml: string): CitationLayout | { problem: string } {
  const found = { style: "", layout: null as Record<string, string> | null, parent: false };
  const path: string[] = [];
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        path.push(name);
        if (name === "style") found.style = attributes.class ?? "";
        if (name === "link" && attributes.rel === "independent-parent") found.parent = true;
        if (path.join(" ") === "style citation layout") found.layout = attributes;
      },
      onclosetag: () => void path.pop(),
    },
    { xmlMode: true },
  );
  parser.end(xml);
  if (found.parent && found.layout === null) return { problem: "a style of its own, not one that refers to another" };
  if (found.layout === null) return { problem: "CSL with a layout of citations" };
  if (found.style === "note") return { problem: "a style of citations in the text, not in notes" };
  const { prefix = "", suffix = "", delimiter = "; ", "vertical-align": align } = found.layout;
  return { opens: prefix, closes: suffix, delimiter, isRaised: align === "sup" };
}
