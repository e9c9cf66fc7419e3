/** Labels of headings, as Quarto has them: `## The setting {#sec-setting}`, which a reference `@sec-setting` leads to. */
import type MarkdownIt from "markdown-it";
import type { Token } from "./tokens.js";

const LABEL = /\s+\{#(sec-[\p{L}\p{N}_.:-]+)\}\s*$/u;

/** Takes labels out of headings, before anything is made of their words. */
export function readHeadingLabels(md: MarkdownIt): void {
  md.core.ruler.after("inline", "ncsparse_heading_labels", ({ tokens }) => {
    for (const [index, { type }] of tokens.entries()) {
      const words = tokens[index + 1];
      const last = words?.children?.at(-1);
      const found = type === "heading_open" && last?.type === "text" ? LABEL.exec(last.content) : null;
      if (found === null) continue;
      last!.content = last!.content.slice(0, found.index);
      words!.content = words!.content.replace(LABEL, "");
      tokens[index]!.meta = { label: found[1]! } satisfies HeadingMeta;
    }
  });
}

interface HeadingMeta {
  label: string;
}

/** The label of a heading's opening token; null where it has none. */
export function headingLabel({ meta }: Token): string | null {
  return (meta as HeadingMeta | null)?.label ?? null;
}
