/**
 * Numbered equations. Temml numbers by its own count, so a row of displayed mathematics that carries `\tag{eq:name}` or
 * `\label{name}` is numbered in the build ("(2.3)": chapter, equation) through `\tag`; one that has a tag of its author's keeps
 * that. `[eq:name](#eq:name)`, `\eqref{name}` and `\ref{name}`, in prose or in a formula of any chapter, become links.
 * JupyterLab numbers nothing: of these it shows the tag "(eq:name)" and the link's text, but no `\label`, and "(???)" for
 * `\eqref`.
 */
import { anchorOf, uniqueAnchor } from "../../document/anchors.js";
import { numberIn } from "../../document/numbering.js";
import { equationRows, type EquationRow } from "../math/equation-rows.js";
import { DISPLAYED } from "../math/math-syntax.js";
import { warn, type WarningContext } from "../warnings.js";
import { proseSyntax } from "./syntax.js";
import type { Tokens } from "./tokens.js";

export interface Equation {
  /** What stands in its parentheses, in TeX's text mode: "2.3", or what its author's `\tag` says. */
  number: string;
  anchor: string;
}

/** All labelled equations of the report, by chapter's anchor and label: `07-limit-law#eq:terms`. */
export type EquationBook = ReadonlyMap<string, Equation>;

/** What equations are set and looked for within. */
export interface EquationContext extends WarningContext {
  chapter: string;
  equations: EquationBook;
  /** Labels of the chapter whose equations have been set. */
  setLabels: Set<string>;
}

const syntax = proseSyntax();

/** Numbers the labelled equations of all chapters, in order. `sources` are a chapter's pieces of Markdown. */
export function numberEquations(
  chapters: readonly { number: number; anchor: string; sources: readonly string[] }[],
): EquationBook {
  const book = new Map<string, Equation>();
  const anchors = new Set<string>();
  for (const { number, anchor, sources } of chapters) {
    let count = 0;
    const formulas = sources.filter(mayLabel).flatMap((source) => displayedIn(syntax.parse(source, {})));
    for (const formula of formulas) {
      let place: string | undefined;
      for (const { labels, ownTag } of equationRows(formula)) {
        const keys = labels.map((label) => `${anchor}#${label}`).filter((key) => !book.has(key));
        if (keys.length === 0) continue;
        if (ownTag === null) count += 1;
        // Rows of one formula have one place to go to.
        place ??= uniqueAnchor(`eq-${anchorOf(labels[0]!)}`, anchors);
        for (const key of keys) book.set(key, { number: ownTag ?? numberIn(number, count), anchor: place });
      }
    }
  }
  return book;
}

/** Parsing takes time, and few pieces label anything. */
function mayLabel(source: string): boolean {
  return /\\label|\\tag|\{#eq-/.test(source);
}

function displayedIn(tokens: Tokens): string[] {
  return tokens.flatMap(({ type, content, children }) =>
    DISPLAYED.has(type) ? [content] : displayedIn(children ?? []),
  );
}

/** The equations that a label may mean, each with its key in the book: the own chapter's, or else those of all others. */
export function findEquations(
  label: string,
  { chapter, equations }: Pick<EquationContext, "chapter" | "equations">,
): (readonly [key: string, equation: Equation])[] {
  const key = `${chapter}#${label}`;
  const own = equations.get(key);
  if (own !== undefined) return [[key, own]];
  return [...equations].filter(([other]) => other.slice(other.indexOf("#") + 1) === label);
}

/** The labels that a link to `#eq:name` or a mention of `@eq-name` may mean, the likeliest first. */
export function equationLabels(name: string): string[] {
  const bare = /^eq[:-](.+)$/s.exec(name)?.[1];
  return bare === undefined ? [] : [...new Set([name, `eq:${bare}`, `eq-${bare}`, bare])];
}

/** A displayed formula as it is to be set: each row with one `\tag` for its labels; and its anchor, if it has one. */
export function tagEquation(tex: string, env: EquationContext): { tex: string; anchor: string | null } {
  let out = "";
  let from = 0;
  let anchor: string | null = null;
  for (const row of equationRows(tex)) {
    const equation = takeLabels(row, env);
    anchor ??= equation?.anchor ?? null;
    row.marks.forEach(({ start, end }, index) => {
      const tag = equation !== undefined && row.ownTag === null && index === 0 ? `\\tag{${equation.number}}` : "";
      out += tex.slice(from, start) + tag;
      from = end;
    });
  }
  return { tex: out + tex.slice(from), anchor };
}

/** The row's equation, the first time that its label is met; of a further one with the same label the author is told. */
function takeLabels({ labels }: EquationRow, env: EquationContext): Equation | undefined {
  const known = labels.filter((label) => env.equations.has(`${env.chapter}#${label}`));
  const taken = known.find((label) => env.setLabels.has(label));
  if (taken !== undefined)
    warn(`a second equation has the label "${taken}": it gets no number, and references lead to the first`, env);
  const [first] = known.filter((label) => !env.setLabels.has(label));
  for (const label of known) env.setLabels.add(label);
  return first === undefined ? undefined : env.equations.get(`${env.chapter}#${first}`);
}
