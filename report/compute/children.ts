/** The processes that compute for a run: an idle one takes the next task, and one that died is not asked again. */
import { DATA_VARIABLE } from "ncsparse-kit/memory/records";
import { withKernelMemory } from "../code/kernel-memory.js";
import { InterruptedError } from "../errors.js";
import { Child } from "./child.js";
import type { Answer, Task } from "./messages.js";
import type { Block, Plan } from "./plan.js";
import type { Work } from "./work.js";

/** Where records are written to and looked for, and what stops the work. */
export interface ComputeOptions {
  readonly records: string;
  readonly signal: AbortSignal;
}

/**
 * Has a task done, by as many processes as tasks are asked for at once. Rejects with InterruptedError alone.
 *
 * @param plan the same work with another seed; by default the plan of the work itself
 */
export type Ask = (kind: Task["kind"], cells: Pick<Block, "cells" | "notebook">, plan?: Plan) => Promise<Answer>;

/** Runs something that has tasks done. Processes are started as they are needed, and are gone at its end. */
export async function withChildren<T>(
  work: Work,
  { records, signal }: ComputeOptions,
  run: (ask: Ask) => Promise<T>,
): Promise<T> {
  return await withKernelMemory(records, work, async (memory) => {
    const children = new Children(signal);
    try {
      return await run((kind, block, plan = work.plan) => children.ask(taskOf(kind, block, { ...work, plan }, memory)));
    } finally {
      children.end();
    }
  });
}

/** What a kernel of the notebook would have around it, on one core. */
function taskOf(
  kind: Task["kind"],
  { cells, notebook }: Pick<Block, "cells" | "notebook">,
  { plan, registry, places }: Work,
  memory: Readonly<Record<string, string>>,
): Task {
  const { folder, data } = places[notebook]!;
  const env = {
    ...memory,
    NCSPARSE_PROFILE: plan.profile,
    NCSPARSE_SEED: String(plan.seed),
    NCSPARSE_WORKERS: "1",
    NCSPARSE_PROGRESS: "off",
    [DATA_VARIABLE]: data,
  };
  return { kind, cells, registry, folder, env };
}

class Children {
  readonly #all = new Set<Child>();
  readonly #idle: Child[] = [];

  constructor(private readonly signal: AbortSignal) {
    signal.addEventListener("abort", this.end, { once: true });
  }

  async ask(task: Task): Promise<Answer> {
    this.#throwIfAborted();
    const child = this.#idle.pop() ?? new Child();
    this.#all.add(child);
    const answer = await child.ask(task);
    this.#throwIfAborted();
    if (child.alive) this.#idle.push(child);
    else this.#all.delete(child);
    return answer;
  }

  readonly end = (): void => {
    this.signal.removeEventListener("abort", this.end);
    for (const child of this.#all) child.kill();
    this.#all.clear();
  };

  #throwIfAborted(): void {
    if (this.signal.aborted) throw new InterruptedError("computing: interrupted");
  }
}
