/** Laws of the row scale as options: one grammar, read and written. */
import { InvalidArgumentError } from "commander";
import { limitParameter, limitWindowExponent, type LengthLaw } from "ncsparse";
import { integer, nonNegative } from "./numbers.js";
import { show } from "../../text/numbers.js";

/** `fixed:SIGMA`, `log:A`, `critical:C`, `yarn:SIGMA@N0`; N0 is an integer, as `--n` takes it. */
const LAW = /^(fixed|log|critical):([^@]+)$|^(yarn):([^@]+)@(.+)$/;

/** Reads a law by its grammar. */
export function lengthLaw(text: string): LengthLaw {
  const parts = LAW.exec(text);
  if (parts === null) {
    throw new InvalidArgumentError("it must be fixed:SIGMA, log:A, critical:C or yarn:SIGMA@N0, e.g. log:0.5.");
  }
  if (parts[3] === "yarn") {
    return { name: "yarn", sigma: nonNegative(parts[4]!), trained: integer(1)(parts[5]!) };
  }
  const value = nonNegative(parts[2]!);
  if (parts[1] === "log") return { name: "log", a: value };
  return parts[1] === "critical" ? { name: "critical", c: value } : { name: "fixed", sigma: value };
}

/** The law as its option is written. */
export function lawText(law: LengthLaw): string {
  switch (law.name) {
    case "fixed":
      return `fixed:${law.sigma}`;
    case "log":
      return `log:${law.a}`;
    case "critical":
      return `critical:${law.c}`;
    case "yarn":
      return `yarn:${law.sigma}@${law.trained}`;
  }
}

/** The law, and what becomes of the window for a budget under it as rows grow. */
export function limitText(law: LengthLaw): string {
  const c = limitParameter(law);
  const limit = c === Infinity ? "infinity" : show(c);
  return `${formula(law)}: as n -> infinity, c -> ${limit}; ${growthText(c, limitWindowExponent(law))}`;
}

function formula(law: LengthLaw): string {
  switch (law.name) {
    case "fixed":
      return "sigma fixed";
    case "log":
      return `sigma = ${show(law.a)} ln n`;
    case "critical":
      return `sigma = ${show(law.c)} sqrt(2 ln n)`;
    case "yarn":
      return `sigma = ${show(law.sigma)} (0.1 ln(n / n_0) + 1)^2 beyond n_0 = ${law.trained}`;
  }
}

function growthText(c: number, exponent: number): string {
  if (exponent > 0) return `the window grows like ${exponent === 1 ? "n" : `n^${show(exponent)}`}`;
  if (c === 1) return "the window grows more slowly than any power of n";
  return c < Infinity ? "the window stops growing" : "one key suffices";
}
