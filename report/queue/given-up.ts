/** A task that failed so often is given up. */
export const ATTEMPTS = 3;

/** A task that was given up, with the reason that its last worker gave. */
export interface GivenUp {
  readonly task: string;
  readonly reason: string;
}

/** Blocks were given up: the line names the first, with its seed and the command that repeats it. */
export class BlocksGivenUp extends Error {
  override readonly name = "BlocksGivenUp";

  /** @param given at least one */
  constructor(given: readonly GivenUp[]) {
    const [first, ...others] = given;
    const more = others.length === 0 ? "" : `; so did ${others.length} more, which are named above`;
    super(`${first!.reason}; it failed ${ATTEMPTS} times${more}`);
  }
}
