/** What people hear of a run's workers: how many there are, who does not take part and why, and that none is there. */
import { InputError, oneLine } from "../errors.js";
import type { QueueAddress } from "./address.js";
import { QUEUE_VARIABLE } from "./address.js";

/** The same is said again after so long, so that silence never lasts. */
const REPEAT_MS = 60_000;
/** Where lines scroll, no more of them than one can read. */
const LEAST_MS = 1_000;
/** Workers that wait find a run in a second or two. */
const PATIENCE_MS = 5_000;

/** What the server says of a run at one time. */
export interface Sight {
  readonly workers: readonly string[];
  readonly refusals: readonly string[];
  readonly active: readonly string[];
  readonly left: number;
}

export class WorkerWatch {
  #lastLine = "";
  #toldAt = -Infinity;
  #seenAt: number;
  readonly #refused = new Set<string>();

  /**
   * @param timeoutMs how long a run may be without any worker
   * @param now milliseconds; a clock that never goes back
   */
  constructor(
    private readonly address: QueueAddress,
    private readonly blocks: number,
    private readonly timeoutMs: number,
    private readonly tell: (line: string) => void,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.#seenAt = now();
  }

  /** @throws InputError once no worker has been there for too long */
  see({ workers, refusals, active, left }: Sight): void {
    for (const refusal of refusals.filter((line) => !this.#refused.has(line))) {
      this.#refused.add(refusal);
      this.tell(`a worker does not take part: ${oneLine(refusal)}`);
    }
    if (workers.length > 0) this.#seenAt = this.now();
    const alone = this.now() - this.#seenAt;
    if (alone >= this.timeoutMs) {
      throw new InputError(
        `queue ${this.address.shown}: no worker was there for ${this.timeoutMs / 1_000} s (--queue-timeout)`,
      );
    }
    if (workers.length > 0) this.#say(this.#state({ workers, active, left }));
    else if (alone >= PATIENCE_MS) this.#say(this.#alone());
  }

  #say(line: string): void {
    if (this.now() - this.#toldAt < (line === this.#lastLine ? REPEAT_MS : LEAST_MS)) return;
    [this.#lastLine, this.#toldAt] = [line, this.now()];
    this.tell(line);
  }

  /** Whoever reads this has the project, and knows the password that is not said here. */
  #alone(): string {
    const { shown, prefix } = this.address;
    const option = prefix === "ncsparse" ? "" : ` --queue-prefix ${prefix}`;
    return `no worker is there; start some in this project, on any machine: ncsparse worker ${shown}${option} (user and password in ${QUEUE_VARIABLE})`;
  }

  #state({ workers, active, left }: Pick<Sight, "workers" | "active" | "left">): string {
    const names = workers.map((name) => oneLine(name)).sort();
    const count = `${names.length} ${names.length === 1 ? "worker" : "workers"} (${names.join(", ")})`;
    const now = active.length === 0 ? "" : `; now: ${[...active].sort().join("; ")}`;
    return oneLine(`${this.blocks - left} of ${this.blocks} blocks; ${count}${now}`);
  }
}
