/** What a figure shows, in words, for readers who do not see it. */
import { anchorOf } from "../../document/anchors.js";
import type { FigureBlock } from "../../document/model.js";
import type { Book } from "../context.js";
import { chartWords } from "./chart-words.js";

/**
 * The figure's own words, after the title of the claim in whose box it stands: "Share of failing draws" alone says
 * nothing of what fails. Symbols as plain text; empty for a figure of this engine's kit that has no words. A chart of any other
 * origin is described by its spec.
 */
export function altText(
  { about, spec }: Pick<FigureBlock, "about" | "spec">,
  book: Pick<Book, "claimResults">,
): string {
  const own = about.alt ?? (typeof spec?.description === "string" ? spec.description : "");
  if (own.trim() === "") return spec !== null && Object.keys(about).length === 0 ? plain(chartWords(spec)) : "";
  const claim = about.claim === undefined ? undefined : book.claimResults.get(anchorOf(about.claim));
  return plain(claim === undefined ? own : `${claim.title.replace(/\.$/, "")}. ${own}`);
}

/** Text without the marks of Markdown and TeX: `$2^{13}$` becomes 2^13, `\\sigma` sigma. */
function plain(text: string): string {
  return text
    .replace(/\$([^$]*)\$/g, (_, tex: string) => tex.replace(/[{}]/g, "").trim())
    .replace(/\\([a-zA-Z]+)\s*/g, "$1 ")
    .replaceAll("**", "")
    .replace(/\s+/g, " ")
    .replace(/ (?=[.,;:])/g, "")
    .trim();
}
