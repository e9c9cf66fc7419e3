/** A chapter's title, as its notebook writes it. */
import { proseSyntax } from "./syntax.js";

const syntax = proseSyntax();
const HTML_TITLE = /<h1\b[^>]*>([^]*?)<\/h1\s*>/i;

/** The first heading of level 1 in a piece of Markdown, in any of its notations or as `<h1>`: its words and all of it. */
export function titleIn(source: string): { title: string; heading: string } | null {
  if (!/^ {0,3}#[ \t]|^ {0,3}=+[ \t]*$|<h1/im.test(source)) return null;
  const tokens = syntax.parse(source, {});
  for (const [index, token] of tokens.entries()) {
    if (token.type === "heading_open" && token.tag === "h1" && token.level === 0 && token.map !== null) {
      const title = tokens[index + 1]?.content.trim() ?? "";
      if (title !== "")
        return {
          title,
          heading: source
            .split("\n")
            .slice(...token.map)
            .join("\n"),
        };
    }
    const html = token.type === "html_block" ? HTML_TITLE.exec(token.content) : null;
    if (html !== null && html[1]!.trim() !== "")
      return { title: html[1]!.trim().replace(/\s+/g, " "), heading: html[0] };
  }
  return null;
}
