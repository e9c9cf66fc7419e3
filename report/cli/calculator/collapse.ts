import { Command } from "commander";
import { collapseLength } from "ncsparse";
import { answering, type Answer } from "./answer.js";
import { nonNegative, share } from "./numbers.js";
import { pairs } from "../../text/columns.js";
import { show } from "../../text/numbers.js";

interface Flags {
  eps: number;
  R: number;
  delta: number;
}

/** `ncsparse collapse`: the length n0 of Theorem 5.1 from which every row has at most one entry above eps. */
export function collapseCommand(): Command {
  const command = new Command("collapse")
    .description("Theorem 5.1: the length n0 beyond which every row has at most one entry above eps.")
    .requiredOption("--eps <x>", "threshold, in (0, 1)", share)
    .requiredOption("--R <x>", "largest row scale", nonNegative)
    .option("--delta <x>", "failure probability, in (0, 1)", share, 0.1);
  return answering(command, collapse);
}

function collapse({ eps, R, delta }: Flags): Answer {
  const { n0, lnN0 } = collapseLength(eps, R, delta);
  const log10 = lnN0 / Math.LN10;
  return {
    json: { eps, R, delta, n0, ln_n0: lnN0, log10_n0: log10, N_eps_any_row: 1 / eps },
    lines: [
      ...pairs([
        ["n0", n0 === null ? `10^${show(log10)}` : show(n0)],
        ["log10 n0", show(log10)],
      ]),
      "",
      `For each n >= n0, with probability >= ${show(1 - delta)}, no row has more than one entry above ${show(eps)}.`,
      `Any softmax row has fewer than 1/eps = ${show(1 / eps)} of them.`,
    ],
  };
}
