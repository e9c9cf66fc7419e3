import { errorLaw } from "../limit/atlas/error-law.js";
import { outputErrorLaw } from "../limit/finite-size.js";
import { meanTail } from "../limit/mean-tail/mean-tail.js";
import { compareCounts, countOf, countText, sizeOf, type Count, type Size } from "../limit/sampler/count.js";
import { logAdd } from "../limit/sampler/log-sum.js";
import { RowSampler, type WindowSample } from "../limit/sampler/row-sampler.js";
import { stream } from "ncsparse-kit/random";
import { chooseWindow } from "./choose-window.js";
import { tooShort } from "./window-rule.js";

/** Some roundings of ln n. */
const LEAST_GAP = 1e-13;

export interface InspectRequest {
  /** Number of keys. */
  readonly n: Size;
  /** Row scale, finite and > 0. */
  readonly sigma: number;
  /** The mean total variation allowed, in (0, 1), or the window itself. */
  readonly budget: { readonly tv: number } | { readonly k: Size };
  /** Sampled rows, at least 2; 400 by default. */
  readonly rows?: number;
  readonly seed?: number;
}

/** What a window keeps and how far it is from exact attention; natural logarithms, -Infinity for 0. */
export interface WindowErrors {
  /** The captured mass m_k and the total variation 1 - m_k: means. */
  readonly lnMass: number;
  readonly lnTail: number;
  /** ||p_k - p||_1, its mean. */
  readonly lnL1: number;
  /** ||p_k - p||_2, its root mean square. */
  readonly lnL2: number;
  /** The largest entry of |p_k - p|, its median. */
  readonly lnMax: number;
  /** ||P_k - P||_F of n independent rows, its root mean square. */
  readonly lnFrobenius: number;
}

export interface WindowInspection {
  readonly n: Count;
  readonly k: Count;
  /** How k was found: `chooseWindow`'s method, or "given". */
  readonly method: "rule" | "integral" | "given";
  /** Why the window rule does not apply; empty where it does, or was not asked. */
  readonly ruleReason: string;
  /** The mean total variation at k, exactly: an integral. */
  readonly tvExpected: number;
  /** By the finite-n law; null where rows are too short for it, and `lawReason` says so. */
  readonly law:
    (WindowErrors & { /** ln of the relative output error along W^T x_i. */ readonly lnOutput: number }) | null;
  readonly lawReason: string;
  /** Over sampled rows: the ones by which `chooseWindow` checks its choice. */
  readonly sampled: WindowErrors;
  /** Standard error of the sampled total variation. */
  readonly tvError: number;
}

/**
 * A window, chosen for a budget or given, and its errors in every norm: by the finite-n law where it holds (to a few per
 * cent, n >= 100 exp(sigma^2)), and over sampled rows.
 *
 * @throws RangeError for what `chooseWindow`, `meanTail`, `errorLaw` and `RowSampler` refuse
 */
export function inspectWindow(request: InspectRequest): WindowInspection {
  const { sigma, budget, rows = 400, seed = 1 } = request;
  if (!(sigma > 0 && sigma < Infinity))
    throw new RangeError(`inspectWindow: sigma must be finite and > 0, got ${sigma}`);
  if (!Number.isInteger(rows) || rows < 2)
    throw new RangeError(`inspectWindow: rows must be an integer >= 2, got ${rows}`);
  const n = countOf("inspectWindow", "n", request.n);
  const chosen =
    "k" in budget
      ? ({ k: countOf("inspectWindow", "k", budget.k), method: "given", reason: "" } as const)
      : chooseWindow({ n: request.n, sigma, tv: budget.tv, rows, seed });
  const { k, method, reason } = chosen;
  const sampler = new RowSampler({ n: request.n, scale: { sigma }, windows: [sizeOf(k)] });
  const samples = Array.from({ length: rows }, (_, row) => {
    return sampler.sample(stream(seed, "window", "check", 0, row)).windows[0]!;
  });
  const lawReason = tooShort(n, sigma) || tooFewLeft(n, k);
  const law = lawReason === "" ? lawErrors(n, k, sigma) : null;
  const tvExpected = meanTail(n, k, sigma);
  return { n, k, method, ruleReason: reason, tvExpected, law, lawReason, ...sampledErrors(samples, n) };
}

/** Why the law cannot tell k from n, whose logarithms it reads; else empty. */
function tooFewLeft(n: Count, k: Count): string {
  if (compareCounts(k, n) === 0 || n.ln - k.ln > LEAST_GAP) return "";
  return `k must be below n by 1 part in 10^13 or more, got ${countText(k)}`;
}

function lawErrors(n: Count, k: Count, sigma: number): WindowInspection["law"] {
  if (compareCounts(k, n) === 0) return { ...errorsOf(-Infinity, -Infinity, -Infinity, n), lnOutput: -Infinity };
  const { lnTail, lnL2, lnMax } = errorLaw(sizeOf(n), sizeOf(k), sigma);
  return { ...errorsOf(lnTail, lnL2, lnMax, n), lnOutput: Math.log(outputErrorLaw(n.ln, sigma, k.ln)) };
}

function sampledErrors(samples: readonly WindowSample[], n: Count): Pick<WindowInspection, "sampled" | "tvError"> {
  const rows = samples.length;
  const lnMean = (values: readonly number[]): number => values.reduce(logAdd, -Infinity) - Math.log(rows);
  const lnTail = lnMean(samples.map((sample) => sample.lnTail));
  const lnL2 = 0.5 * lnMean(samples.map((sample) => 2 * sample.lnL2));
  const errors = errorsOf(lnTail, lnL2, median(samples.map((sample) => sample.lnLinf)), n);
  const mean = Math.exp(lnTail);
  const variance = samples.reduce((sum, sample) => sum + (Math.exp(sample.lnTail) - mean) ** 2, 0) / rows;
  return {
    sampled: { ...errors, lnMass: Math.min(0, lnMean(samples.map((sample) => sample.lnMass))) },
    tvError: Math.sqrt(variance / (rows - 1)),
  };
}

function errorsOf(lnTail: number, lnL2: number, lnMax: number, n: Count): WindowErrors {
  const lnMass = Math.log(-Math.expm1(lnTail));
  return { lnMass, lnTail, lnL1: Math.LN2 + lnTail, lnL2, lnMax, lnFrobenius: lnL2 + 0.5 * n.ln };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [a, b] = [sorted[Math.ceil(middle) - 1]!, sorted[Math.floor(middle)]!];
  return a === b ? a : 0.5 * (a + b);
}
