/** Computing what a sweep lacks by a queue: one run of all seeds, whose blocks go out seed by seed. */
import { rm } from "node:fs/promises";
import type { Block } from "../compute/plan.js";
import { recordKeys } from "../compute/record-keys.js";
import { keepRecords } from "../compute/records.js";
import { withStage } from "../compute/stage.js";
import { withSeed } from "../compute/work.js";
import { InputError } from "../errors.js";
import type { Fill, Lacking } from "../sweep/fill.js";
import { UnfinishedSeed } from "../sweep/unfinished-seed.js";
import { seedsText } from "ncsparse-kit/sweep/seeds-text";
import { Accepting } from "./accept.js";
import { computeByQueue } from "./compute-by-queue.js";
import { factsOf, notebooksOf } from "./facts-of-work.js";
import { BlocksGivenUp } from "./given-up.js";
import type { RecordBytes } from "./parcel.js";
import type { QueueOptions } from "./report-by-queue.js";
import { taskName } from "./tasks.js";

/** Workers read what a run says of itself twice a second. */
const LONGEST_SEEDS = 60_000;

export interface ByQueueOptions extends QueueOptions {
  /** All seeds of the sweep, in ascending order. */
  readonly seeds: readonly number[];
  /** The memory's folder of records. */
  readonly records: string;
  readonly tell: (line: string) => void;
  readonly signal: AbortSignal;
}

/**
 * The seeds of a sweep as a run says them.
 *
 * @throws InputError for seeds too scattered to be told in one line
 */
export function seedsOfRun(seeds: readonly number[]): string {
  const text = seedsText(seeds);
  if (text.length <= LONGEST_SEEDS) return text;
  throw new InputError(`sweep --queue: the seeds must be told in ${LONGEST_SEEDS} characters, got ${text.length}`);
}

/**
 * The same bytes as by `fillHere`. Cells get into the memory as they come, so that an interrupted sweep goes on with them;
 * draws are not sent.
 *
 * @throws as `seedsOfRun`
 */
export function fillByQueue({ seeds, records, address, timeoutMs, tell, signal }: ByQueueOptions): Fill {
  const run = { seeds: seedsOfRun(seeds) };
  return async (lacking, onSeed) => {
    const [first] = lacking;
    if (first === undefined) return;
    const { work } = first;
    await withStage(records, async (stage) => {
      const open = new Map<string, { seed: ReturningSeed; block: Block }>();
      for (const seed of lacking.map((one) => new ReturningSeed(one, { stage, records }, onSeed))) {
        for (const block of seed.blocks) open.set(taskName(block.name, seed.number, run), { seed, block });
      }
      const given = await computeByQueue({
        ...{ address, timeoutMs, tell, signal },
        facts: factsOf(withSeed(work, seeds[0]!), { notebooks: notebooksOf(work), ...run, draws: false }),
        tasks: [...open.keys()],
        keep: async (task, sent) => {
          const { seed, block } = open.get(task)!;
          return await seed.take(block, sent);
        },
      });
      if (given.length > 0) throw new BlocksGivenUp(given);
    });
  };
}

class ReturningSeed {
  readonly #unfinished: UnfinishedSeed;
  /** Made when the first block comes back. */
  #accepting: Accepting | undefined;

  constructor(
    lacking: Lacking,
    private readonly folders: { readonly stage: string; readonly records: string },
    private readonly onSeed: Parameters<Fill>[1],
  ) {
    this.#unfinished = new UnfinishedSeed(lacking);
  }

  get number(): number {
    return this.#unfinished.work.plan.seed;
  }

  get blocks(): readonly Block[] {
    return this.#unfinished.blocks;
  }

  async take(block: Block, sent: readonly RecordBytes[]): Promise<string | null> {
    const { stage, records } = this.folders;
    const { work } = this.#unfinished;
    this.#accepting ??= new Accepting(await recordKeys(work), stage);
    const problem = await this.#accepting.take(block, sent);
    if (problem !== null) return problem;
    keepRecords(stage, records, ["cell"]);
    await rm(stage, { recursive: true, force: true });
    if (!this.#unfinished.isDoneWith(sent.map(({ key }) => key))) return null;
    await this.onSeed(work);
    this.#accepting = undefined;
    return null;
  }
}
