import { Command } from "commander";
import {
  effectiveEntries,
  entropy,
  logSumExp,
  participationRatio,
  RowCertificate,
  rowErrors,
  softmax,
  type CertificateName,
} from "ncsparse";
import { InputError } from "../../errors.js";
import { answering, type Answer } from "./answer.js";
import { anyNumber, integer, list, positive, share } from "./numbers.js";
import { pairs, table } from "../../text/columns.js";
import { show } from "../../text/numbers.js";

interface Flags {
  logits: number[];
  k?: number[];
  eps?: number[];
  certify?: boolean;
  block?: number;
  tv?: number;
}

/** `ncsparse row`: every identity of one softmax row. */
export function rowCommand(): Command {
  const command = new Command("row")
    .description("One softmax row: its probabilities and, for each window, its errors in every norm.")
    .requiredOption("--logits <list>", "comma-separated", list(anyNumber))
    .option("--k <list>", "windows (default: every one)", list(integer(1)))
    .option("--eps <list>", "thresholds of N_eps", list(positive))
    .option("--tv <x>", "total variation allowed, in (0, 1): the smallest window", share)
    .option("--certify", "bounds of the total variation from a part of the logits")
    .option("--block <b>", "keys in a block, of which a bound knows the largest logit", integer(1));
  return answering(command, row);
}

function row(flags: Flags): Answer {
  const { logits, k, eps = [], tv } = flags;
  const values = Float64Array.from(logits);
  const p = softmax(values).sort().reverse();
  const windows = k ?? logits.map((_, i) => i + 1);
  const certificate = certificateOf(flags, values);
  const errors = rowErrors(p, windows).map(({ mass, tail, l1, l2, linf, kl }, i) => ({
    k: windows[i]!,
    m: mass,
    tv: tail,
    l1,
    l2,
    linf,
    kl,
    ...certified("tv", certificate, (name) => certificate!.bound(name, windows[i]!)),
  }));
  const facts = {
    n: p.length,
    ln_D: logSumExp(values),
    participation: participationRatio(p),
    entropy: entropy(p),
    perplexity: Math.exp(entropy(p)),
  };
  const counts = eps.map((threshold) => ({ eps: threshold, N_eps: effectiveEntries(p, threshold) }));
  const budget = tv === undefined ? null : budgetOf(p, tv, certificate);
  return {
    json: {
      ...facts,
      p: [...p],
      windows: errors,
      ...(eps.length > 0 ? { N_eps: counts } : {}),
      ...(budget === null ? {} : { budget }),
    },
    lines: [
      ...pairs(Object.entries(facts).map(([name, value]) => [name, show(value)])),
      ...pairs([["p", [...p].map((x) => show(Number(x.toPrecision(4)))).join(" ")]]),
      ...counts.map(({ eps: threshold, N_eps }) => `N_eps at ${show(threshold)}: ${N_eps}`),
      "",
      ...table(
        Object.keys(errors[0]!),
        errors.map((one) => Object.values(one).map(show)),
      ),
      ...(budget === null
        ? []
        : ["", "smallest window for the budget", ...table(Object.keys(budget), [Object.values(budget).map(show)])]),
    ],
  };
}

function certificateOf({ certify, block }: Flags, logits: Float64Array): RowCertificate | null {
  if (certify) return new RowCertificate(logits, block);
  if (block !== undefined) throw new InputError("row: --block belongs to --certify");
  return null;
}

/** A value for each certificate that there is, by keys such as tv_gap. */
function certified(
  prefix: string,
  certificate: RowCertificate | null,
  value: (name: CertificateName) => number,
): Record<string, number> {
  return Object.fromEntries((certificate?.names ?? []).map((name) => [`${prefix}_${name}`, value(name)]));
}

/** The smallest window that the budget needs, and the one that each certificate can be sure of. */
function budgetOf(p: Float64Array, tv: number, certificate: RowCertificate | null): Record<string, number> {
  const tails = rowErrors(
    p,
    Array.from(p, (_, i) => i + 1),
  );
  return {
    tv,
    k: tails.findIndex(({ tail }) => tail <= tv) + 1,
    ...certified("k", certificate, (name) => certificate!.smallest(name, tv)),
  };
}
