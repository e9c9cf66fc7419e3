/** What Markdown of notebooks is, before it becomes anything in the page: so all who read it read the same. */
import { tex } from "@mdit/plugin-tex";
import MarkdownIt from "markdown-it";
import footnote from "markdown-it-footnote";
import { parseCitations } from "../references/citations.js";
import { highlight } from "../code.js";
import { parseFormulas } from "../math/math-syntax.js";
import { readHeadingLabels } from "./heading-labels.js";
import { keepCells } from "./table-rows.js";
import { parseValues } from "./values.js";

/** Sets a formula; `env` is what the parser was called with. */
export type RenderTex = (content: string, displayMode: boolean, env: unknown) => string;

/** A parser of CommonMark with HTML, tables, footnotes, citations and formulas. */
export function proseSyntax(render: RenderTex = () => ""): MarkdownIt {
  const md = new MarkdownIt({ html: true, linkify: true, typographer: true, highlight });
  // Addresses of the web alone: of "index.ts" nobody wants a link to a country.
  md.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
  // Quotes are curled; of the other replacements `dashes.ts` has those that change no meaning.
  md.core.ruler.disable("replacements");
  md.use(tex, { render });
  parseFormulas(md);
  readHeadingLabels(md);
  parseValues(md);
  parseCitations(md);
  // The plugin's typings speak of the other build of markdown-it's.
  md.use(footnote as unknown as (md: MarkdownIt) => void);
  // Notes of a notebook's other cells count, too: `footnotes.ts` puts them where they are read.
  md.core.ruler.disable("footnote_tail");
  keepCells(md);
  md.validateLink = isLink;
  return md;
}

/** Addresses that run nothing: of the web, of mail, of files, of this page, of images in the page or in the cell. */
function isLink(url: string): boolean {
  return /^(?:https?:|mailto:|attachment:|#|[^:]*$|[^:/?#]+\.ipynb#)/i.test(url) || /^data:image\//i.test(url);
}
