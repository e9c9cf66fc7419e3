/**
 * Dashes: two or three hyphens between blanks, two between numbers. Nothing else of Markdown's typography: (c), (r), `+-`,
 * `...` and the hyphens of `--only` or `a--b.txt` mean what they say. Quotes are curled by the parser.
 */
import type { Tokens } from "./tokens.js";

/** Sets dashes in the text of inline tokens. */
export function setDashes(tokens: Tokens): void {
  for (const token of tokens) {
    for (const child of token.children ?? []) {
      if (child.type !== "text" || !child.content.includes("--")) continue;
      child.content = child.content
        .replace(/(?<=^|\s)---(?=\s|$)/g, "—")
        .replace(/(?<=^|\s)--(?=\s|$)/g, "–")
        .replace(/(?<=\d)--(?=\d)/g, "–");
    }
  }
}
