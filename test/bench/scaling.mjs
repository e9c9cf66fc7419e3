// Blocks of cells on 1, 2 and 4 workers of this machine by processes, shards and a queue, what a block costs beside computing, and, on paper, what that comes
// to on up to 10^4 workers (npm run bench -- --mode scaling).
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fillNormal, stream } from "ncsparse-kit/random";
import { fingerprintsOf } from "../../report/dist/cache/fingerprint.js";
import { Memory } from "../../report/dist/cache/memory.js";
import { withChildren } from "../../report/dist/compute/children.js";
import { prepareWork } from "../../report/dist/compute/work.js";
import { findProject } from "../../report/dist/config/find-project.js";
import { poolsOf } from "./pools.mjs";
import { queueMakespan, sharesMakespan } from "./makespan.mjs";

const WORKERS = [1, 2, 4];
const MANY = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1_000, 2_000, 5_000, 10_000];
/** Seeds of the sweep that is simulated. */
const SEEDS = 100;
/** A block takes e^(0.2 z) times what it took before, z standard normal: about what two runs on busy cores differ by. */
const SPREAD = 0.2;
const { signal } = new AbortController();

/** @param notebooks those whose blocks are computed; the simulation is of all notebooks */
export async function scaling(notebooks, rounds) {
  const project = findProject(undefined);
  const memory = new Memory(fingerprintsOf(project), null);
  const request = { project, profile: "quick", seed: 1 };
  const work = await prepareWork({ ...request, only: notebooks }, memory);
  const measured = [];
  const { pools, close } = await poolsOf(memory);
  try {
    for (const pool of Object.keys(pools)) measured.push(...(await race(pool, pools[pool], work, rounds)));
  } finally {
    await close();
  }
  const price = await priceOf(work);
  const { plan } = await prepareWork({ ...request, only: [] }, memory);
  return { notebooks, measured, price, simulated: simulate(plan.blocks, price) };
}

/** All numbers of workers take turns, round by round. */
async function race(pool, run, work, rounds) {
  const { blocks } = work.plan;
  const times = WORKERS.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, workers] of WORKERS.entries())
      times[index].push(await inFolder((folder) => run(work, workers, folder)));
  }
  return WORKERS.map((workers, index) => {
    const [seconds, coreSeconds] = ["seconds", "coreSeconds"].map((key) => median(times[index].map((one) => one[key])));
    return { pool, workers, blocks: blocks.length, seconds, coreSeconds };
  });
}

/** What is paid beside computing: to start a process, and for a block of no cells on one that runs. */
async function priceOf(work) {
  const nothing = { notebook: work.plan.blocks[0].notebook, cells: [] };
  return await inFolder((records) =>
    withChildren(work, { records, signal }, async (ask) => {
      const [start, ...others] = await timesOf(21, () => ask("measure", nothing));
      return { start, block: median(others) };
    }),
  );
}

async function timesOf(count, run) {
  const times = [];
  for (let time = 0; time < count; time++) {
    const started = performance.now();
    await run();
    times.push(since(started));
  }
  return times;
}

/**
 * A queue's blocks go out seed by seed, those that took longest first, and whoever hands them out is taken to need as long for
 * one as this machine does. Shares of a report are dealt out by block, those of a sweep by seed.
 */
function simulate(blocks, { start, block }) {
  const once = blocks.map(({ seconds }) => seconds ?? 0).sort((a, b) => b - a);
  const ofSeed = (actual, seed) => sum(actual.slice(seed * once.length, (seed + 1) * once.length));
  return [
    { what: "a report", seeds: 1 },
    { what: `a sweep of ${SEEDS} seeds`, seeds: SEEDS },
  ].map(({ what, seeds }) => {
    const expected = Array.from({ length: seeds }, () => once).flat();
    const spread = new Float64Array(expected.length);
    fillNormal(stream(1, "scaling", seeds), spread, SPREAD);
    const actual = expected.map((seconds, index) => seconds * Math.exp(spread[index]));
    const total = sum(actual);
    const seedsDealt = Array.from({ length: seeds }, (_, seed) => ofSeed(actual, seed));
    const shares = (workers) =>
      seeds === 1
        ? sharesMakespan(expected, actual, workers, { start, block })
        : sharesMakespan(
            seedsDealt.map(() => 1),
            seedsDealt,
            workers,
            { start, block: block * once.length },
          );
    const lines = MANY.map((workers) => ({
      workers,
      queue: total / queueMakespan(actual, workers, { start, block, handOut: block }),
      shares: total / shares(workers),
    }));
    return {
      what,
      blocks: actual.length,
      total,
      longest: Math.max(...actual),
      handingOut: block * actual.length,
      lines,
    };
  });
}

async function inFolder(run) {
  const folder = await mkdtemp(join(tmpdir(), "ncsparse-bench-"));
  try {
    return await run(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function sum(values) {
  return values.reduce((a, b) => a + b, 0);
}

function since(started) {
  return (performance.now() - started) / 1000;
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}
