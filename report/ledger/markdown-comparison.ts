import type { ComparisonStyle } from "./comparison-text.js";
import { inlineMarkdown, literalMarkdown, markdownTable } from "../text/markdown.js";

/** A comparison in a job's summary, under a heading of the second level. Words are set as a diff, letter by letter. */
export const MARKDOWN_COMPARISON: ComparisonStyle = {
  heading: (title) => [`### ${title}`],
  sentence: (text) => [literalMarkdown(text)],
  table: markdownTable,
  claim: ({ id, title }) => [`#### ${id}: ${inlineMarkdown(title)}`, ""],
  change: ({ effect, what, words }) => {
    const line = `- **${effect}**: ${literalMarkdown(what)}`;
    if (words === undefined) return [line];
    return [line, "", "```diff", ...diffLines(words.before, "-"), ...diffLines(words.after, "+"), "```", ""];
  },
};

/** No line can end the fence, as every line begins with its sign. */
function diffLines(text: string | null, sign: string): string[] {
  return text === null ? [] : text.split(/\r\n|[\n\r]/).map((line) => `${sign} ${line}`);
}
