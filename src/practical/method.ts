import type { Stream } from "ncsparse-kit/random";
import type { Head } from "./head.js";
import type { Kept } from "./kept.js";

/** A way to choose which keys a query attends to. */
export interface Method {
  readonly name: string;
  /** Where it comes from. */
  readonly source: string;
  /** Whether it is defined only where queries come one after another. */
  readonly causalOnly: boolean;
  /** What choosing costs a query beside its k kept logits: products of width d, and the rest in words. */
  readonly cost: { readonly products: (n: number, k: number) => number; readonly words: string };
  /**
   * The keys that each query keeps.
   *
   * @param k kept keys a row
   * @param source randomness, for the methods that use it
   */
  readonly choose: (head: Head, k: number, source: Stream) => Kept;
}
