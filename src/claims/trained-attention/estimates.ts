/** Methods at equal cost on the model's own heads: the errors of each, by passage and head. */
import type { Context } from "ncsparse-kit/claims/claim";
import { drawSet } from "ncsparse-kit/claims/draw-set";
import type { Role } from "ncsparse-kit/claims/kinds";
import { stream, type Stream } from "ncsparse-kit/random";
import type { CapturedHead } from "../../model/forward.js";
import { heldOut, trainedModel } from "../../model/trained.js";
import { eachHead } from "../../measure/passages/run-passage.js";
import { estimateErrors, type EstimateErrors } from "../../practical/estimate-errors.js";
import {
  affordable,
  costOfKeys,
  ESTIMATORS,
  idealKeys,
  keptKeys,
  type Estimator,
} from "../../practical/estimators/index.js";
import { slidingWindow } from "../../practical/methods/index.js";
import { openHead } from "../../practical/head.js";
import { headOutput } from "../../practical/kept-errors.js";
import { HEADS, THIN, type HeadName } from "./heads.js";
import { chosenPassages, HeadSample } from "./samples.js";

/** Bytes of a passage that are read: a head of so many queries and keys. */
export const ESTIMATE_BYTES = 128;
/** The budget: what it costs to keep so many keys of a row. */
export const ESTIMATE_KEYS = 16;

const SHARE = { claim: 20, control: 16 } as const;
/** Heads that are measured: a control reads one. */
const WANTED: Readonly<Record<Role, readonly HeadName[]>> = { claim: HEADS, control: [THIN] };

/** The sliding window, at what it costs. */
export const recentKeys: Estimator = keptKeys(slidingWindow, "counted");

/** The ideal top-k, and all methods that a causal row of the budget can use. */
const CANDIDATES: readonly Estimator[] = [idealKeys, ...ESTIMATORS.filter(({ causal }) => causal)];

/** A head's errors by method, over the rows that see at least half of the keys. */
export type ErrorsByMethod = Readonly<Record<string, EstimateErrors>>;

/** The errors of every method that the budget buys, on the beginnings of passages; for a control of L0H2 alone. */
export async function estimateSample(context: Context, role: Role): Promise<HeadSample<ErrorsByMethod>> {
  const model = await trainedModel();
  const { text } = heldOut();
  const name = {
    path: ["TA", "estimates", role],
    reading: [SHARE.claim, SHARE.control, ESTIMATE_BYTES, ESTIMATE_KEYS],
  };
  const passages = drawSet(context, name, (path) =>
    chosenPassages(text.length, SHARE, role, stream(context.seed, "TA", "estimates order")).map((at) => {
      context.signal?.throwIfAborted();
      let head = 0;
      return eachHead(model, text[at]!.passage.slice(0, ESTIMATE_BYTES), (captured): ErrorsByMethod => {
        const h = head++;
        if (!WANTED[role].includes(HEADS[h]!)) return {};
        return headErrors(captured, stream(context.seed, ...path, at, h));
      });
    }),
  );
  return new HeadSample(passages);
}

/** The names of those that the budget buys, in the order of the table. */
export function affordableNames({ n, d, w }: { n: number; d: number; w: number }): string[] {
  const shape = { n, d, w };
  const budget = costOfKeys(ESTIMATE_KEYS, shape);
  return CANDIDATES.filter((estimator) => affordable(estimator, shape, budget) !== undefined).map(({ name }) => name);
}

/**
 * One head's errors at the budget.
 *
 * @param captured a causal head; its values are as wide as its keys
 */
export function headErrors(captured: CapturedHead, source: Stream): ErrorsByMethod {
  const { d } = captured;
  const [queries, keys, values] = [captured.queries, captured.keys, captured.values].map((x) => Float64Array.from(x));
  const n = queries!.length / d;
  const head = openHead({ n, d, queries: queries!, keys: keys! }, { scale: 1, causal: true });
  const exact = headOutput(head, values!);
  const shape = { n, d, w: d };
  const budget = costOfKeys(ESTIMATE_KEYS, shape);
  return Object.fromEntries(
    CANDIDATES.flatMap((estimator) => {
      const m = affordable(estimator, shape, budget);
      if (m === undefined) return [];
      return [[estimator.name, estimateErrors(head, exact, estimator.estimate(head, values!, m, source))]];
    }),
  );
}
