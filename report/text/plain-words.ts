/** Markdown with TeX as plain text, for programs that set neither: test reports, tables, a terminal. */
import { GREEK_LETTERS } from "ncsparse-kit/figures/chart-text";

/** The text in one line: marks of emphasis and code go, a formula's commands become their signs: `e^(±λ)`, `√d`, `n²`. */
export function plainWords(text: string): string {
  return text
    .split(/(\$(?![\s$])[^$]*(?<!\s)\$)/)
    .map((part, i) => (i % 2 === 1 ? formulaWords(part.slice(1, -1)) : proseWords(part)))
    .join("");
}

/** Marks count where they stand around words; a star or an underscore alone is text. */
function proseWords(text: string): string {
  return text.replace(/`([^`]+)`/g, "$1").replace(/(\*{1,2})(?=[^\s*])([^*]*[^\s*])\1/g, "$2");
}

const SIGNS: Readonly<Record<string, string>> = {
  ...GREEK_LETTERS,
  ...{ le: "≤", ge: "≥", ne: "≠", pm: "±", times: "×", cdot: "·", to: "→", infty: "∞", in: "∈", sum: "∑", ell: "ℓ" },
  ...{ lVert: "‖", rVert: "‖", lvert: "|", rvert: "|", lfloor: "⌊", rfloor: "⌋", lceil: "⌈", rceil: "⌉", dots: "…" },
  ...{ sqrt: "√", approx: "≈", sim: "~", quad: " ", top: "ᵀ", mid: "|", ldots: "…", cdots: "…", forall: "∀", Phi: "Φ" },
};
/** Commands that change how what follows is set, and blanks that are thinner than one. */
const SILENT =
  /\\(?:operatorname|text|mathrm|mathbb|mathbf|mathcal|left|right|[bB]ig[lr]?|displaystyle)(?![a-zA-Z])\*?|\\[!;:]/g;
const DIGITS = ["⁰¹²³⁴⁵⁶⁷⁸⁹", "₀₁₂₃₄₅₆₇₈₉"] as const;

function formulaWords(tex: string): string {
  return tex
    .replace(SILENT, "")
    .replace(/\\,/g, "\u2009")
    .replace(/\\frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}/g, "($1)/($2)")
    .replace(/\\(?:overline|bar)\s*\{?(\\?[a-zA-Z]+)\}?/g, "$1\u0305")
    .replace(/\\sqrt\s*\{([^{}]{2,})\}/g, "√($1)")
    .replace(/\\\|/g, "‖")
    .replace(/\\(sqrt|l[vV]ert|lfloor|lceil)\s*/g, (_, name: string) => SIGNS[name]!)
    .replace(/\\([a-zA-Z]+)/g, (_, name: string) => (Object.hasOwn(SIGNS, name) ? SIGNS[name]! : name))
    .replace(/([_^])\{?(\d+)\}?/g, (_, mark: string, digits: string) => scripts(mark, digits))
    .replace(/([_^])\{([^{}]*)\}/g, (_, mark: string, inner: string) => mark + grouped(inner))
    .replace(/\\(.)|[{}]/g, "$1")
    .replace(/\s+/g, (blank) => (blank === "\u2009" ? blank : " "))
    .trim();
}

function scripts(mark: string, digits: string): string {
  return Array.from(digits, (digit) => DIGITS[mark === "^" ? 0 : 1][Number(digit)]!).join("");
}

function grouped(inner: string): string {
  return /^[\p{L}\p{N}]*$/u.test(inner) ? inner : `(${inner})`;
}
