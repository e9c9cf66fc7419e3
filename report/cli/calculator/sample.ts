import { Command } from "commander";
import {
  countOf,
  lawParameter,
  lawScale,
  RowSampler,
  stream,
  type LengthLaw,
  type RowSample,
  type Size,
  type WindowSample,
} from "ncsparse";
import { InputError } from "../../errors.js";
import { answering, type Answer, type Json } from "./answer.js";
import { lengthJson } from "./bound.js";
import { lawText, lengthLaw } from "./law.js";
import {
  integer,
  lengthOf,
  list,
  nonNegative,
  positive,
  sampledRows,
  share,
  withLength,
  type LengthFlags,
} from "./numbers.js";
import { table } from "../../text/columns.js";
import { show, showExp } from "../../text/numbers.js";

interface Flags extends LengthFlags {
  c?: number;
  sigma?: number;
  sigmaLaw?: LengthLaw;
  C?: number[];
  k?: number[];
  eps?: number[];
  rows: number;
  seed: number;
}

/** `ncsparse sample`: rows of i.i.d. Gaussian logits at any length. */
export function sampleCommand(): Command {
  const command = new Command("sample")
    .description("Sampled rows of i.i.d. Gaussian logits at any length: medians and 5 to 95 % ranges.")
    .option("--c <x>", "row scale over sqrt(2 ln n)", nonNegative)
    .option("--sigma <x>", "row scale", nonNegative)
    .option("--sigma-law <law>", "row scale by length: fixed:S, log:A, critical:C or yarn:S@N0", lengthLaw)
    .option("--C <list>", "window exponents, k = n^C", list(share))
    .option("--k <list>", "windows", list(integer(1)))
    .option("--eps <list>", "thresholds of N_eps", list(positive))
    .option("--rows <m>", "sampled rows", sampledRows, 1000)
    .option("--seed <n>", "seed", integer(0), 1);
  return answering(withLength(command), sample);
}

/** The logarithms that are reported of each window, by their JSON keys. */
const WINDOW_KEYS = {
  ln_m: "lnMass",
  ln_tv: "lnTail",
  ln_l2: "lnL2",
  ln_linf: "lnLinf",
  ln_kl: "lnKl",
  ln_p_next: "lnNext",
} as const satisfies Record<string, keyof WindowSample>;

const ROW_KEYS = { ln_D: "lnPartition", ln_p_1: "lnLargest", ln_participation: "lnParticipation" } as const;

function sample(flags: Flags): Answer {
  const n = lengthOf("sample", flags);
  const { ln: lnN } = countOf("sample", "n", n);
  const windows = windowsOf(flags, lnN);
  const eps = flags.eps ?? [];
  const law = lawOf(flags);
  const sampler = new RowSampler({ n, scale: { sigma: lawScale(law, lnN) }, windows, lnEpsilons: eps.map(Math.log) });
  const rows = Array.from({ length: flags.rows }, (_, row) => sampler.sample(stream(flags.seed, "sample", row)));
  const own = Object.entries(ROW_KEYS).map(([key, field]) => [key, spread(rows.map((row) => row[field]))] as const);
  const counts = eps.map((threshold, i) => ({
    eps: threshold,
    ln_N_eps: spread(rows.map((row) => row.lnEffective[i]!)),
  }));
  const measured = windows.map((window, i) => windowJson(window, lnN, rows, i));
  return {
    json: {
      ...lengthJson(n),
      sigma: sampler.sigma,
      c: lawParameter(law, lnN),
      law: lawText(law),
      rows: flags.rows,
      seed: flags.seed,
      ...Object.fromEntries(own),
      N_eps: counts,
      windows: measured,
      error: Math.max(...rows.map((row) => row.error)),
    },
    lines: [
      `sigma = ${show(sampler.sigma)} (${lawText(law)}), ${flags.rows} rows; medians (5 % to 95 %)`,
      "",
      ...table(
        ["quantity", "median", "5 %", "95 %", "exponent of n"],
        [...own, ...counts.map((one) => [`N_eps at ${show(one.eps)}`, one.ln_N_eps] as const)].map(([key, values]) =>
          spreadCells(key.replace(/^ln_/, ""), values, lnN),
        ),
      ),
      ...measured.flatMap((one) => [
        "",
        `k = ${showExp(one.ln_k)} (n^${show(one.C)}): mean m ${show(one.m_mean)}, mean tv ${show(one.tv_mean)} +- ${one.tv_standard_error.toPrecision(2)}`,
        ...table(
          ["quantity", "median", "5 %", "95 %", "exponent of n"],
          Object.keys(WINDOW_KEYS).map((key) =>
            spreadCells(key.replace(/^ln_/, ""), one[key as keyof typeof WINDOW_KEYS], lnN),
          ),
        ),
      ]),
    ],
  };
}

function windowsOf({ C = [], k = [] }: Flags, lnN: number): Size[] {
  if (C.length + k.length === 0) throw new InputError("sample: give windows with --C or --k");
  return [...k, ...C.map((exponent) => ({ ln: exponent * lnN }))];
}

function lawOf({ c, sigma, sigmaLaw }: Flags): LengthLaw {
  const given: LengthLaw[] = [];
  if (c !== undefined) given.push({ name: "critical", c });
  if (sigma !== undefined) given.push({ name: "fixed", sigma });
  if (sigmaLaw !== undefined) given.push(sigmaLaw);
  if (given.length !== 1) throw new InputError("sample: give one of --c, --sigma and --sigma-law");
  return given[0]!;
}

/** Quantiles of a logarithm over the rows. */
type Spread = Record<"median" | "low" | "high", number>;

function spread(values: readonly number[]): Spread {
  const sorted = Float64Array.from(values).sort();
  const at = (q: number): number => sorted[Math.round(q * (sorted.length - 1))]!;
  return { median: at(0.5), low: at(0.05), high: at(0.95) };
}

function spreadCells(name: string, { median, low, high }: Spread, lnN: number): string[] {
  return [name, showExp(median), showExp(low), showExp(high), median === -Infinity ? "" : show(median / lnN)];
}

type WindowJson = Record<keyof typeof WINDOW_KEYS, Spread> &
  Record<"ln_k" | "C" | "m_mean" | "tv_mean" | "tv_standard_error" | "error", number> & { k: Json };

function windowJson(size: Size, lnN: number, rows: readonly RowSample[], i: number): WindowJson {
  const { value, ln } = countOf("sample", "k", size);
  const of = (field: keyof WindowSample): number[] => rows.map((row) => row.windows[i]![field]);
  const tails = of("lnTail").map(Math.exp);
  const mean = tails.reduce((a, b) => a + b, 0) / tails.length;
  const variance = tails.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (tails.length - 1);
  const spreads = Object.entries(WINDOW_KEYS).map(([key, field]) => [key, spread(of(field))]);
  return {
    k: value === Infinity ? null : value,
    ln_k: ln,
    C: ln / lnN,
    m_mean: of("lnMass").reduce((sum, x) => sum + Math.exp(x), 0) / tails.length,
    tv_mean: mean,
    tv_standard_error: Math.sqrt(variance / tails.length),
    ...(Object.fromEntries(spreads) as Record<keyof typeof WINDOW_KEYS, Spread>),
    error: Math.max(...of("error")),
  };
}
