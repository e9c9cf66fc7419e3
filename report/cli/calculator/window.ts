import { Command } from "commander";
import { chooseWindow, countOf, type Count, type Size, type WindowChoice } from "ncsparse";
import { answering, type Answer, type Json } from "./answer.js";
import { lengthJson } from "./bound.js";
import { integer, lengthOf, range, sampledRows, share, withLength, type LengthFlags } from "./numbers.js";
import { table } from "../../text/columns.js";
import { show, showExp } from "../../text/numbers.js";

interface Flags extends LengthFlags {
  sigma: [low: number, middle: number, high: number];
  tv: number;
  rows: number;
  seed: number;
}

/** `ncsparse window`: the smallest window for a total-variation budget. */
export function windowCommand(): Command {
  const command = new Command("window")
    .description("The smallest window k for a total-variation budget, by the window rule or by the mean itself.")
    .requiredOption("--sigma <x>", "row scale, or its range low..high", range)
    .requiredOption("--tv <x>", "mean total variation allowed, in (0, 1)", share)
    .option("--rows <m>", "sampled rows that check the choice", sampledRows, 400)
    .option("--seed <n>", "seed of the sampled rows", integer(0), 1);
  return answering(withLength(command), window);
}

function window(flags: Flags): Answer {
  const n = lengthOf("window", flags);
  const { tv, rows, seed } = flags;
  const scales = [...new Set(flags.sigma)];
  const choices = scales.map((sigma) => ({ sigma, ...chooseWindow({ n, sigma, tv, rows, seed }) }));
  // A smaller scale spreads the mass over more entries, so the range's safe end is its largest window.
  const safe = choices.reduce((a, b) => (b.k.ln > a.k.ln ? b : a));
  const lnN = countOf("window", "n", n).ln;
  const reasons = choices
    .filter((one) => one.reason !== "")
    .map((one) => `  sigma = ${show(one.sigma)}: ${one.reason}`);
  return {
    json: { ...lengthJson(n), tv, ...choiceJson(safe, lnN), choices: choices.map((one) => choiceJson(one, lnN)) },
    lines: [
      `window for a mean total variation of ${show(tv)} at n = ${sizeText(n)}: k = ${countText(safe.k)}`,
      "",
      ...table(
        ["sigma", "k", "k/n", "method", "mean tv", "tv of sampled rows"],
        choices.map((one) => [
          show(one.sigma),
          countText(one.k),
          showExp(one.k.ln - lnN),
          one.method,
          show(one.tvExpected),
          `${show(one.tvMean)} +- ${one.tvError.toPrecision(2)}`,
        ]),
      ),
      ...(reasons.length > 0 ? ["", "The window rule does not apply:", ...reasons] : []),
    ],
  };
}

function choiceJson(choice: WindowChoice & { sigma: number }, lnN: number): Record<string, Json> {
  const { sigma, k, method, reason, ruleK, tvExpected, tvMean, tvError } = choice;
  return {
    sigma,
    k: k.value === Infinity ? null : k.value,
    ln_k: k.ln,
    share: Math.exp(k.ln - lnN),
    method,
    rule_applies: reason === "",
    rule_reason: reason,
    rule_k: ruleK.value === Infinity ? null : ruleK.value,
    rule_ln_k: ruleK.ln,
    tv_mean: tvExpected,
    tv_sampled: tvMean,
    tv_standard_error: tvError,
  };
}

function countText(count: Count): string {
  return count.value === Infinity ? showExp(count.ln) : String(count.value);
}

function sizeText(n: Size): string {
  return countText(countOf("window", "n", n));
}
