/** What a run is of: by this a worker decides whether its numbers would be the same, bit for bit. */
import type { Profile } from "ncsparse-kit";
import { schemaCheck } from "../document/schema.js";
import { enginePath } from "../root.js";

export const QUEUE_FORMAT = "ncsparse queue 2";

export interface RunFacts {
  readonly format: typeof QUEUE_FORMAT;
  /** Name and version of the project. */
  readonly project: string;
  /** Names of the notebooks whose claims are computed; empty for all. */
  readonly notebooks: readonly string[];
  readonly profile: Profile;
  /** As people write them, e.g. "7" or "1..100". */
  readonly seeds: string;
  /** Whether a block's draws are wanted with its cells. */
  readonly draws: boolean;
  /** Hash of the code that computes, and of the packages under it. */
  readonly code: string;
  /** Hash of the list of all blocks, with the first seed. */
  readonly plan: string;
  readonly node: string;
  /** Kind of processor, as `process.arch` has it: sums may differ in their last bit between kinds. */
  readonly processor: string;
}

const check = schemaCheck(enginePath("report", "queue", "run-facts.schema.json"));
const LONGEST = 65_536;

/** What a server says of a run; null for anything else, whoever wrote it. */
export function readRunFacts(text: string): RunFacts | null {
  if (text.length > LONGEST) return null;
  try {
    const facts: unknown = JSON.parse(text);
    return check(facts) === null ? (facts as RunFacts) : null;
  } catch {
    return null;
  }
}

/** What each fact is called where two machines differ in it, the plainest reason first. */
const NAMES: readonly [fact: keyof RunFacts, name: string][] = [
  ["project", "project"],
  ["node", "Node"],
  ["processor", "kind of processor"],
  ["code", "library"],
  ["plan", "list of blocks"],
];
const SHOWN_OF_HASH = 12;

/** Why a machine must not compute for a run: the first fact in which they differ; null where they agree. */
export function difference(run: RunFacts, here: RunFacts): string | null {
  for (const [fact, name] of NAMES) {
    if (run[fact] !== here[fact]) return `its ${name} is ${shown(run[fact])}, here it is ${shown(here[fact])}`;
  }
  return null;
}

function shown(value: unknown): string {
  const text = String(value);
  return /^[0-9a-f]{64}$/.test(text) ? text.slice(0, SHOWN_OF_HASH) : text;
}
