/** What a figure shows, in words, for readers who do not see it. */
import { anchorOf } from "../../document/anchors.js";
import type { FigureBlock } from "../../document/model.js";
import type { Book } from "../context.js";

/**
 * The figure's own words, after the title of the claim in whose box it stands: "Share of failing draws" alone says
 * nothing of what fails. Symbols as plain text; empty where the figure has no words.
 */
export function altText(
  { about, spec }: Pick<FigureBlock, "about" | "spec">,
  book: Pick<Book, "claimResults">,
): string {
  const own = about.alt ?? (typeof spec?.description === "string" ? spec.description : "");
  if (own.trim() === "") return "";
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
