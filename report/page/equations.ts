/**
 * Numbered equations. Temml numbers by its own count, so display mathematics that carries `\label{name}` is numbered in the build
 * ("(2.3)": chapter, equation) through `\tag`, and `$\eqref{name}$` in any chapter becomes a link. The same source is
 * numbered by MathJax in JupyterLab.
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
const LABEL = /\\label\{([^}]+)\}/;
const REFERENCE = /^\\(?:eq)?ref\{([^}]+)\}$/;

/** Numbers the labelled equations of all chapters, in order. */
export function numberEquations(chapters: readonly { number: number; markdown: string }[]): EquationBook {
  const book = new Map<string, Equation>();
  for (const { number, markdown } of chapters) {
    let count = 0;
    for (const [, tex] of markdown.matchAll(DISPLAY)) {
      const label = labelOf(tex ?? "");
      if (label === null || book.has(label)) continue;
      count += 1;
      book.set(label, { number: `${number}.${count}`, anchor: `eq-${slug(label)}` });
    }
  }
  return book;
}

/** The label in a piece of TeX, or null. */
export function labelOf(tex: string): string | null {
  return LABEL.exec(tex)?.[1]?.trim() ?? null;
}

/** The label that a piece of TeX refers to when it is nothing but `\eqref{label}` or `\ref{label}`; else null. */
export function referenceOf(tex: string): string | null {
  return REFERENCE.exec(tex.trim())?.[1]?.trim() ?? null;
}

/** TeX with its `\label` replaced by the `\tag` of its number. */
export function tagEquation(tex: string, equation: Equation | undefined): string {
  return tex.replace(LABEL, equation === undefined ? "" : `\\tag{${equation.number}}`);
}
