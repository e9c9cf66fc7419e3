import { marked } from "marked";

/** Code, in which no formula is; formulas between two dollars; formulas between one. */
const FORMULA_OR_CODE = /`[^`]*`|\$\$[^]*?\$\$|(?<!\\)\$(?:\\[^]|[^$\\])+\$/g;

/** Markdown as HTML by JupyterLab's own parser, formulas between their dollars, as front ends look for them. */
export function markdownHtml(markdown: string): string {
  const formulas: string[] = [];
  // To Markdown an underscore in a formula would be an emphasis.
  const kept = markdown.replace(FORMULA_OR_CODE, (found) =>
    found.startsWith("`") ? found : `@@${formulas.push(found) - 1}@@`,
  );
  const html = marked.parse(kept, { async: false, gfm: true });
  return html.replace(/@@(\d+)@@/g, (mark, index: string) => escapeHtml(formulas[Number(index)] ?? mark)).trim();
}

/** Text that HTML would read as tags or entities. */
export function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
