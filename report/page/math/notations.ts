/** Notations of TeX and of MathJax whose arguments Temml reads in another way, or not at all, as those that it sets. */
import { group } from "./groups.js";

/** TeX in notations that the page can set; what none of them is stays as it is. */
export function plainNotations(tex: string): string {
  return REWRITES.reduce((text, { command, rewrite }) => rewriteAll(text, command, rewrite), sizedQuantities(tex))
    .replace(/\\root(?![a-zA-Z])([^]*?)\\of(?![a-zA-Z])/g, (_, index: string) => `\\sqrt[${index.trim()}]`)
    .replace(
      /\\buildrel(?![a-zA-Z])([^]*?)\\over(?![a-zA-Z])\s*(\\[a-zA-Z]+|\{[^{}]*\}|[^\s])/g,
      "\\mathrel{\\overset{$1}{$2}}",
    )
    .replace(
      /\{\s*\\(frak|scr|Bbb)(?![a-zA-Z])\s*([A-Za-z]+)\s*\}/g,
      (_, face: string, letters: string) => `{\\math${FACES[face]!}{${letters}}}`,
    )
    .replace(
      /\\move(left|right)\s*(-?[\d.]+\s*[a-z]{2})\s*/g,
      (_, side: string, by: string) => `\\hspace{${side === "left" ? "-" : ""}${by}}`,
    )
    .replace(/\\toggle(?![a-zA-Z])\s*(\{[^{}]*\})(?:\s*\{[^{}]*\})*\s*\\endtoggle/g, "$1")
    .replace(/\\unicode\s*(?:\[[^\]]*\]\s*)?\{\s*(x?)([0-9a-fA-F]+)\s*\}/g, signOf);
}

