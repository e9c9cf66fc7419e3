/** Rows of logits of a head that a forward pass has captured. */
import type { Stream } from "ncsparse-kit/random";
import type { CapturedHead } from "../../model/forward.js";
import { rotateHalves, type Rotation } from "../../model/rotary.js";

/** A row whose keys have been given each other's places. */
export interface ShuffledRow {
  /** By place. */
  readonly logits: Float64Array;
  /** Which key stands at each place. */
  readonly keys: Uint32Array;
}

/** A head's logits, row by row: as they are, and as they would be if its keys stood in another order. */
export class CapturedRows {
  private readonly bare: Float64Array; // (n, d): the keys without their rotary embedding

  /** @param rotation that queries and keys have been given */
  constructor(
    private readonly head: CapturedHead,
    private readonly rotation: Rotation,
  ) {
    const { d, keys } = head;
    const back = { ...rotation, sines: rotation.sines.map((sine) => -sine) };
    this.bare = Float64Array.from(keys);
    for (let j = 0; j < keys.length / d; j++) rotateHalves(this.bare, j * d, d, back, j);
  }

  /** q_i . k_j / sqrt(d) of the keys 0 .. i. */
  logits(i: number): Float64Array {
    const { d, keys } = this.head;
    const logits = new Float64Array(i + 1);
    for (let j = 0; j <= i; j++) logits[j] = this.product(i, keys, j * d);
    return logits;
  }

  /** The same keys in an order that tells nothing: each but the query's own stands at a random other one's place. */
  shuffled(i: number, source: Stream): ShuffledRow {
    const { d } = this.head;
    const moved = new Float64Array(d);
    const keys = new Uint32Array(i + 1);
    keys.set(randomOrder(i, source));
    keys[i] = i;
    const logits = new Float64Array(i + 1);
    for (let place = 0; place <= i; place++) {
      const from = keys[place]! * d;
      for (let f = 0; f < d; f++) moved[f] = this.bare[from + f]!;
      rotateHalves(moved, 0, d, this.rotation, place);
      logits[place] = this.product(i, moved, 0);
    }
    return { logits, keys };
  }

  private product(i: number, keys: Float32Array | Float64Array, at: number): number {
    const { d, queries } = this.head;
    let sum = 0;
    for (let f = 0; f < d; f++) sum += queries[i * d + f]! * keys[at + f]!;
    return sum / Math.sqrt(d);
  }
}

/** 0 .. n - 1 in a random order (Fisher and Yates). */
export function randomOrder(n: number, source: Stream): Uint32Array {
  const order = new Uint32Array(n);
  for (let j = 0; j < n; j++) order[j] = j;
  // From the last on: the first has nowhere to go.
  const uniforms = new Float64Array(Math.max(0, n - 1));
  source.fillUniform(uniforms);
  for (let last = n - 1; last > 0; last--) {
    const chosen = Math.floor(uniforms[n - 1 - last]! * (last + 1));
    const moved = order[last]!;
    order[last] = order[chosen]!;
    order[chosen] = moved;
  }
  return order;
}
