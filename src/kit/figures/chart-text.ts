/**
 * Text in figures. Vega draws plain strings, but titles need italic symbols, subscripts and powers of ten. So a figure's
 * text travels as plain Unicode ("10⁻⁶", "𝑝₍ₖ₊₁₎"), which any viewer can show, and our own renderer sets each stretch of
 * it in the fonts that the page embeds: a subscript character becomes the ordinary character, small and lowered.
 */

/** Font families by face; `symbols` supplies the signs (≤, →, ∞) that the text face lacks. */
export const CHART_FONTS: { readonly text: string; readonly symbols: string; readonly math: string } = {
  text: "Source Sans 3",
  symbols: "STIX Two Math",
  math: "STIX Two Text",
};

/** How a stretch of text is set: `math` is the italic of variables; `shift` is -1 for subscripts, 1 for superscripts. */
export interface TextRun {
  text: string;
  math: boolean;
  shift: -1 | 0 | 1;
}

/** Size of sub- and superscripts relative to the text, and how far they leave the baseline, in em of the full size. */
export const SCRIPT_SIZE = 0.72;
export const SUBSCRIPT_DROP = 0.2;
export const SUPERSCRIPT_RISE = 0.36;

const SUPERSCRIPTS: ReadonlyMap<string, string> = pairs(
  "0123456789+−-=()abcdefghijklmnoprstuvwxyz",
  "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ",
);
const SUBSCRIPTS: ReadonlyMap<string, string> = pairs(
  "0123456789+−-=()aehijklmnoprstuvx",
  "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ",
);
const FROM_SUPERSCRIPT: ReadonlyMap<string, string> = inverse(SUPERSCRIPTS);
const FROM_SUBSCRIPT: ReadonlyMap<string, string> = inverse(SUBSCRIPTS);

/**
 * An exponent C as text, "𝑛^𝐶". Unicode has a raised C (U+A7F2) since 2021, but hardly a reader's font does: JupyterLab,
 * which draws figures in the reader's own fonts, would show an empty box.
 */
const RAISED_C = "^\u{1d436}";

/** A thin space, as TeX sets around relations; blanks between dollars are dropped as TeX drops them. */
const THIN = "\u2009";
const RELATIONS: ReadonlySet<string> = new Set(["=", "<", ">"]);

/** Greek letters by their TeX names. */
export const GREEK_LETTERS: Readonly<Record<string, string>> = {
  alpha: "α",
  beta: "β",
  gamma: "γ",
  delta: "δ",
  varepsilon: "ε",
  epsilon: "ε",
  eps: "ε",
  eta: "η",
  theta: "θ",
  kappa: "κ",
  lambda: "λ",
  mu: "μ",
  nu: "ν",
  pi: "π",
  rho: "ρ",
  sigma: "σ",
  tau: "τ",
  phi: "φ",
  chi: "χ",
  psi: "ψ",
  omega: "ω",
  zeta: "ζ",
};
const SIGNS: Readonly<Record<string, string>> = {
  le: `${THIN}≤${THIN}`,
  ge: `${THIN}≥${THIN}`,
  to: `${THIN}→${THIN}`,
  infty: "∞",
  times: "×",
  cdot: "·",
  sqrt: "√",
  approx: `${THIN}≈${THIN}`,
  sim: `${THIN}∼${THIN}`,
  ln: "ln",
  log: "log",
  max: "max",
  min: "min",
  Phi: "Φ",
  Gamma: "Γ",
  Delta: "Δ",
  Sigma: "Σ",
  "|": "∥",
  ",": THIN,
};

/**
 * Turns `$...$` stretches of a title into Unicode: letters become mathematical italics, `_` and `^` sub- and
 * superscripts, `\sigma`, `\le`, `\ln` their signs. Text outside dollars is kept.
 *
 * @throws RangeError where Unicode has no such script character, or for an unknown `\name`
 */
export function chartText(source: string): string {
  return source
    .split("$")
    .map((part, index) => (index % 2 === 1 ? symbolText(part) : part))
    .join("");
}

/** A power of ten or two as text: `powerText(10, -6)` is "10⁻⁶". */
export function powerText(base: number, exponent: number): string {
  return String(base) + scriptText(String(exponent), SUPERSCRIPTS, "^");
}

