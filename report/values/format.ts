/** Values as prose has them: numbers by the report's one rule, or as their author asks. */
import { format as formatter, formatSpecifier } from "d3-format";
import { formatNumber } from "ncsparse-kit/claims/format";
import { escapeHtml } from "../text/escape.js";
import { numberHtml } from "../text/numbers.js";

export type Value = number | string;

/** What a format must be and is not; null where it is one, or where there is none. */
export function formatProblem(format: string | null, value?: Value): string | null {
  if (format === null) return null;
  if (typeof value === "string") return `a text has no format, got ":${format}"`;
  try {
    if (/^(?:[efgdrpsn%]|)$/.test(formatSpecifier(format).type)) return null;
  } catch {
    // said below
  }
  return `a format must be one of d3-format's, such as ".2f", ".3g", ",d" or ".1%", got ":${format}"`;
}

/** Plain text: `0.0312`, `125,000`, `3.10 × 10⁻⁷`, `−0.5`. */
export function plainValue(value: Value, format: string | null): string {
  if (typeof value === "string") return value;
  return (format === null ? formatNumber(value) : asked(value, format)).replace(/^-/, "−");
}

/** A power of ten as it is written everywhere else. */
function asked(value: number, format: string): string {
  const text = formatter(format)(value);
  return text.replace(/e([+−-]?)(\d+)$/, (_, sign: string, power: string) => {
    const digits = Array.from(power, (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)]!).join("");
    return ` × 10${sign === "" || sign === "+" ? "" : "⁻"}${digits}`;
  });
}

export function htmlValue(value: Value, format: string | null): string {
  const text = plainValue(value, format);
  return typeof value === "string" ? escapeHtml(text) : numberHtml(escapeHtml(text));
}

/** For a formula: a number as TeX writes it, a text as text. */
export function texValue(value: Value, format: string | null): string {
  const text = plainValue(value, format);
  if (typeof value === "string") return `\\text{${text.replace(/[\\{}$&#^_~%]/g, (sign) => TEX_SIGNS[sign]!)}}`;
  const number = text
    .replaceAll("−", "-")
    .replaceAll(",", "{,}")
    .replaceAll("%", "\\%")
    .replace(
      / × 10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)$/,
      (_, power: string) => ` \\times 10^{${power.normalize("NFKC").replace("−", "-")}}`,
    );
  return `{${number}}`;
}

const TEX_SIGNS: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash ",
  "^": "\\textasciicircum ",
  "~": "\\textasciitilde ",
  ...Object.fromEntries(Array.from("{}$&#_%", (sign) => [sign, `\\${sign}`])),
};
