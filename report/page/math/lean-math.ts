/**
 * Simple formulas ("n = 512", "p_{(k+1)}", "n^C") as plain HTML in the formulas' fonts: fewer bytes, and text that is read,
 * broken, searched and copied as it stands. What needs layout (fractions, roots, accents, both scripts) is MathML.
 */
import { escapeHtml } from "../../text/escape.js";

const THIN = "\u2009";
/** TeX sets relations off by 5/18 em and binary operators by 4/18 em: a quarter of an em stands for both. */
const MEDIUM = "\u2005";

const GREEK: Readonly<Record<string, string>> = {
  alpha: "α",
  beta: "β",
  gamma: "γ",
  delta: "δ",
  varepsilon: "ε",
  zeta: "ζ",
  eta: "η",
  lambda: "λ",
  mu: "μ",
  rho: "ρ",
  sigma: "σ",
  tau: "τ",
  phi: "ϕ",
  psi: "ψ",
};
const UPRIGHT: Readonly<Record<string, string>> = { Phi: "Φ", Gamma: "Γ", ell: "ℓ", infty: "∞", ldots: "…", dots: "…" };
const RELATIONS: Readonly<Record<string, string>> = {
  "=": "=",
  "<": "<",
  ">": ">",
  le: "≤",
  ge: "≥",
  ne: "≠",
  sim: "∼",
  approx: "≈",
  to: "→",
  in: "∈",
};
const BINARY: Readonly<Record<string, string>> = { "+": "+", "-": "−", cdot: "⋅", times: "×", pm: "±" };
const FUNCTIONS: ReadonlySet<string> = new Set(["ln", "log", "exp", "max", "min"]);

type Kind =
  "letter" | "ordinary" | "open" | "close" | "relation" | "binary" | "comma" | "function" | "space" | "script";
interface Atom {
  kind: Kind;
  html: string;
}

const TOKEN = /\\[A-Za-z]+|\\[,;]|\d+(?:\{,\}\d+)*(?:\.\d+)?|\.\d+|[A-Za-z]|[-+=<>()[\]|/,!'{}^_]|\s+/y;

/** The HTML of a formula in running text, or null where it is not simple. */
export function leanMath(tex: string): string | null {
  const tokens = tokenize(tex);
  const atoms = tokens === null ? null : atomsOf(tokens, false);
  if (atoms === null || atoms.length === 0) return null;
  return `<span class="lean">${setAtoms(atoms)}</span>`;
}

function tokenize(tex: string): string[] | null {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < tex.length) {
    const match = TOKEN.exec(tex);
    if (match === null) return null;
    if (match[0].trim() !== "") tokens.push(match[0]);
  }
  return tokens;
}

/** Atoms of a list of tokens; within a script there are no further scripts. Null where something is not simple. */
function atomsOf(tokens: readonly string[], inScript: boolean): Atom[] | null {
  const atoms: Atom[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]!;
    if (token === "^" || token === "_") {
      const [body, next] = scriptBody(tokens, at + 1);
      const inner = inScript || body === null || atoms.at(-1)?.kind === "script" ? null : atomsOf(body, true);
      if (inner === null || inner.length === 0 || !canCarryScript(atoms.at(-1))) return null;
      const tag = token === "^" ? "sup" : "sub";
      atoms.push({ kind: "script", html: `<${tag}>${inner.map(({ html }) => html).join("")}</${tag}>` });
      at = next - 1;
      continue;
    }
    const atom = atomOf(token);
    if (atom === null) return null;
    atoms.push(atom);
  }
  return atoms;
}

function canCarryScript(base: Atom | undefined): boolean {
  return base?.kind === "letter" || base?.kind === "ordinary" || base?.kind === "close";
}

/** The tokens of the script that begins at `start`, and where the text goes on. */
function scriptBody(tokens: readonly string[], start: number): [string[] | null, number] {
  const first = tokens[start];
  if (first === undefined) return [null, start];
  if (first !== "{") return [[first], start + 1];
  const end = tokens.indexOf("}", start);
  return end < 0 ? [null, start] : [tokens.slice(start + 1, end), end + 1];
}

function atomOf(token: string): Atom | null {
  const name = token.replace(/^\\/, "");
  const html = (text: string): string => escapeHtml(text);
  if (/^[A-Za-z]$/.test(token)) return { kind: "letter", html: `<i>${token}</i>` };
  if (/^[\d.]/.test(token)) return { kind: "ordinary", html: token.replaceAll("{,}", ",") };
  if (name in RELATIONS && (token !== name) === name.length > 1)
    return { kind: "relation", html: html(RELATIONS[name]!) };
  if (name in BINARY && (token !== name) === name.length > 1) return { kind: "binary", html: BINARY[name]! };
  if (token === "'") return { kind: "script", html: "′" };
  if ("([".includes(token)) return { kind: "open", html: token };
  if (")]!".includes(token)) return { kind: "close", html: token };
  if (token === "|" || token === "/") return { kind: "ordinary", html: token };
  if (token === ",") return { kind: "comma", html: "," };
  if (token === "\\,") return { kind: "space", html: THIN };
  if (token === "\\;") return { kind: "space", html: MEDIUM };
  if (!token.startsWith("\\")) return null;
  if (name in GREEK) return { kind: "letter", html: `<i>${GREEK[name]!}</i>` };
  if (name in UPRIGHT) return { kind: "ordinary", html: UPRIGHT[name]! };
  return FUNCTIONS.has(name) ? { kind: "function", html: name } : null;
}

/** Atoms with TeX's spaces between them. */
function setAtoms(atoms: readonly Atom[]): string {
  return atoms
    .map(({ kind, html }, index) => {
      const before = atoms[index - 1];
      const after = atoms[index + 1];
      if (kind === "relation") return `${MEDIUM}${html}${MEDIUM}`;
      if (kind === "binary") return isOperand(before) && after ? `${MEDIUM}${html}${MEDIUM}` : html;
      if (kind === "comma") return after ? `${html}${THIN}` : html;
      if (kind === "function") {
        const lead = before !== undefined && isOperand(before) ? THIN : "";
        return `${lead}${html}${after?.kind === "letter" || after?.kind === "ordinary" || after?.kind === "function" ? THIN : ""}`;
      }
      return html;
    })
    .join("");
}

/** What a binary operator can stand behind; a sign behind anything else is no operator. */
function isOperand(atom: Atom | undefined): boolean {
  return atom !== undefined && ["letter", "ordinary", "close", "script"].includes(atom.kind);
}
