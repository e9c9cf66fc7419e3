/** The draws behind practical methods: whole heads, every method at several k, read by several claims. */
import { headOutput } from "../../practical/kept-errors.js";
import { compareMethods, type HeadComparison, type MethodErrors } from "../../practical/compare.js";
import { openHead, type HeadInput } from "../../practical/head.js";
import {
  clustersInput,
  gaussianInput,
  hittersInput,
  localityInput,
  sinkInput,
  type Shape,
} from "../../practical/inputs/index.js";
import type { Method } from "../../practical/method.js";
import { METHODS } from "../../practical/methods/index.js";
import { stream, type Stream } from "ncsparse-kit/random";
import type { Context } from "ncsparse-kit/claims/claim";
import { drawSet } from "ncsparse-kit/claims/draw-set";
import { mapDraws } from "ncsparse-kit/claims/measure";

/** Draws of a claim that is judged by the median: 29 of one sign decide. */
export const DRAWS = 32;

/** Length, dimension and logit scale of the heads, and the kept keys of a row, unless a claim says otherwise. */
export const LENGTH = 256;
export const DIMENSION = 32;
export const WINDOWS: readonly number[] = [16, 32, 64];

/** Share of heavy keys; directions and concentration of clusters. */
const HEAVY_SHARE = 1 / 16;
const CLUSTERS = { M: 16, kappa: 0.8 };

/** The inputs, by the names that cells carry. */
export type InputName =
  "Gaussian" | "self-attention" | `locality ${0.9 | 0.99}` | `sink ${2 | 4 | 8}` | `heavy keys ${2 | 4}` | "clusters";

/** Queries and keys of an input. */
export function drawInput(input: InputName, shape: Shape, source: Stream): HeadInput {
  return INPUTS[input](shape, source);
}

const INPUTS: Readonly<Record<InputName, (shape: Shape, source: Stream) => HeadInput>> = {
  Gaussian: gaussianInput,
  "self-attention": (shape, source) => localityInput(shape, 0, source),
  "locality 0.9": (shape, source) => localityInput(shape, 0.9, source),
  "locality 0.99": (shape, source) => localityInput(shape, 0.99, source),
  "sink 2": (shape, source) => sinkInput(shape, 2, source),
  "sink 4": (shape, source) => sinkInput(shape, 4, source),
  "sink 8": (shape, source) => sinkInput(shape, 8, source),
  "heavy keys 2": (shape, source) => hittersInput(shape, { share: HEAVY_SHARE, gamma: 2 }, source),
  "heavy keys 4": (shape, source) => hittersInput(shape, { share: HEAVY_SHARE, gamma: 4 }, source),
  clusters: (shape, source) => clustersInput(shape, CLUSTERS, source),
};

/** Heads to draw and what to measure on them. */
export interface HeadPlan {
  readonly input: InputName;
  readonly causal: boolean;
  /** Of `METHODS`: draws are remembered by their names, and by the code that stands behind these. */
  readonly methods: readonly Method[];
  readonly windows: readonly number[];
  readonly draws: number;
  readonly n?: number;
  readonly d?: number;
  readonly s?: number;
  /** Measure the output error with the keys as values, too. */
  readonly keysAsValues?: boolean;
}

/** The comparison of every draw, by k and method. */
export class HeadSample {
  constructor(
    readonly plan: HeadPlan,
    private readonly comparisons: readonly (readonly HeadComparison[])[], // (draws, windows)
  ) {}

  /** One number a draw, read off the comparison at k. */
  at(k: number, read: (of: (method: Method) => MethodErrors, ideal: MethodErrors) => number): Float64Array {
    const w = this.plan.windows.indexOf(k);
    return mapDraws(this.comparisons.length, (draw) => {
      const { ideal, methods } = this.comparisons[draw]![w]!;
      return read((method) => methods[this.plan.methods.indexOf(method)]!, ideal);
    });
  }

  /** The captured mass of a method over the ideal top-k's. */
  relativeMass(k: number, method: Method): Float64Array {
    return this.at(k, (of, ideal) => of(method).mass / ideal.mass);
  }
}

/** Draw heads and compare methods on them, once a session for each plan and role. */
export function sampleHeads(plan: HeadPlan, context: Context, role: "claim" | "control"): HeadSample {
  const { input, causal, methods, windows, draws, keysAsValues = false } = plan;
  const { n = LENGTH, d = DIMENSION, s = 1 } = plan;
  const values = keysAsValues ? "keys as values" : "own values";
  const name = {
    path: ["PW", role, input, causal ? "causal" : "bidirectional", n, d, s],
    reading: [draws, values, ...windows, ...methods.map((method) => method.name)],
  };
  const comparisons = drawSet(context, name, (path) =>
    Array.from({ length: draws }, (_, draw) => {
      context.signal?.throwIfAborted();
      const source = stream(context.seed, ...path, draw);
      const head = openHead(drawInput(input, { n, d }, source), { scale: s, causal });
      const outputs = keysAsValues ? [headOutput(head, head.keys)] : [];
      return compareMethods(head, { methods, windows, outputs }, source);
    }),
  );
  return new HeadSample(plan, comparisons);
}

/** The inputs of the map, in the order in which it tells them. */
export const MAP_INPUTS: readonly InputName[] = [
  "Gaussian",
  "self-attention",
  "locality 0.9",
  "locality 0.99",
  "sink 4",
  "heavy keys 2",
  "heavy keys 4",
  "clusters",
];

/** Causal heads with every method at every k: what the map and most claims read. */
export function causalSample(input: InputName, context: Context): HeadSample {
  return sampleHeads({ input, causal: true, methods: METHODS, windows: WINDOWS, draws: DRAWS }, context, "claim");
}

/** The same heads as `causalSample` for a claim; for its control others, with only what the control needs. */
export function sampleFor(
  role: "claim" | "control",
  input: InputName,
  needs: { readonly methods: readonly Method[]; readonly k: number },
  context: Context,
): HeadSample {
  if (role === "claim") return causalSample(input, context);
  const plan = { input, causal: true, methods: needs.methods, windows: [needs.k], draws: DRAWS };
  return sampleHeads(plan, context, role);
}
