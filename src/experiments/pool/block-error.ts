/** A block of work that could not be finished: its own error is the cause. */
export class BlockError extends Error {
  override readonly name = "BlockError";

  /**
   * @param block number of the block
   * @param label what it computes, with the seed that computes it again
   */
  constructor(
    readonly block: number,
    readonly label: string,
    cause: unknown,
  ) {
    super(`block ${block} (${label}) failed: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}
