/** Options of the commands that run a project's claims: which run it is. */
import { InvalidArgumentError, Option } from "commander";
import { availableParallelism } from "node:os";
import { DEFAULT_SEED, MAX_SEED } from "ncsparse-kit/notebook/session";

/** --profile: the size of the grids. */
export function profileOption(): Option {
  return new Option("--profile <name>", "size of the grids").choices(["quick", "full"]).default("quick");
}

/** --seed: of every draw. */
export function seedOption(): Option {
  return new Option("--seed <n>", `seed of every draw, an integer in [0, ${MAX_SEED}]`)
    .argParser(parseSeed)
    .default(DEFAULT_SEED);
}

/** --only: some notebooks, by the beginnings of their names. */
export function onlyOption(description: string): Option {
  return new Option("--only <names>", description).argParser(parseNames).default([], "all of them");
}

/** --workers: how many processes compute at once. */
export function workersOption(): Option {
  return new Option("--workers <n>", "processes at once")
    .argParser(parseWorkers)
    .default(availableParallelism(), "as many as there are cores");
}

function parseSeed(text: string): number {
  const seed = Number(text);
  if (/^\d+$/.test(text) && seed <= MAX_SEED) return seed;
  throw new InvalidArgumentError(`it must be an integer in [0, ${MAX_SEED}].`);
}

function parseNames(text: string, earlier: string[]): string[] {
  const names = text.split(",").map((name) => name.trim());
  if (names.some((name) => name === "")) throw new InvalidArgumentError("it must be a comma-separated list of names.");
  return [...earlier, ...names];
}

/** Beyond this a machine starts processes and does nothing else. */
const MOST_WORKERS = 1024;

function parseWorkers(text: string): number {
  const workers = Number(text);
  if (/^\d+$/.test(text) && workers >= 1 && workers <= MOST_WORKERS) return workers;
  throw new InvalidArgumentError(`it must be an integer in [1, ${MOST_WORKERS}].`);
}
