import { Command } from "commander";
import { limitWindowExponent, windowUnderLaw, type Count, type LawWindow, type LengthLaw, type Size } from "ncsparse";
import { InputError } from "../../errors.js";
import { answering, type Answer, type Json } from "./answer.js";
import { lengthJson } from "./bound.js";
import { lawText, lengthLaw, limitText } from "./law.js";
import { integer, lengthsOf, range, sampledRows, share, withLengths, type LengthsFlags } from "./numbers.js";
import { table } from "../../text/columns.js";
import { show, showExp } from "../../text/numbers.js";

interface Flags extends LengthsFlags {
  sigma?: [low: number, middle: number, high: number];
  sigmaLaw?: LengthLaw;
  tv: number;
  rows: number;
  seed: number;
}

/** One length under one law. */
type Choice = LawWindow & { readonly law: LengthLaw; readonly size: Size };

/** `ncsparse window`: the smallest window for a total-variation budget. */
export function windowCommand(): Command {
  const command = new Command("window")
    .description("The smallest window k for a total-variation budget, by the window rule or by the mean itself.")
    .option("--sigma <x>", "row scale, or its range low..high", range)
    .option("--sigma-law <law>", "row scale by length: fixed:S, log:A, critical:C or yarn:S@N0", lengthLaw)
    .requiredOption("--tv <x>", "mean total variation allowed, in (0, 1)", share)
    .option("--rows <m>", "sampled rows that check the choice", sampledRows, 400)
    .option("--seed <n>", "seed of the sampled rows", integer(0), 1);
  return answering(withLengths(command), window);
}

function window(flags: Flags): Answer {
  const sizes = lengthsOf("window", flags);
  const { tv, rows, seed } = flags;
  const laws = lawsOf(flags);
  const choices = sizes.flatMap((size) =>
    laws.map((law): Choice => ({ law, size, ...windowUnderLaw({ n: size, law, tv, rows, seed }) })),
  );
  // A smaller scale spreads the mass over more entries, so the range's safe end is its largest window.
  const safe = choices.reduce((a, b) => (b.k.ln > a.k.ln ? b : a));
  const reasons = choices.filter((one) => one.reason !== "").map((one) => `  ${placeText(one)}: ${one.reason}`);
  return {
    json: { ...lengthJson(safe.size), tv, ...choiceJson(safe), choices: choices.map(choiceJson) },
    lines: [
      `${sizes.length > 1 ? "largest window" : "window"} for a mean total variation of ${show(tv)}: k = ${countText(safe.k)} at n = ${countText(safe.n)}`,
      "",
      ...choicesTable(choices),
      "",
      ...new Set(laws.map(limitText)),
      ...(reasons.length > 0 ? ["", "The window rule does not apply:", ...reasons] : []),
    ],
  };
}

function lawsOf({ sigma, sigmaLaw }: Flags): LengthLaw[] {
  if (sigmaLaw !== undefined && sigma === undefined) return [sigmaLaw];
  if (sigmaLaw !== undefined || sigma === undefined) {
    throw new InputError("window: give one of --sigma and --sigma-law");
  }
  return [...new Set(sigma)].map((value) => ({ name: "fixed", sigma: value }));
}

function choicesTable(choices: readonly Choice[]): string[] {
  return table(
    ["n", "sigma", "c", "k", "k/n", "d ln k/d ln n", "method", "mean tv", "tv of sampled rows"],
    choices.map(({ n, sigma, c, k, exponent, method, tvExpected, tvMean, tvError }) => [
      countText(n),
      show(sigma),
      show(Number(c.toPrecision(4))),
      countText(k),
      showExp(k.ln - n.ln),
      Number.isNaN(exponent) ? "" : show(Number(exponent.toFixed(3))),
      method,
      show(tvExpected),
      `${show(tvMean)} +- ${tvError.toPrecision(2)}`,
    ]),
  );
}

function choiceJson(choice: Choice): Record<string, Json> {
  const { law, size, n, sigma, c, k, exponent, method, reason, ruleK, tvExpected, tvMean, tvError } = choice;
  return {
    ...lengthJson(size),
    law: lawText(law),
    sigma,
    c,
    k: valueJson(k),
    ln_k: k.ln,
    share: Math.exp(k.ln - n.ln),
    exponent,
    exponent_limit: limitWindowExponent(law),
    method,
    rule_applies: reason === "",
    rule_reason: reason,
    rule_k: valueJson(ruleK),
    rule_ln_k: ruleK.ln,
    tv_mean: tvExpected,
    tv_sampled: tvMean,
    tv_standard_error: tvError,
  };
}

function valueJson({ value }: Count): number | null {
  return value === Infinity ? null : value;
}

function countText(count: Count): string {
  return count.value === Infinity ? showExp(count.ln) : String(count.value);
}

function placeText({ n, sigma }: Choice): string {
  return `n = ${countText(n)}, sigma = ${show(sigma)}`;
}
