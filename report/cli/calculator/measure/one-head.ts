import { readRows, rotateRows, type ArrayRef, type HeadRef, type Matrix, type RotaryEmbedding } from "ncsparse";
import type { DumpFlags } from "./dump-flags.js";
import { toldBy } from "./resolve-heads.js";

/** A head's arrays as `measureAttention` takes them. */
export interface HeadMatrices {
  readonly q: Matrix;
  readonly k: Matrix;
  readonly v?: Matrix;
}

/**
 * Reads one head whole. Rotary embedding turns key j by the angles of position j; queries that are fewer than the keys are
 * the last ones.
 *
 * @throws InputError for entries that are not finite
 */
export async function readHead(
  { q, k, v }: Extract<HeadRef["source"], { kind: "keys" }>,
  flags: DumpFlags,
  rotary: RotaryEmbedding | undefined,
): Promise<HeadMatrices> {
  const flag = (role: "q" | "k" | "v"): string => (flags[role] === undefined ? "measure:" : `--${role}`);
  const matrix = (role: "q" | "k" | "v", ref: ArrayRef, from?: number): Promise<Matrix> =>
    toldBy(flag(role), () => {
      const rows = readRows(ref);
      const turned =
        rotary === undefined || from === undefined ? rows : rotateRows(rows, ref.columns, { ...rotary, from });
      return { rows: ref.rows, columns: ref.columns, data: Float64Array.from(turned) };
    });
  return {
    q: await matrix("q", q, Math.max(0, k.rows - q.rows)),
    k: await matrix("k", k, 0),
    ...(v === undefined ? {} : { v: await matrix("v", v) }),
  };
}
