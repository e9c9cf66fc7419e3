import { Command } from "commander";
import {
  capturedMassExponent,
  countOf,
  criticalWindow,
  frobeniusCriticalWindow,
  frobeniusErrorExponent,
  halfMassWindow,
  largestProbabilityExponent,
  maxErrorExponent,
  outputErrorLimit,
  participationRatioExponent,
  partitionExponent,
  rowErrorExponent,
  rowScale,
  tailMassExponent,
  tooShort,
} from "ncsparse";
import { answering, type Answer, type Json } from "./answer.js";
import { lengthOf, nonNegative, share, withLength, type LengthFlags } from "./numbers.js";
import { table } from "../../text/columns.js";
import { show } from "../../text/numbers.js";

interface Flags extends LengthFlags {
  c: number;
  C: number;
}

/** `ncsparse exponents`: the limit law at sigma = c sqrt(2 ln n), k = n^C. */
export function exponentsCommand(): Command {
  const command = new Command("exponents")
    .description("The limit law at sigma = c sqrt(2 ln n), k = n^C: exponents of n as n grows.")
    .requiredOption("--c <x>", "row scale over sqrt(2 ln n)", nonNegative)
    .requiredOption("--C <x>", "window exponent, in (0, 1)", share);
  return answering(withLength(command), exponents);
}

function exponents(flags: Flags): Answer {
  const { c, C } = flags;
  const values = {
    D: partitionExponent(c),
    p_1: largestProbabilityExponent(c),
    participation: participationRatioExponent(c),
    m: capturedMassExponent(c, C),
    tv: tailMassExponent(c, C),
    linf: maxErrorExponent(c, C),
    l2: rowErrorExponent(c, C),
    frobenius: frobeniusErrorExponent(c, C),
  };
  const critical = criticalWindow(c);
  const { numbers, json, reason } = finiteSize(flags);
  const lines = {
    C_critical: critical,
    C_frobenius: frobeniusCriticalWindow(c),
    output: outputErrorLimit(c, C),
    ...numbers,
  };
  const phase = c > 1 ? "frozen" : C > critical ? "above critical" : C < critical ? "below critical" : "critical";
  return {
    json: { c, C, phase, exponents: values, ...lines, ...json },
    lines: [
      `phase: ${phase} (in total variation a row is n^C-sparse iff C > ${show(critical)})`,
      "",
      ...table(["quantity", "exponent of n"], entries(values)),
      "",
      ...table(["value", "limit"], entries(lines)),
      ...(reason === "" ? [] : ["", "C_half does not apply:", `  ${reason}`]),
    ],
  };
}

function entries(record: Readonly<Record<string, number>>): string[][] {
  return Object.entries(record).map(([name, value]) => [name, show(value)]);
}

/** What a length adds, and why its C_half does not apply; empty where it does. */
interface FiniteSize {
  readonly numbers: Readonly<Record<string, number>>;
  readonly json: Readonly<Record<string, Json>>;
  readonly reason: string;
}

/** With a length: its row scale, and the window that captures half the mass there. */
function finiteSize(flags: Flags): FiniteSize {
  if (flags.n === undefined && flags.lnN === undefined) return { numbers: {}, json: {}, reason: "" };
  const n = countOf("exponents", "n", lengthOf("exponents", flags));
  const sigma = rowScale(n.ln, flags.c);
  const reason = tooShort(n, sigma);
  return {
    numbers: { ln_n: n.ln, sigma, C_half: halfMassWindow(n.ln, flags.c) },
    json: { C_half_applies: reason === "", C_half_reason: reason },
    reason,
  };
}
