import { runBlocks, type PoolOptions } from "../../experiments/index.js";
import type { HeadRef } from "../../tensors/index.js";
import { evenlySpaced } from "../evenly-spaced.js";
import { LONGEST_COMPARED } from "./compare-head.js";
import type { HeadAnswer, HeadJob } from "./head-job.js";

/** A head of a model and what was measured of it. */
export interface MeasuredHead extends HeadAnswer {
  readonly layer: number;
  readonly head: number;
  readonly batch: number;
  readonly keyHead: number;
}

export interface MeasureModelRequest extends Pick<HeadJob, "settings" | "rope"> {
  readonly heads: readonly HeadRef[];
  /** Compare budgets and selectors at this many keys a row, on this many heads, evenly chosen among those that allow it. */
  readonly compare?: { readonly k: number; readonly heads: number };
}

/**
 * Measures the heads of a model, each by itself: a worker holds the arrays of one head at a time.
 *
 * @returns in the order of the heads, the same bytes for any number of workers
 * @throws BlockError naming the first head that cannot be measured
 */
export async function measureModel(request: MeasureModelRequest, pool: PoolOptions): Promise<MeasuredHead[]> {
  const { heads, settings, rope, compare } = request;
  const compared = new Set(compare === undefined ? [] : comparable(heads, compare));
  const blocks = heads.map((head) => ({
    label: headName(head, heads),
    input: {
      head,
      settings,
      ...(rope === undefined ? {} : { rope }),
      ...(compared.has(head) ? { compare: compare!.k } : {}),
    },
  }));
  const answers = await runBlocks("measureHeadJob", blocks, pool);
  return heads.map(({ layer, head, batch, keyHead }, h) => ({ layer, head, batch, keyHead, ...answers[h]! }));
}

/** How people call a head: its batch is left out where there is but one. */
export function headName({ layer, head, batch }: HeadRef, heads: readonly HeadRef[]): string {
  const name = `layer ${layer}, head ${head}`;
  return heads.some((other) => other.batch !== heads[0]!.batch) ? `batch ${batch}, ${name}` : name;
}

/** Some of the heads whose budgets and selectors can be compared at k keys, evenly chosen. */
function comparable(heads: readonly HeadRef[], { k, heads: most }: { k: number; heads: number }): HeadRef[] {
  const able = heads.filter(
    ({ source }) =>
      source.kind === "keys" &&
      source.q.rows === source.k.rows &&
      source.k.rows <= LONGEST_COMPARED &&
      2 * k <= source.k.rows,
  );
  return evenlySpaced(most, 0, able.length).map((at) => able[at]!);
}
