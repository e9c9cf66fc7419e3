/** So many things at once. */
export class Slots {
  readonly #busy = new Set<Promise<void>>();
  #problem: Error | null = null;

  /** @param count an integer of at least 1 */
  constructor(private readonly count: number) {}

  get isFree(): boolean {
    return this.#busy.size < this.count;
  }

  /** The first thing that went wrong with the machine itself. */
  get problem(): Error | null {
    return this.#problem;
  }

  /** @param task resolves with what is wrong with the machine, or null; a task that rejects is a fault, and a problem, too */
  fill(task: Promise<Error | null>): void {
    const done = task
      .catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))))
      .then((problem) => {
        this.#problem ??= problem;
        this.#busy.delete(done);
      });
    this.#busy.add(done);
  }

  /** Resolves when one more is free than now; never where all are. */
  async whenOneIsFree(): Promise<void> {
    await Promise.race(this.#busy);
  }

  async whenFree(): Promise<void> {
    await Promise.all(this.#busy);
  }
}
