import { InvalidArgumentError, Option } from "commander";
import { availableParallelism } from "node:os";

/** Beyond this a machine starts processes and does nothing else. */
const MOST_WORKERS = 1024;

/** --workers of the commands that compute blocks. */
export function workersOption(): Option {
  return new Option("--workers <n>", "processes at once")
    .argParser(parseWorkers)
    .default(availableParallelism(), "as many as there are cores");
}

function parseWorkers(text: string): number {
  const workers = Number(text);
  if (/^\d+$/.test(text) && workers >= 1 && workers <= MOST_WORKERS) return workers;
  throw new InvalidArgumentError(`it must be an integer in [1, ${MOST_WORKERS}].`);
}
