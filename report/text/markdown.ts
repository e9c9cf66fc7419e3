/** Texts and tables as GitHub's Markdown, for the summary of a job. */

/** A Markdown table. Cells are Markdown with TeX; what would end a cell or begin HTML is written otherwise. */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.map(tableCell).join(" | ")} |`;
  return [line(header), line(header.map(() => "---")), ...rows.map(line)];
}

/** Markdown with TeX as one line that opens no HTML: a title may hold anything. */
export function inlineMarkdown(text: string): string {
  return byPart(text, {
    formula: (part) => part.replace(/[<>]/g, (char) => TEX_NAMES[char]!),
    code: (part) => part,
    prose: (part) => part.replaceAll("<", "&lt;"),
  });
}

/** Plain text as one line of Markdown: nothing in it is markup. */
export function literalMarkdown(text: string): string {
  return oneLined(text).replace(/[\\`*_[\]<>|~$&#]/g, "\\$&");
}

/** A pipe ends a cell even in a formula, where a backslash before it makes a norm of it: there it gets TeX's other name. */
function tableCell(text: string): string {
  return byPart(inlineMarkdown(text), {
    formula: (part) => part.replace(/\\?\|/g, (pipe) => TEX_NAMES[pipe]!),
    code: escapePipes,
    prose: escapePipes,
  });
}

/** An odd number of backslashes before each pipe. */
function escapePipes(text: string): string {
  return text.replace(/(\\*)\|/g, (pipe, slashes: string) => (slashes.length % 2 === 0 ? `${slashes}\\|` : pipe));
}

const TEX_NAMES: Readonly<Record<string, string>> = { "<": "\\lt ", ">": "\\gt ", "|": "\\vert ", "\\|": "\\Vert " };

type Part = "formula" | "code" | "prose";

/** Code between backticks, or a formula: an opening dollar without a blank after it, and the next dollar. */
const PARTS = /(`+[^`]+`+|\$(?![\s$])[^$]*\$)/;

/** The text as one line, its formulas, its code and the prose between them each rewritten in its own way. */
function byPart(text: string, rewrite: Readonly<Record<Part, (part: string) => string>>): string {
  return oneLined(text)
    .split(PARTS)
    .map((part, i) =>
      i % 2 === 0 ? rewrite.prose(part) : part.startsWith("$") ? rewrite.formula(part) : rewrite.code(part),
    )
    .join("");
}

function oneLined(text: string): string {
  return text.replace(/\s+/g, " ");
}
