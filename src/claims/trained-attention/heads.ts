/** The model's heads, and the groups that claims speak of. */

/** Layer and head, both counted from 0. */
export type HeadName = `L${number}H${number}`;

const LAYERS = 4;
const HEADS_A_LAYER = 4;

/** In the order in which a forward pass meets them. */
export const HEADS: readonly HeadName[] = Array.from(
  { length: LAYERS * HEADS_A_LAYER },
  (_, h) => `L${Math.floor(h / HEADS_A_LAYER)}H${h % HEADS_A_LAYER}` as const,
);

/** Spreads its rows over nearly all keys. */
export const THIN: HeadName = "L0H2";
/** Look for what followed an earlier copy of the query's byte. */
export const INDUCTION: readonly HeadName[] = ["L1H2", "L1H3"];
/** The others: most of their mass lies on the nearest keys. */
export const LOCAL: readonly HeadName[] = HEADS.filter((head) => head !== THIN && !INDUCTION.includes(head));
