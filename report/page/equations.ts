/**
 * Numbered equations. Temml numbers by its own count, so display mathematics that carries `\tag{eq:name}` or `\label{name}`
 * is numbered in the build ("(2.3)": chapter, equation) through `\tag`, and `[eq:name](#eq:name)` or `$\eqref{name}$` in any
 * chapter becomes a link. JupyterLab numbers nothing: of these it shows the tag "(eq:name)" and the link's text, but no
 * `\label`, and "(???)" for `\eqref`.
 */
import { slug } from "./text.js";

export interface Equation {
  /** E.g. "2.3". */
  number: string;
  anchor: string;
}

/** All labelled equations of the report by label. */
export type EquationBook = ReadonlyMap<string, Equation>;

const DISPLAY = /\$\$([\s\S]+?)\$\$/g;
const LABELS = /\\(?:label\{([^}]+)\}|tag\{\s*(eq:[^}]+)\})/g;
const REFERENCE = /^\\(?:eq)?ref\{([^}]+)\}$/;

/** Numbers the labelled equations of all chapters, in order; `chapters[i]` is the Markdown of chapter i + 1. */
export function numberEquations(chapters: readonly string[]): EquationBook {
  const book = new Map<string, Equation>();
  chapters.forEach((markdown, chapter) => {
    let count = 0;
    for (const [, tex] of markdown.matchAll(DISPLAY)) {
      const label = labelOf(tex ?? "");
      if (label === null || book.has(label)) continue;
      count += 1;
      book.set(label, { number: `${chapter + 1}.${count}`, anchor: `eq-${slug(label)}` });
    }
  });
  return book;
}

/** The label in a piece of TeX, or null. */
export function labelOf(tex: string): string | null {
  const [found] = tex.matchAll(LABELS);
  return found === undefined ? null : (found[1] ?? found[2]!).trim();
}

/** The label that a piece of TeX refers to when it is nothing but `\eqref{label}` or `\ref{label}`; else null. */
export function referenceOf(tex: string): string | null {
  return REFERENCE.exec(tex.trim())?.[1]?.trim() ?? null;
}

/** The equation that a link to `#eq:name` means: that of the label `eq:name`, or of `name` alone. */
export function linkedEquation(name: string, book: EquationBook): Equation | undefined {
  return name.startsWith("eq:") ? (book.get(name) ?? book.get(name.slice("eq:".length))) : undefined;
}

/** TeX with its label replaced by the `\tag` of its number. */
export function tagEquation(tex: string, equation: Equation | undefined): string {
  let tag = equation === undefined ? "" : `\\tag{${equation.number}}`;
  return tex.replace(LABELS, () => {
    const first = tag;
    tag = "";
    return first;
  });
}