/** `\qty(..)` and `\qty[..]` of the package physics, which Temml reads with braces alone. */
function sizedQuantities(tex: string): string {
  const found = /\\qty\s*([([])/.exec(tex);
  if (found === null) return tex;
  const start = found.index + found[0].length;
  const [open, close] = found[1] === "(" ? ["(", ")"] : ["[", "]"];
  let depth = 1;
  for (let at = start; at < tex.length; at++) {
    if (tex[at] === open) depth += 1;
    if (tex[at] === close && --depth === 0) {
      const inner = sizedQuantities(tex.slice(start, at));
      return `${tex.slice(0, found.index)}\\left${open}${inner}\\right${close}${sizedQuantities(tex.slice(at + 1))}`;
    }
  }
  return tex;
}

const FACES: Readonly<Record<string, string>> = { frak: "frak", scr: "scr", Bbb: "bb" };

function signOf(written: string, hex: string, digits: string): string {
  const code = Number.parseInt(digits, hex === "" ? 10 : 16);
  return code > 0x20 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
    ? `\\text{${String.fromCodePoint(code)}}`
    : written;
}

interface Rewrite {
  /** The command with its options, before the braces of its first argument. */
  command: RegExp;
  /** How many arguments it has, and what it becomes by them, without their braces; null: it stays. */
  rewrite: readonly [count: number, by: (args: readonly string[], options: string, written: string) => string | null];
}

const inEnvironment =
  (name: string) =>
  ([body]: readonly string[]): string =>
    `\\begin{${name}}${body!.replace(/\\cr(?![a-zA-Z])/g, "\\\\")}\\end{${name}}`;

const REWRITES: readonly Rewrite[] = [
  { command: /\\cfrac\s*\[[lrc]\]\s*(?=\{)/g, rewrite: [2, ([above, below]) => `\\cfrac{${above!}}{${below!}}`] },
  { command: /\\overset\s*(?=\{)/g, rewrite: [2, ([above, base]) => overUnder(above!, base!)] },
  {
    command: /\\(p?dv)\*?\s*\[[^\]]*\]\s*(?=\{)/g,
    rewrite: [2, ([of, by], command, written) => derivative(of!, by!, command, written)],
  },
  { command: /\\(?:class|cssId|style|data)\s*(?=\{)/g, rewrite: [1, () => ""] },
  { command: /\\require\s*(?=\{)/g, rewrite: [1, () => ""] },
  { command: /\\bbox\s*(?:\[([^\]]*)\]\s*)?(?=\{)/g, rewrite: [1, ([body], options) => boxed(body!, options)] },
  { command: /\\enclose\s*(?=\{)/g, rewrite: [2, ([notations, body]) => enclosed(notations!, body!)] },
  { command: /\\eqalign(?:no)?\s*(?=\{)|\\leqalignno\s*(?=\{)/g, rewrite: [1, inEnvironment("aligned")] },
  { command: /\\displaylines\s*(?=\{)/g, rewrite: [1, inEnvironment("gathered")] },
  { command: /\\pmatrix\s*(?=\{)/g, rewrite: [1, inEnvironment("pmatrix")] },
  { command: /\\matrix\s*(?=\{)/g, rewrite: [1, inEnvironment("matrix")] },
  { command: /\\cases\s*(?=\{)/g, rewrite: [1, inEnvironment("cases")] },
];

/** Every use of a command whose arguments are groups; within them others are looked for, too. */
function rewriteAll(tex: string, command: RegExp, [count, by]: Rewrite["rewrite"]): string {
  let out = "";
  let from = 0;
  for (const found of tex.matchAll(command)) {
    if (found.index < from) continue;
    const args: string[] = [];
    let end = found.index + found[0].length;
    for (let body = group(tex, end); body !== null && args.length < count; body = group(tex, end)) {
      args.push(rewriteAll(body.slice(1, -1), command, [count, by]));
      end += body.length;
      if (args.length < count) end += /^\s*(?:\[[^\]]*\]\s*)?/.exec(tex.slice(end))![0].length;
    }
    const plain = args.length < count ? null : by(args, found[1] ?? "", found[0]);
    if (plain === null) continue;
    out += tex.slice(from, found.index) + plain;
    from = end;
  }
  return out + tex.slice(from);
}

/** Temml sets what stands over something with something under it as an exponent: the other way round it does not. */
function overUnder(above: string, base: string): string | null {
  const under = /^\s*\\underset\s*(?=\{)/.exec(base);
  const below = under === null ? null : group(base, under[0].length);
  if (under === null || below === null) return null;
  const rest = base.slice(under[0].length + below.length).trim();
  return `\\underset${below}{\\overset{${above}}${rest.startsWith("{") ? rest : `{${rest}}`}}`;
}

/** The derivative of an order, as the package physics has it: `\dv[2]{f}{x}`. */
function derivative(of: string, by: string, command: string, written: string): string {
  const order = /\[([^\]]*)\]/.exec(written)![1]!;
  const sign = command === "dv" ? "\\mathrm{d}" : "\\partial";
  return `\\frac{${sign}^{${order}}${of}}{${sign}${by}^{${order}}}`;
}

/** A box with a ground or a frame; the distance between is the page's own. */
function boxed(body: string, options: string): string {
  const parts = options.split(",").map((part) => part.trim());
  const ground = parts.find((part) => /^(?:#[0-9a-fA-F]{3,6}|[a-zA-Z]+)$/.test(part));
  const framed = parts.some((part) => part.startsWith("border")) ? `\\boxed{${body}}` : `{${body}}`;
  return ground === undefined ? framed : `\\colorbox{${ground}}{$${framed}$}`;
}

const ENCLOSURES: Readonly<Record<string, string>> = {
  box: "\\boxed",
  roundedbox: "\\boxed",
  updiagonalstrike: "\\cancel",
  downdiagonalstrike: "\\bcancel",
  horizontalstrike: "\\sout",
  top: "\\overline",
  bottom: "\\underline",
  radical: "\\sqrt",
  actuarial: "\\angl",
  phasorangle: "\\phase",
};

/** Null where one of the notations cannot be drawn. */
function enclosed(notations: string, body: string): string | null {
  const names = notations.split(/[\s,]+/).filter((name) => name !== "");
  if (names.some((name) => !Object.hasOwn(ENCLOSURES, name))) return null;
  return names.reduce((inner, name) => `${ENCLOSURES[name]!}{${inner}}`, body);
}