/** Splits figure text into stretches of one face and one baseline, which joined again say the same. */
export function textRuns(text: string): TextRun[] {
  const runs: TextRun[] = [];
  for (const [char] of text.matchAll(CHARACTERS)) {
    const next = runOf(char);
    const last = runs.at(-1);
    if (last?.math === next.math && last.shift === next.shift) last.text += next.text;
    else runs.push(next);
  }
  return runs;
}

/** A text's characters, of which a raised C is one. */
const CHARACTERS = /\^\u{1d436}|./gsu;

function runOf(char: string): TextRun {
  if (char === RAISED_C) return { text: "C", math: true, shift: 1 };
  const lowered = FROM_SUBSCRIPT.get(char);
  if (lowered !== undefined) return { text: lowered, math: /[a-z]/.test(lowered), shift: -1 };
  const raised = FROM_SUPERSCRIPT.get(char);
  if (raised !== undefined) return { text: raised, math: /[a-z]/.test(raised), shift: 1 };
  const italic = fromMathItalic(char);
  return italic === null ? { text: char, math: false, shift: 0 } : { text: italic, math: true, shift: 0 };
}

/** Text between dollars: a tiny subset of TeX, enough for axis titles. */
function symbolText(tex: string): string {
  const token = /\\([a-zA-Z]+|[,|])|([_^])(?:\{([^}]*)\}|\\?(.))|(\S)/gu;
  let out = "";
  for (const [, name, mark, group, single, char] of tex.matchAll(token)) {
    if (name !== undefined) out += namedSymbol(name);
    else if (mark !== undefined)
      out += scriptText(group ?? single ?? "", mark === "_" ? SUBSCRIPTS : SUPERSCRIPTS, mark);
    else out += RELATIONS.has(char ?? "") ? `${THIN}${char}${THIN}` : char === "-" ? "−" : mathItalic(char ?? "");
  }
  return out;
}

function namedSymbol(name: string): string {
  const greek = GREEK_LETTERS[name];
  if (greek !== undefined) return mathItalic(greek);
  const sign = SIGNS[name];
  if (sign === undefined) throw new RangeError(`chartText: no sign for \\${name} in figure text`);
  return sign;
}

function scriptText(text: string, table: ReadonlyMap<string, string>, mark: string): string {
  if (text === "C" && mark === "^") return RAISED_C;
  const scripts = Array.from(text, (char) => {
    const script = table.get(char);
    if (script === undefined) throw new RangeError(`chartText: Unicode has no script form of "${char}" for ${mark}`);
    return script;
  });
  return scripts.join("");
}

/** Where Unicode keeps the mathematical italics of Latin letters and of α..ω. */
const ITALIC_UPPER = 0x1d434;
const ITALIC_LOWER = 0x1d44e;
const ITALIC_GREEK = 0x1d6fc;
/** Italic h is missing from its row: U+210E stands for it. */
const ITALIC_H = "\u210e";

/** A Latin letter or small Greek one in mathematical italics; any other character as it is. */
export function mathItalic(char: string): string {
  if (char === "h") return ITALIC_H;
  const code = char.codePointAt(0) ?? 0;
  if (/[A-Z]/.test(char)) return String.fromCodePoint(ITALIC_UPPER + code - 0x41);
  if (/[a-z]/.test(char)) return String.fromCodePoint(ITALIC_LOWER + code - 0x61);
  if (code >= 0x3b1 && code <= 0x3c9) return String.fromCodePoint(ITALIC_GREEK + code - 0x3b1);
  return char;
}

function fromMathItalic(char: string): string | null {
  if (char === ITALIC_H) return "h";
  const code = char.codePointAt(0) ?? 0;
  if (code >= ITALIC_UPPER && code < ITALIC_UPPER + 26) return String.fromCharCode(code - ITALIC_UPPER + 0x41);
  if (code >= ITALIC_LOWER && code < ITALIC_LOWER + 26) return String.fromCharCode(code - ITALIC_LOWER + 0x61);
  if (code >= ITALIC_GREEK && code <= ITALIC_GREEK + 24) return String.fromCharCode(code - ITALIC_GREEK + 0x3b1);
  return null;
}

function pairs(plain: string, script: string): ReadonlyMap<string, string> {
  const scripts = Array.from(script);
  return new Map(Array.from(plain, (char, index) => [char, scripts[index] ?? ""]));
}

/** The first plain character wins, so that both minus signs come back as "−". */
function inverse(table: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const back = new Map<string, string>();
  for (const [plain, script] of table) if (!back.has(script)) back.set(script, plain);
  return back;
}
