/** A machine that computes a run's blocks by its own code. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RecordKind } from "ncsparse-kit/memory/record-file";
import { aroundCode, codeFingerprint } from "../cache/fingerprint.js";
import type { Memory } from "../cache/memory.js";
import { cacheKey } from "../cache/store.js";
import { prepareWork, type Work } from "../compute/work.js";
import type { Project } from "../config/project.js";
import { InputError } from "../errors.js";
import { parseSeeds } from "../sweep/seeds.js";
import { factsOf } from "./facts-of-work.js";
import { Lane } from "./lane.js";
import type { RecordBytes } from "./parcel.js";
import { difference, type RunFacts } from "./run-facts.js";
import { Tasks } from "./tasks.js";
import type { Workplace } from "./workplace.js";

/** @returns why this machine must not compute for the run, where it must not: its numbers might be others */
export async function openWorkplace(project: Project, memory: Memory, run: RunFacts): Promise<Workplace | string> {
  const { notebooks, profile, seeds } = run;
  try {
    const [seed] = parseSeeds(seeds);
    const code = codeOnDisk(project);
    const work = await prepareWork({ project, only: notebooks, profile, seed: seed! }, memory);
    const folder = (): Promise<string> => mkdtemp(join(tmpdir(), "ncsparse-worker-"));
    const reason = difference(run, factsOf(work, run));
    return reason ?? new ComputingWorkplace(work, { run, code, folder: await folder() });
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
}

/** Hash of all that computes, as it is now. */
function codeOnDisk(project: Project): string {
  return cacheKey([aroundCode(project.root), codeFingerprint(project, "")]);
}

class ComputingWorkplace implements Workplace {
  readonly tasks: Tasks;
  readonly #kinds: readonly RecordKind[];
  readonly #idle: Lane[] = [];

  constructor(
    private readonly work: Work,
    private readonly place: { run: RunFacts; code: string; folder: string },
  ) {
    this.tasks = new Tasks(work, place.run);
    this.#kinds = place.run.draws ? ["cell", "draws"] : ["cell"];
  }

  async compute(name: string, signal: AbortSignal): Promise<readonly RecordBytes[]> {
    const task = this.tasks.named(name);
    const lane = this.#idle.pop() ?? (await Lane.start(this.work, this.place.folder, this.#kinds));
    try {
      const records = await lane.compute(task, signal);
      this.#requireSameCode();
      this.#idle.push(lane);
      return records;
    } catch (error) {
      await lane.end();
      throw error;
    }
  }

  /** A worker lives long, and its checkout may be updated: what other code computed must not go under this code's keys. */
  #requireSameCode(): void {
    const { project } = this.work;
    if (codeOnDisk(project) === this.place.code) return;
    throw new InputError(`worker: the code of ${project.root} has changed since it was read; start the worker again`);
  }

  async close(): Promise<void> {
    for (const lane of this.#idle.splice(0)) await lane.end();
    await rm(this.place.folder, { recursive: true, force: true });
  }
}
