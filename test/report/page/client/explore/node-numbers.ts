/** The panels' numbers as Node computes them with the library, by the names under which the panels show them. */
import {
  capturedMassExponent,
  criticalWindow,
  countOf,
  frobeniusErrorExponent,
  inspectWindow,
  maxErrorExponent,
  outputErrorLaw,
  participationRatioExponent,
  RowSampler,
  rowErrorExponent,
  rowScale,
  stream,
  tailMassExponent,
  typicalRow,
  windowHolding,
  type Size,
  type WindowErrors,
  type WindowSample,
} from "ncsparse";
import { windowOf } from "../../../../../report/page/client/explore/phase-values.js";
import { rowWindows } from "../../../../../report/page/client/explore/row-values.js";

/** The sizes of the tests' grids. */
function sizeOf(text: string): Size {
  const [base, power] = text.replaceAll(",", "").split("^").map(Number) as [number, number?];
  if (power === undefined) return base;
  return power > 20 ? { ln: power * Math.log(base) } : base ** power;
}

export function windowNumbers(
  n: string,
  sigma: number,
  budget: "tv" | "mass" | "k",
  amount: string,
): Record<string, number> {
  const size = sizeOf(n);
  const wanted = budget === "k" ? { k: sizeOf(amount) } : { tv: budget === "tv" ? Number(amount) : 1 - Number(amount) };
  const found = inspectWindow({ n: size, sigma, budget: wanted, rows: 200 });
  const { k, tvExpected, law, sampled, tvError } = found;
  const row = rowSample(size, k, sigma, 0);
  const whole = k.ln === found.n.ln;
  return {
    k: k.value === Infinity ? k.ln : k.value,
    share: k.ln - found.n.ln,
    C: k.ln / found.n.ln,
    "answer.expected": tvExpected,
    "answer.mass": sampled.lnMass,
    "answer.tv": sampled.lnTail,
    tvError,
    tvSpread: tvError * Math.sqrt(200),
    ...(law && named("law", law)),
    ...(law && !whole && { "law.output": law.lnOutput }),
    ...named("sampled", sampled),
    "row.mass": row.lnMass,
    "row.tv": row.lnTail,
    "row.l1": row.lnL1,
    "row.l2": row.lnL2,
    "row.max": row.lnLinf,
  };
}

function named(prefix: string, errors: WindowErrors): Record<string, number> {
  return {
    [`${prefix}.mass`]: errors.lnMass,
    [`${prefix}.tv`]: errors.lnTail,
    [`${prefix}.l1`]: errors.lnL1,
    [`${prefix}.l2`]: errors.lnL2,
    [`${prefix}.max`]: errors.lnMax,
    [`${prefix}.frobenius`]: errors.lnFrobenius,
  };
}

function rowSample(n: Size, k: ReturnType<typeof countOf>, sigma: number, index: number): WindowSample {
  const windows = rowWindows(countOf("test", "n", n), k);
  const at = windows.findIndex((size) => countOf("test", "k", size).ln === k.ln);
  const sampler = new RowSampler({ n, scale: { sigma }, windows });
  return sampler.sample(stream(1, "explore", index)).windows[at]!;
}

/** Row `index` of the panel's seed at the window for a budget. */
export function drawnRow(n: Size, sigma: number, tv: number, index: number): WindowSample {
  return rowSample(n, inspectWindow({ n, sigma, budget: { tv }, rows: 200 }).k, sigma, index);
}

export function phaseNumbers(n: string, c: number, C: number): Record<string, number> {
  const lnN = countOf("test", "n", sizeOf(n)).ln;
  const sigma = rowScale(lnN, c);
  const k = windowOf(lnN, C);
  const row = typicalRow(lnN, sigma, k.ln);
  const finite = { m: row.lnMass, tv: row.lnTail, l2: row.lnL2, max: row.lnMax, participation: row.lnParticipation };
  return {
    sigma,
    k: k.value === Infinity ? k.ln : k.value,
    "answer.mass": row.lnMass,
    half: windowHolding(lnN, c, 0.5),
    critical: criticalWindow(c),
    ...Object.fromEntries(Object.entries(finite).map(([key, ln]) => [`law.${key}`, ln])),
    ...Object.fromEntries(Object.entries(finite).map(([key, ln]) => [`power.${key}`, ln / lnN])),
    "limit.m": capturedMassExponent(c, C),
    "limit.tv": tailMassExponent(c, C),
    "limit.l2": rowErrorExponent(c, C),
    "limit.max": maxErrorExponent(c, C),
    "limit.frobenius": frobeniusErrorExponent(c, C),
    "limit.participation": participationRatioExponent(c),
    ...(c > 0 && { "law.output": outputErrorLaw(lnN, sigma, k.ln) }),
  };
}
