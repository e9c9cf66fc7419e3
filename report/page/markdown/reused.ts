/** Paragraphs that are nothing but a link that asks to show its target: `[caption](#fig:phase "show")`. */
import { proseSyntax } from "./syntax.js";
import { decoded } from "./targets.js";
import type { Token } from "./tokens.js";

export interface ReusedDisplay {
  kind: "fig" | "tbl";
  /** What the label says behind its kind. */
  name: string;
  /** The notebook that the address names, without ".ipynb"; null where it names none. */
  notebook: string | null;
  href: string;
  /** Markdown; "" for the caption that the figure has. */
  caption: string;
  /** Lines of the source that the paragraph takes, from 0: its first, and the first behind it. */
  lines: [from: number, to: number];
}

const LABEL = /^(?:(?:\.\/)?([^/#?]+)\.ipynb)?#(fig|tbl)[:-](.+)$/s;
const syntax = proseSyntax();

/** The title of a link in whose place its figure or table stands. */
const SHOW_TITLE = "show";

/** Those of a piece of Markdown, in order. */
export function reusedDisplays(source: string): ReusedDisplay[] {
  if (!source.includes(SHOW_TITLE)) return [];
  const tokens = syntax.parse(source, {});
  return tokens.flatMap((token, index) => {
    const line = token.type === "paragraph_open" && token.level === 0 ? tokens[index + 1] : undefined;
    const label = line === undefined ? null : labelIn(asked(line) ?? "");
    if (label === null || token.map === null) return [];
    const words = line!.content.slice(1, line!.content.lastIndexOf("]("));
    // The label itself is what a reader in JupyterLab sees in the place of the figure.
    const caption = words === `${label.kind}:${label.name}` ? "" : words;
    return [{ ...label, caption, lines: token.map }];
  });
}

/** The address of a line that is one link, and asks to show it; else null. */
function asked({ children }: Token): string | null {
  const [first, ...rest] = children ?? [];
  if (first?.type !== "link_open" || first.attrGet("title") !== SHOW_TITLE) return null;
  return rest.findIndex(({ type }) => type === "link_close") === rest.length - 1 ? first.attrGet("href") : null;
}

function labelIn(href: string): Omit<ReusedDisplay, "caption" | "lines"> | null {
  const [, notebook, kind, name] = LABEL.exec(decoded(href)) ?? [];
  if (name === undefined) return null;
  return { kind: kind as ReusedDisplay["kind"], name, notebook: notebook ?? null, href };
}
