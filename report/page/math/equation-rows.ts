/** The rows of a displayed formula that may be numbered, with the labels and the tag that each of them has. */
import { group } from "./groups.js";

export interface EquationRow {
  labels: readonly string[];
  /** What the author's own `\tag` says, in TeX's text mode; null without one. */
  ownTag: string | null;
  /** Places of what says so in the formula: its labels and our own form of a tag, `\tag{eq:name}`; in their order. */
  marks: readonly { start: number; end: number }[];
}

/** Environments whose rows are numbered one by one; in all others a formula has one number. */
const ROWED = /^(?:align|alignat|xalignat|eqnarray|flalign|gather)\*?$/;
/** Environments that only say where a formula stands. */
const TRANSPARENT = /^(?:math|displaymath|subequations)$/;
const TOKEN =
  /(?<!\\)%[^\n]*|\\begin\s*\{([^}]*)\}|\\end\s*\{([^}]*)\}|\\label\s*\{([^}]*)\}|\\tag(?:\s*\*)?\s*(?=\{)|\\\\|\\[^]|[{}]/g;
const OWN_FORM = /^\s*(eq:[^{}]+?)\s*$/;

/** The rows of a formula, at least one. */
export function equationRows(tex: string): EquationRow[] {
  const reader = new RowReader(tex);
  for (const found of tex.matchAll(TOKEN)) reader.take(found);
  return reader.rows;
}

class RowReader {
  readonly rows: { labels: string[]; ownTag: string | null; marks: { start: number; end: number }[] }[] = [];
  readonly #open: string[] = [];
  #depth = 0;
  /** What lies before is part of something that was read. */
  #from = 0;

  constructor(private readonly tex: string) {
    this.#nextRow();
  }

  take({ 0: token, 1: begun, 2: ended, 3: label, index }: RegExpExecArray): void {
    if (index < this.#from) return;
    if (begun !== undefined) this.#open.push(begun);
    else if (ended !== undefined) this.#open.pop();
    else if (label !== undefined) this.#mark(label.trim(), index, index + token.length);
    else if (token.startsWith("\\tag")) this.#takeTag(index, index + token.length);
    else if (token === "\\\\") this.#endRow();
    else if (token === "{") this.#depth += 1;
    else if (token === "}") this.#depth -= 1;
  }

  #takeTag(start: number, bodyAt: number): void {
    const body = group(this.tex, bodyAt);
    if (body === null) return;
    this.#from = bodyAt + body.length;
    const text = body.slice(1, -1);
    const label = OWN_FORM.exec(text)?.[1];
    if (label === undefined) this.rows.at(-1)!.ownTag = text;
    else this.#mark(label, start, this.#from);
  }

  #mark(label: string, start: number, end: number): void {
    const row = this.rows.at(-1)!;
    row.labels.push(label);
    row.marks.push({ start, end });
  }

  #endRow(): void {
    const environments = this.#open.filter((name) => !TRANSPARENT.test(name));
    const isRowed = environments.length > 0 && environments.every((name) => ROWED.test(name));
    if (isRowed && this.#depth === 0) this.#nextRow();
  }

  #nextRow(): void {
    this.rows.push({ labels: [], ownTag: null, marks: [] });
  }
}
