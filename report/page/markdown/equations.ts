/**
 * Numbered equations. Temml numbers by its own count, so display mathematics that carries `\tag{eq:name}` or `\label{name}`
 * is numbered in the build ("(2.3)": chapter, equation) through `\tag`, and `[eq:name](#eq:name)` or `$\eqref{name}$` in any
 * chapter becomes a link. JupyterLab numbers nothing: of these it shows the tag "(eq:name)" and the link's text, but no
 * `\label`, and "(???)" for `\eqref`.
 */
import { anchorOf } from "../../document/anchors.js";
import { numberIn } from "../../document/numbering.js";

export interface Equation {
  /** E.g. "2.3". */
  number: string;
  anchor: string;
}

/** All labelled equations of the report by label. */
export type EquationBook = ReadonlyMap<string, Equation>;

const DISPLAY = /\$\$([\s\S]+?)\$\$|\\begin\{([a-zA-Z]+\*?)\}[\s\S]+?\\end\{\2\}/g;
const LABEL = /\\(?:label\{([^}]+)\}|tag\{\s*(eq:[^}]+)\})/g;
const REFERENCE = /^\\(?:eq)?ref\{([^}]+)\}$/;

/** Numbers the labelled equations of all chapters, in order. */
export function numberEquations(chapters: readonly { number: number; markdown: string }[]): EquationBook {
  const book = new Map<string, Equation>();
  for (const { number, markdown } of chapters) {
    let count = 0;
    for (const [formula] of markdown.matchAll(DISPLAY)) {
      const labels = labelsOf(formula).filter((label) => !book.has(label));
      for (const label of labels) {
        count += 1;
        // Rows of one formula have one place to go to.
        book.set(label, { number: numberIn(number, count), anchor: `eq-${anchorOf(labels[0]!)}` });
      }
    }
  }
  return book;
}

function labelsOf(tex: string): string[] {
  return Array.from(tex.matchAll(LABEL), ([, label, tag]) => (label ?? tag ?? "").trim());
}

/** The first label in a piece of TeX, or null. */
export function labelOf(tex: string): string | null {
  return labelsOf(tex)[0] ?? null;
}

/** The label that a piece of TeX refers to when it is nothing but `\eqref{label}` or `\ref{label}`; else null. */
export function referenceOf(tex: string): string | null {
  return REFERENCE.exec(tex.trim())?.[1]?.trim() ?? null;
}

/** The equation that a link to `#eq:name` means: that of the label `eq:name`, or of `name` alone. */
export function linkedEquation(name: string, book: EquationBook): Equation | undefined {
  return name.startsWith("eq:") ? (book.get(name) ?? book.get(name.slice("eq:".length))) : undefined;
}

/** TeX with each label replaced by the `\tag` of its number; an equation that has a label in both forms gets one. */
export function tagEquation(tex: string, equations: EquationBook): string {
  const tagged = new Set<Equation>();
  return tex.replace(LABEL, (_, label: string | undefined, tag: string | undefined) => {
    const equation = equations.get((label ?? tag ?? "").trim());
    if (equation === undefined || tagged.has(equation)) return "";
    tagged.add(equation);
    return `\\tag{${equation.number}}`;
  });
}
