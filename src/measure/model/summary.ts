/** What is said of a model's heads together. */
import { firstInteger } from "ncsparse-kit/probability";
import { quartiles, type Quartiles } from "../quartiles.js";
import type { HeadFigures } from "./head-figures.js";
import type { KeyExponent } from "./exponent.js";

/** Share of the heads that the common law is to serve. */
const SERVED = 0.9;

/** How a head's need grows. */
export type Growth =
  /** The exponent's interval lies below 1 and above 0. */
  | "sparse"
  /** It holds 1: the need grows as the row does, as far as can be told. */
  | "linear"
  /** It lies at or below 0, or holds it: the need does not grow. */
  | "bounded"
  /** Rows are too short or all of one length. */
  | "untold";

export interface ModelSummary {
  readonly heads: number;
  readonly sigma: Quartiles;
  readonly c: Quartiles;
  readonly freezing: Quartiles;
  readonly growth: Readonly<Record<Growth, number>>;
  readonly C: Quartiles;
  /** One law for all heads; null where no growth could be told. */
  readonly law: KeyLaw | null;
  /** Keys a row at the full length for the budget of mean total variation, over all heads: as many for each, and shared out. */
  readonly shared: { readonly each: number; readonly perHead: number };
}

/** k = alpha n^C: what a typical row of most heads needs at every length that was measured. */
export interface KeyLaw {
  readonly C: number;
  readonly alpha: number;
  /** Heads that it serves at all lengths, and heads whose growth could be told. */
  readonly served: number;
  readonly of: number;
  /** Which budget it keeps. */
  readonly budget: "tv" | "output";
}

export function growthOf(exponent: KeyExponent | null): Growth {
  if (exponent === null) return "untold";
  if (exponent.low <= 0) return "bounded";
  return exponent.high < 1 ? "sparse" : "linear";
}

/** @param tv the budget that the heads were measured for */
export function summariseHeads(heads: readonly HeadFigures[], tv: number): ModelSummary {
  const growth: Record<Growth, number> = { sparse: 0, linear: 0, bounded: 0, untold: 0 };
  for (const { exponent } of heads) growth[growthOf(exponent)]++;
  return {
    heads: heads.length,
    sigma: quartiles(heads.map(({ sigma }) => sigma.median)),
    c: quartiles(heads.map(({ c }) => c.median)),
    freezing: quartiles(heads.map(({ freezing }) => freezing.median)),
    growth,
    C: quartiles(heads.map(({ exponent }) => exponent?.C ?? NaN)),
    law: commonLaw(heads),
    shared: sharedKeys(heads, tv),
  };
}

/**
 * The median exponent, and the least factor with which nine heads in ten are served: a head is where the law gives each of
 * its groups of rows the keys that they need. The output's budget where there are values.
 */
function commonLaw(heads: readonly HeadFigures[]): KeyLaw | null {
  const budget = heads.every(({ outputExponent }) => outputExponent !== null) ? "output" : "tv";
  const told = heads.flatMap(({ exponent, outputExponent }) => (budget === "output" ? outputExponent : exponent) ?? []);
  if (told.length === 0) return null;
  const C = Math.min(1, Math.max(0, quartiles(told.map((one) => one.C)).median));
  const factors = told.map(({ groups }) => Math.max(...groups.map(({ n, k }) => k / n ** C))).sort((a, b) => a - b);
  const served = Math.ceil(SERVED * factors.length);
  return { C, alpha: factors[served - 1]!, served, of: factors.length, budget };
}

/** A head's loss against the keys that it keeps: (0, 1), its windows, and (n, 0). */
interface LossCurve {
  readonly keys: readonly number[];
  readonly loss: readonly number[];
}

/** Halvings of a price: beyond what the curves tell apart. */
const BISECTIONS = 60;

/**
 * The mean number of keys with which the mean loss over heads keeps within the budget: the same for all heads, and each
 * head its own, by one price of a key. Between its windows a head's loss is a straight line, from above: more than it is.
 */
function sharedKeys(heads: readonly HeadFigures[], tv: number): ModelSummary["shared"] {
  const curves = heads.map(lossCurve);
  const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;
  const most = Math.max(...heads.map(({ keys }) => keys));
  const each = firstInteger(1, most, (k) => mean(curves.map((curve) => lossAt(curve, k))) <= tv);
  let [cheap, dear] = [-40, 0]; // ln of the price: at a dear one heads keep little
  for (let step = 0; step < BISECTIONS; step++) {
    const middle = 0.5 * (cheap + dear);
    const kept = curves.map((curve) => keysAt(curve, Math.exp(middle)));
    if (mean(kept.map((k, h) => lossAt(curves[h]!, k))) <= tv) cheap = middle;
    else dear = middle;
  }
  return { each, perHead: mean(curves.map((curve) => keysAt(curve, Math.exp(cheap)))) };
}

function lossCurve({ windows, keys }: HeadFigures): LossCurve {
  return {
    keys: [0, ...windows.map(({ k }) => k), keys],
    loss: [1, ...windows.map(({ mass }) => 1 - mass), 0],
  };
}

function lossAt({ keys, loss }: LossCurve, k: number): number {
  const next = keys.findIndex((key) => key >= k);
  if (next < 0) return 0;
  if (next === 0) return loss[0]!;
  const share = (k - keys[next - 1]!) / (keys[next]! - keys[next - 1]!);
  return loss[next - 1]! + share * (loss[next]! - loss[next - 1]!);
}

/** The keys of least loss plus price; a loss curve is convex, as rows lose their largest entries last. */
function keysAt({ keys, loss }: LossCurve, price: number): number {
  let best = 0;
  for (let w = 1; w < keys.length; w++) {
    if (loss[w]! + price * keys[w]! < loss[best]! + price * keys[best]!) best = w;
  }
  return keys[best]!;
}
