/** What the model scores under a window, input by input, once a session for each window: what all claims of the family read. */
import { heldOut, trainedModel, type AttentionRule, type LookupPassage } from "../../model/index.js";
import {
  cachedHitters,
  constantWindow,
  drawRecords,
  equalCostCounts,
  largestLogits,
  logWindow,
  powerWindow,
  recentKeys,
  rowKeys,
  scoreInput,
  shuffled,
  sinksAndRecent,
  topP,
  type InputScore,
  type InputsOfLength,
  type WindowGrowth,
  type WindowStrategy,
} from "../../model/windows/index.js";
import { stream } from "ncsparse-kit/random";
import type { Context } from "ncsparse-kit/claims/claim";
import { drawSet, type DrawPath } from "ncsparse-kit/claims/draw-set";
import type { Role } from "ncsparse-kit/claims/kinds";
import { CONTROL_UNITS, UNITS, type Kind } from "./units.js";

/** Inputs of two lengths, as many bytes of the one as of the other; and, for controls, short ones alone. */
export type MixtureName = "128 and 512" | "256 and 1024" | "128";

export const MIXTURES: Readonly<Record<MixtureName, readonly InputsOfLength[]>> = {
  "128 and 512": [
    { n: 128, count: 4 },
    { n: 512, count: 1 },
  ],
  "256 and 1024": [
    { n: 256, count: 4 },
    { n: 1024, count: 1 },
  ],
  "128": [{ n: 128, count: 1 }],
};

export type MethodName = "StreamingLLM" | "sliding window" | "H2O" | "ideal top-k";

const METHODS: Readonly<Record<MethodName, WindowStrategy>> = {
  StreamingLLM: sinksAndRecent,
  "sliding window": recentKeys,
  H2O: cachedHitters,
  "ideal top-k": largestLogits,
};

/** How a window grows with the input's length: as n^C, by C, or as ln n. */
export type Growth = number | "ln n";

function growthOf(growth: Growth): WindowGrowth {
  if (growth === "ln n") return logWindow;
  return growth === 0 ? constantWindow : powerWindow(growth);
}

/** Which keys rows keep: those of a method, as many in all as under a constant window; those of a mass; or all. */
export type Window =
  | { readonly method: MethodName; readonly k: number; readonly growth: Growth }
  | { readonly method: "top-p"; readonly p: number }
  | { readonly method: "exact" };

/** The scores of a unit's inputs of one length. */
export type UnitScores = readonly InputScore[];

export interface Run {
  readonly kind: Kind;
  readonly mixture: MixtureName;
  /** Of the mixture's lengths, the one that is scored. */
  readonly n: number;
  readonly window: Window;
}

/**
 * Unit by unit the scores of the inputs of one length: of prose the beginning of a held-out passage, whole or cut into as many
 * inputs as the mixture has; of records as many inputs, each drawn by itself. The seed chooses the passages and draws the
 * records; they are the same under every window.
 *
 * @throws RangeError if the mixture has no such length
 */
export async function scoresOf(run: Run, context: Context, role: Role): Promise<readonly UnitScores[]> {
  const { kind, mixture, n, window } = run;
  const model = await trainedModel();
  const units = unitsOf(kind, role, context);
  const name = { path: ["LM", role, kind, mixture], reading: [n, units, ...nameOf(window)] };
  return drawSet(context, name, (path) => {
    const rule = ruleOf(window, mixture, n);
    return Array.from({ length: units }, (_, unit) => {
      context.signal?.throwIfAborted();
      return inputsOf({ kind, mixture, n }, { context, role, path, unit }).map((input) =>
        scoreInput(model, input.passage, { from: input.from, length: n }, rule),
      );
    });
  });
}

function nameOf(window: Window): DrawPath {
  if (window.method === "exact") return [window.method];
  return window.method === "top-p" ? [window.method, window.p] : [window.method, window.k, window.growth];
}

function unitsOf(kind: Kind, role: Role, { profile }: Context): number {
  return role === "control" ? CONTROL_UNITS : UNITS[kind][profile];
}

function ruleOf(window: Window, mixture: MixtureName, n: number): AttentionRule | undefined {
  if (window.method === "exact") return undefined;
  if (window.method === "top-p") return topP(window.p);
  const lengths = MIXTURES[mixture];
  const counts = equalCostCounts(growthOf(window.growth), lengths, window.k);
  return METHODS[window.method].rule(rowKeys(counts[lengths.findIndex((length) => length.n === n)]!));
}

interface Unit {
  readonly context: Context;
  readonly role: Role;
  readonly path: DrawPath;
  readonly unit: number;
}

interface Input {
  readonly passage: LookupPassage;
  readonly from: number;
}

function inputsOf({ kind, mixture, n }: Pick<Run, "kind" | "mixture" | "n">, of: Unit): Input[] {
  const lengths = MIXTURES[mixture];
  const length = lengths.find((one) => one.n === n);
  if (!length) throw new RangeError(`scoresOf: n must be a length of the mixture "${mixture}", got ${n}`);
  return Array.from({ length: length.count }, (_, i) =>
    kind === "prose"
      ? { passage: proseOf(of), from: i * n }
      : { passage: drawRecords(stream(of.context.seed, ...of.path, of.unit, n, i), n), from: 0 },
  );
}

/** A held-out passage: the seed's order, from its beginning for claims, from its end for controls. */
function proseOf({ context, role, unit }: Unit): LookupPassage {
  const { text } = heldOut();
  const order = shuffled(stream(context.seed, "LM", "passages"), text.length);
  const chosen = role === "control" ? order[text.length - 1 - unit]! : order[unit]!;
  return { passage: text[chosen]!.passage, answers: [] };
}
