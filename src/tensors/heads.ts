/** Which attention heads a dump holds: arrays by name and shape become matrices by layer, batch and head. */
import type { ArrayRef } from "./array-ref.js";
import { parseAxes } from "./axes.js";
import { headGrid, placeText, type HeadGrid, type HeadGroup } from "./head-grid.js";
import type { ArrayRole } from "./name-place.js";
import type { TensorSet } from "./open-tensors.js";
import { namesText, selectArrays, type PlacedArray } from "./select-arrays.js";

/** What a dump holds of attention: queries and keys, logits, or their softmax. */
export type HeadKind = "keys" | "logits" | "probabilities";

/** One head, of which nothing but headers has been read. */
export interface HeadRef {
  /** All from 0 on. */
  readonly layer: number;
  readonly head: number;
  readonly batch: number;
  /** Whose keys and values it has: with grouped queries several heads share one. */
  readonly keyHead: number;
  readonly source:
    | { readonly kind: "keys"; readonly q: ArrayRef; readonly k: ArrayRef; readonly v?: ArrayRef }
    | { readonly kind: "logits" | "probabilities"; readonly rows: ArrayRef; readonly v?: ArrayRef };
}

export interface HeadOptions {
  /** By default what is found first of queries and keys, logits, probabilities. */
  readonly kind?: HeadKind;
  /** Patterns of names, with {layer}, {batch}, {head} and * as placeholders; by default the usual names (`usualNames`). */
  readonly names?: Readonly<Partial<Record<ArrayRole, string>>>;
  /** Of every array, e.g. `batch,n,heads,d`; by default by their number (`axesOf`). */
  readonly axes?: string;
}

/** Arrays by their role. */
export type ArraysByRole = Readonly<Partial<Record<ArrayRole, readonly PlacedArray[]>>>;

/**
 * The heads that a dump holds, by layer, batch and head.
 *
 * Query heads are a multiple of key heads: head h has the keys of head floor(h H_k / H_q).
 *
 * @throws RangeError where no array has a usual name, where shapes do not fit each other, or where a type is not read; it
 *   names arrays and shapes
 */
export function headsOf(tensors: TensorSet, options: HeadOptions = {}): HeadRef[] {
  const { names = {} } = options;
  const roles: readonly ArrayRole[] = ["q", "k", "v", "logits", "probabilities"];
  const arrays = Object.fromEntries(roles.map((role) => [role, selectArrays(tensors, role, names[role])]));
  const kind = options.kind ?? kindOf(arrays, names);
  const needed: readonly ArrayRole[] = kind === "keys" ? ["q", "k"] : [kind];
  const missing = needed.find((role) => arrays[role]!.length === 0);
  if (missing !== undefined) {
    const example = `${missing} or layers.0.${missing}`;
    throw new RangeError(`headsOf: an array must be named like ${example}, got ${namesText(tensors.tensors)}`);
  }
  return headsFrom(kind, arrays, options.axes);
}

/** What was named, or else what is there; keys where nothing is. */
function kindOf(arrays: ArraysByRole, names: NonNullable<HeadOptions["names"]>): HeadKind {
  const kinds: readonly (readonly [ArrayRole, HeadKind])[] = [
    ["q", "keys"],
    ["k", "keys"],
    ["logits", "logits"],
    ["probabilities", "probabilities"],
  ];
  const found = kinds.find(([role]) => names[role] !== undefined) ?? kinds.find(([role]) => arrays[role]!.length > 0);
  return found?.[1] ?? "keys";
}

/**
 * The heads of arrays whose roles are known.
 *
 * @throws RangeError as `headsOf`
 */
export function headsFrom(kind: HeadKind, arrays: ArraysByRole, axes?: string): HeadRef[] {
  const given = axes === undefined ? undefined : parseAxes(axes);
  const grid = (role: ArrayRole): HeadGrid | undefined => {
    const found = arrays[role] ?? [];
    return found.length === 0 ? undefined : headGrid(role, found, given);
  };
  const rows = grid(kind === "keys" ? "q" : kind);
  if (rows === undefined)
    throw new RangeError(`headsOf: there must be an array of ${kind === "keys" ? "queries" : kind}`);
  const [k, v] = [kind === "keys" ? grid("k") : undefined, grid("v")];
  const groups = [...rows.values()].sort((a, b) => a.layer - b.layer || a.batch - b.batch);
  return groups.flatMap((group) =>
    kind === "keys"
      ? keyHeads(group, groupIn("k", k, group), groupIn("v", v, group))
      : rowHeads(kind, group, groupIn("v", v, group)),
  );
}

function groupIn(
  role: ArrayRole,
  grid: HeadGrid | undefined,
  { layer, batch, text }: HeadGroup,
): HeadGroup | undefined {
  const group = grid?.get(`${layer},${batch}`);
  if (grid !== undefined && group === undefined) {
    throw new RangeError(`headsOf: ${role} must hold ${placeText({ layer, batch })}, as ${text} does`);
  }
  return group;
}

function keyHeads(q: HeadGroup, k: HeadGroup | undefined, v: HeadGroup | undefined): HeadRef[] {
  if (k === undefined) throw new RangeError(`headsOf: there must be an array of keys to ${q.text}`);
  const share = headsPerKey("q", q, "k", k);
  if (v !== undefined && v.heads.length !== k.heads.length) refusePair("k and v must have as many heads", k, v);
  return q.heads.map((queries, head) => {
    const keyHead = Math.floor(head / share);
    const keys = k.heads[keyHead]!;
    const values = v?.heads[keyHead];
    if (queries.columns !== keys.columns) refusePair("q and k must have the same width", q, k);
    if (values !== undefined && values.rows !== keys.rows) refusePair("v must have a row for each key", k, v!);
    const source = { kind: "keys", q: queries, k: keys, ...(values === undefined ? {} : { v: values }) } as const;
    return { layer: q.layer, head, batch: q.batch, keyHead, source };
  });
}

function rowHeads(kind: "logits" | "probabilities", rows: HeadGroup, v: HeadGroup | undefined): HeadRef[] {
  const share = v === undefined ? 1 : headsPerKey(kind, rows, "v", v);
  return rows.heads.map((ref, head) => {
    const keyHead = Math.floor(head / share);
    const values = v?.heads[keyHead];
    if (values !== undefined && values.rows !== ref.columns) refusePair("v must have a row for each key", rows, v!);
    const source = { kind, rows: ref, ...(values === undefined ? {} : { v: values }) } as const;
    return { layer: rows.layer, head, batch: rows.batch, keyHead, source };
  });
}

/** How many heads share the keys of one. */
function headsPerKey(name: string, heads: HeadGroup, keyName: string, keys: HeadGroup): number {
  const share = heads.heads.length / keys.heads.length;
  if (!Number.isInteger(share))
    refusePair(`the heads of ${name} must be a multiple of those of ${keyName}`, heads, keys);
  return share;
}

function refusePair(requirement: string, a: HeadGroup, b: HeadGroup): never {
  throw new RangeError(`headsOf: ${requirement}, got ${a.text} and ${b.text}`);
}
