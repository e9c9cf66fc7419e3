/** Environments of LaTeX that MathJax knows and Temml does not, as others that say the same. */
import { group } from "./groups.js";

/** Environments that only say where a formula stands. */
const WRAPPERS = /\\(?:begin|end)\{(?:math|displaymath|subequations)\}/g;
const EQNARRAY = /\\begin\{eqnarray(\*?)\}([^]*?)\\end\{eqnarray\1\}/g;
/** Environments that would count their rows: numbers are the page's own, given where there is a label. */
const COUNTED = /\\(begin|end)\{(equation|align|alignat|gather|multline|flalign)\}/g;
const WORDED = /\\begin\{([dr]?)cases\*\}([^]*?)\\end\{\1cases\*\}/g;
const NUMBERED = /\\begin\{(?:sub)?numcases\}\s*\{([^{}]*)\}([^]*?)\\end\{(?:sub)?numcases\}/g;
const EMPHEQ = /\\begin\{empheq\}\s*(?:\[([^\]]*)\])?\s*\{([a-z]+)\*?\}([^]*?)\\end\{empheq\}/g;
/** Where a block stands on its line: here always at its middle. */
const PLACED = /(\\begin\{(?:aligned|alignedat|gathered|multlined|split)\})\s*\[[tbc]\]/g;
const ARRAY = /\\begin\{(d?array)\}\s*(?:\[[tbc]\]\s*)?(?=\{)/g;

/** TeX with environments that the page can set. */
export function plainEnvironments(tex: string): string {
  if (!tex.includes("\\begin")) return tex;
  return plainColumns(tex.replace(PLACED, "$1"))
    .replace(WRAPPERS, "")
    .replace(EQNARRAY, (_, _star: string, body: string) => aligned(body))
    .replace(WORDED, (_, kind: string, body: string) => `\\begin{${kind}cases}${worded(body)}\\end{${kind}cases}`)
    .replace(NUMBERED, (_, left: string, body: string) => `${left}\\begin{cases}${worded(body)}\\end{cases}`)
    .replace(EMPHEQ, (_, sides: string | undefined, inner: string, body: string) =>
      emphasised(sides ?? "", inner, body),
    )
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

/** Cases whose second column is words. */
function worded(body: string): string {
  const rows = body
    .split("\\\\")
    .map((row) => row.replace(/(?<!\\)&([^]*)$/, (_, words: string) => `&\\text{${words.trim()}}`));
  return rows.join("\\\\");
}

/** An alignment between delimiters. */
function emphasised(sides: string, inner: string, body: string): string {
  const side = (name: string): string => new RegExp(`${name}\\s*=\\s*(\\\\[a-zA-Z]+|[^,\\s])`).exec(sides)?.[1] ?? ".";
  const name = inner === "gather" ? "gathered" : "aligned";
  return `\\left${side("left")}\\begin{${name}}${body}\\end{${name}}\\right${side("right")}`;
}

/** Arrays with columns of LaTeX's further kinds: `*{3}{c}` is three; what stands between columns, and widths, are left out. */
function plainColumns(tex: string): string {
  let out = "";
  let from = 0;
  for (const found of tex.matchAll(ARRAY)) {
    const at = found.index + found[0].length;
    const columns = group(tex, at);
    if (columns === null) continue;
    out += `${tex.slice(from, found.index)}\\begin{${found[1]!}}{${plainColumn(columns.slice(1, -1))}}`;
    from = at + columns.length;
  }
  return out + tex.slice(from);
}

function plainColumn(columns: string): string {
  return columns
    .replace(/[@!<>]\s*\{(?:[^{}]|\{[^{}]*\})*\}/g, "")
    .replace(/\*\s*\{(\d)\}\s*\{([^{}]*)\}/g, (_, times: string, column: string) => column.repeat(Number(times)))
    .replace(/[pmbwW]\s*(?:\{[^{}]*\}){1,2}/g, "l");
}
