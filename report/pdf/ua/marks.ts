/** Marked content in a page's drawing operators, as Skia writes them: an operator a line, marks one after another. */

/** Operators between two marks, or those of one mark with its begin and end. */
export interface Stretch {
  text: string;
  /** The number of the marked content; null outside of marks. */
  id: number | null;
}

const MARK = /(?:(BDC|BMC)|\bEMC)\n/g;
const ID = /\/MCID (\d+)/;

/** A content stream by its outermost marks, in order; their texts together are the stream. */
export function stretchesOf(content: string): Stretch[] {
  const stretches: Stretch[] = [];
  let depth = 0;
  let from = 0;
  let id: number | null = null;
  for (const mark of content.matchAll(MARK)) {
    const end = mark.index + mark[0].length;
    if (mark[1] !== undefined) {
      depth += 1;
      if (depth > 1) continue;
      const begin = content.lastIndexOf("\n", mark.index) + 1;
      stretches.push({ text: content.slice(from, begin), id: null });
      from = begin;
      id = numberOf(content.slice(begin, end));
    } else {
      depth -= 1;
      if (depth > 0) continue;
      stretches.push({ text: content.slice(from, end), id });
      from = end;
    }
  }
  stretches.push({ text: content.slice(from), id: null });
  return stretches.filter(({ text }) => text !== "");
}

function numberOf(begin: string): number | null {
  const found = ID.exec(begin);
  return found === null ? null : Number(found[1]);
}

/** Draws text, or a picture: what may say something. */
const TELLS = / T[jJ]$| Do$/m;
/** Puts something on the page. */
const PAINTS = /(?:^|\s)(?:T[jJ]|Do|[fFBb]\*?|[sS]|sh)$/m;

/** True for operators that draw text or a picture, false where there are only lines and grounds. */
export function tells(operators: string): boolean {
  return TELLS.test(operators);
}

/** Operators marked as an artifact, which readers pass over; those that paint nothing as they are. */
export function asArtifact(operators: string): string {
  return PAINTS.test(operators) ? `/Artifact BMC\n${endLine(operators)}EMC\n` : operators;
}

function endLine(operators: string): string {
  return operators.endsWith("\n") ? operators : `${operators}\n`;
}

/** Operators as the content of that number. */
export function marked(operators: string, id: number): string {
  return `/Figure <</MCID ${id}>>BDC\n${endLine(operators)}EMC\n`;
}

/** A mark's operators as an artifact: its begin is replaced. */
export function turnedIntoArtifact(mark: string): string {
  return mark.replace(/^.*$/m, "/Artifact BMC");
}

/** A content stream without its marks that have numbers, and these numbers. */
export function withoutMarks(content: string): { text: string; ids: number[] } {
  const ids: number[] = [];
  const open: boolean[] = [];
  const text = content.replace(/^(?:.*(BDC|BMC)|EMC)\n?/gm, (mark: string, begin: string | undefined) => {
    if (begin === undefined) return open.pop() === true ? "" : mark;
    const id = numberOf(mark);
    open.push(id !== null);
    if (id === null) return mark;
    ids.push(id);
    return "";
  });
  return { text, ids };
}
