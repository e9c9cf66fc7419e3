/** Paragraphs that are nothing but an image whose address is the label of a figure or table: `![caption](#fig:phase)`. */
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

/** Those of a piece of Markdown, in order. */
export function reusedDisplays(source: string): ReusedDisplay[] {
  if (!/!\[[^]*\]\([^)]*#(?:fig|tbl)/.test(source)) return [];
  const tokens = syntax.parse(source, {});
  return tokens.flatMap((token, index) => {
    const image = token.type === "paragraph_open" && token.level === 0 ? onlyImage(tokens[index + 1]) : null;
    const label = image === null ? null : labelIn(image.attrGet("src") ?? "");
    if (image === null || label === null || token.map === null) return [];
    return [{ ...label, caption: image.content, lines: token.map }];
  });
}

function onlyImage(line: Token | undefined): Token | null {
  const [only, ...others] = line?.children ?? [];
  return only?.type === "image" && others.length === 0 ? only : null;
}

function labelIn(href: string): Omit<ReusedDisplay, "caption" | "lines"> | null {
  const [, notebook, kind, name] = LABEL.exec(decoded(href)) ?? [];
  if (name === undefined) return null;
  return { kind: kind as ReusedDisplay["kind"], name, notebook: notebook ?? null, href };
}
