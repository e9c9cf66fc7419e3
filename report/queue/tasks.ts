/** What a run has computed: blocks with seeds. One name says both, and is all that a job carries. */
import { blockNamed, type Block, type Plan } from "../compute/plan.js";
import { withSeed, type Work } from "../compute/work.js";
import { parseSeeds } from "../sweep/seeds.js";

/** Characters of seeds that are told. */
const TOLD = 60;

/** A block of the work with one of the seeds. */
export interface Task {
  readonly block: Block;
  readonly plan: Plan;
}

/** Where all jobs have one seed, it need not be said with each. */
export function taskName(block: string, seed: number, { seeds }: { readonly seeds: string }): string {
  return isOneSeed(seeds) ? block : `${block}, seed ${seed}`;
}

/** With its seed in any case, for whoever reads what became of it. */
export function titleOf(task: string, { seeds }: { readonly seeds: string }): string {
  return `block ${task}${isOneSeed(seeds) ? `, seed ${seeds}` : ""}`;
}

/** What a run is said to be of, on part of a line. */
export function seedsTold({ seeds }: { readonly seeds: string }): string {
  const shown = seeds.length <= TOLD ? seeds : `${seeds.slice(0, TOLD)}...`;
  return `${isOneSeed(seeds) ? "seed" : "seeds"} ${shown}`;
}

function isOneSeed(seeds: string): boolean {
  return /^\d+$/.test(seeds);
}

/** The tasks of a run by this machine's own list: of thousands of seeds nobody lists them all. */
export class Tasks {
  readonly #blocks: ReadonlySet<string>;
  readonly #seeds: ReadonlySet<number>;

  /**
   * @param work with any of the seeds
   * @throws InputError for seeds that nobody can compute
   */
  constructor(
    private readonly work: Work,
    private readonly run: { readonly seeds: string },
  ) {
    this.#blocks = new Set(work.plan.blocks.map(({ name }) => name));
    this.#seeds = new Set(parseSeeds(run.seeds));
  }

  has(name: string): boolean {
    const { block, seed } = this.#partsOf(name);
    return this.#blocks.has(block) && this.#seeds.has(seed) && taskName(block, seed, this.run) === name;
  }

  /** @throws InputError for a name that is none of them */
  named(name: string): Task {
    const { block, seed } = this.#partsOf(name);
    const { plan } = withSeed(this.work, seed);
    return { block: blockNamed(plan, block), plan };
  }

  #partsOf(name: string): { block: string; seed: number } {
    const { seeds } = this.run;
    if (isOneSeed(seeds)) return { block: name, seed: Number(seeds) };
    const [, block = "", seed = ""] = /^(.*), seed (\d{1,10})$/.exec(name) ?? [];
    return { block, seed: seed === "" ? NaN : Number(seed) };
  }
}
