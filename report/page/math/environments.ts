/** Environments of LaTeX that MathJax knows and Temml does not, as others that say the same. */

/** Environments that only say where a formula stands. */
const WRAPPERS = /\\(?:begin|end)\{(?:math|displaymath|subequations)\}/g;
const EQNARRAY = /\\begin\{eqnarray(\*?)\}([^]*?)\\end\{eqnarray\1\}/g;
/** Environments that would count their rows: numbers are the page's own, given where there is a label. */
const COUNTED = /\\(begin|end)\{(equation|align|alignat|gather|multline|flalign)\}/g;

/** TeX with environments that the page can set. */
export function plainEnvironments(tex: string): string {
  return tex
    .replace(WRAPPERS, "")
    .replace(EQNARRAY, (_, _star: string, body: string) => aligned(body))
    .replace(COUNTED, "\\$1{$2*}")
    .replace(/\{flalign\*\}/g, "{align*}");
}

/** Three columns, the middle one with the relation, as two. */
function aligned(body: string): string {
  if (body.includes("\\begin")) return `\\begin{darray}{rcl}${body}\\end{darray}`;
  const rows = body.split("\\\\").map((row) => {
    const [left, relation, ...right] = row.split(/(?<!\\)&/);
    return relation === undefined ? row : `${left!}&${relation} ${right.join(" ")}`;
  });
  return `\\begin{align*}${rows.join("\\\\")}\\end{align*}`;
}
