/** Diagrams that JupyterLab draws from fenced code: the page shows their source, and says so. */
import type MarkdownIt from "markdown-it";
import { leftOut, type WarningContext } from "../warnings.js";

/** Marks each `mermaid` fence, above its source. */
export function markDiagrams(md: MarkdownIt): void {
  const fence = md.renderer.rules.fence!;
  md.renderer.rules.fence = (tokens, index, options, env, self) => {
    const html = fence(tokens, index, options, env, self);
    if (!/^mermaid\b/.test(tokens[index]!.info.trim())) return html;
    const mark = leftOut("a diagram", "the page draws none from Mermaid; its source follows", env as WarningContext);
    return `<p>${mark}</p>\n${html}`;
  };
}
