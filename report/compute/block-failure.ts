import { oneLine } from "../errors.js";
import type { Block, Plan } from "./plan.js";

/** A block could not be computed: a cell threw, or the process died. The message is one line that says how to repeat it. */
export class BlockFailure extends Error {
  override readonly name = "BlockFailure";
  readonly block: string;
  readonly seed: number;

  constructor({ name }: Block, { seed, profile }: Plan, reason: string) {
    const again = `ncsparse compute --block "${name}" --seed ${seed} --profile ${profile}`;
    super(oneLine(`block ${name}, seed ${seed}: ${reason}; to repeat it: ${again}`));
    this.block = name;
    this.seed = seed;
  }
}
