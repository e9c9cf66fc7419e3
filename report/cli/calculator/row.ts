import { Command } from "commander";
import { effectiveEntries, entropy, logSumExp, participationRatio, rowErrors, softmax } from "ncsparse";
import { answering, type Answer } from "./answer.js";
import { anyNumber, integer, list, positive } from "./numbers.js";
import { pairs, table } from "../../text/columns.js";
import { show } from "../../text/numbers.js";

interface Flags {
  logits: number[];
  k?: number[];
  eps?: number[];
}

/** `ncsparse row`: every identity of one softmax row. */
export function rowCommand(): Command {
  const command = new Command("row")
    .description("One softmax row: its probabilities and, for each window, its errors in every norm.")
    .requiredOption("--logits <list>", "comma-separated", list(anyNumber))
    .option("--k <list>", "windows (default: every one)", list(integer(1)))
    .option("--eps <list>", "thresholds of N_eps", list(positive));
  return answering(command, row);
}

function row({ logits, k, eps = [] }: Flags): Answer {
  const values = Float64Array.from(logits);
  const p = softmax(values).sort().reverse();
  const windows = k ?? logits.map((_, i) => i + 1);
  const errors = rowErrors(p, windows).map(({ mass, tail, l1, l2, linf, kl }, i) => ({
    k: windows[i]!,
    m: mass,
    tv: tail,
    l1,
    l2,
    linf,
    kl,
  }));
  const facts = {
    n: p.length,
    ln_D: logSumExp(values),
    participation: participationRatio(p),
    entropy: entropy(p),
    perplexity: Math.exp(entropy(p)),
  };
  const counts = eps.map((threshold) => ({ eps: threshold, N_eps: effectiveEntries(p, threshold) }));
  return {
    json: { ...facts, p: [...p], windows: errors, ...(eps.length > 0 ? { N_eps: counts } : {}) },
    lines: [
      ...pairs(Object.entries(facts).map(([name, value]) => [name, show(value)])),
      ...pairs([["p", [...p].map((x) => show(Number(x.toPrecision(4)))).join(" ")]]),
      ...counts.map(({ eps: threshold, N_eps }) => `N_eps at ${show(threshold)}: ${N_eps}`),
      "",
      ...table(
        ["k", "m", "tv", "l1", "l2", "linf", "kl"],
        errors.map((one) => Object.values(one).map(show)),
      ),
    ],
  };
}
