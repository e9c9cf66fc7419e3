// What computes the blocks of some work, from nothing to records of all claims: processes of one command, shards, a queue.
import { execFile, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { computeBlocks } from "../../report/dist/compute/compute-blocks.js";
import { joinClaims } from "../../report/dist/compute/join.js";
import { mergeShards } from "../../report/dist/compute/merge.js";
import { prepareWork } from "../../report/dist/compute/work.js";
import { queueAddress } from "../../report/dist/queue/address.js";
import { fillMemoryByQueue } from "../../report/dist/queue/report-by-queue.js";
import { enginePath } from "../../report/dist/root.js";

/** The command line, which is built already. */
const MAIN = pathToFileURL(enginePath("report", "dist", "cli", "main.js")).href;
const SCRIPT = `import { main } from ${JSON.stringify(MAIN)}; process.exitCode = await main(process.argv.slice(1));`;
const PROGRAM = ["--input-type=module", "--eval", SCRIPT, "--"];
const { signal } = new AbortController();
const run = promisify(execFile);

/**
 * By name, (work, workers, folder) => seconds until the records of all claims lie in a folder below the empty one that is
 * given, and the processor time of the cells (NaN where nobody tells).
 *
 * @param memory what is known of code and packages
 */
export async function poolsOf(memory) {
  const server = await startRedis();
  const pools = {
    processes: inProcesses,
    shards: (work, workers, folder) => byShards(work, workers, folder, memory),
    ...(server !== null && { queue: (work, workers, folder) => byQueue(work, workers, folder, { memory, server }) }),
  };
  return { pools, close: async () => await server?.stop() };
}

async function inProcesses(work, workers, folder) {
  const started = performance.now();
  const records = join(folder, "records");
  const quiet = { onStart: () => undefined, onEnd: () => undefined };
  const results = await computeBlocks(work, work.plan.blocks, { workers, records, signal, ...quiet });
  await joinClaims(work, { records, signal });
  return { seconds: since(started), coreSeconds: sum(results.flatMap(({ cells }) => cells.map(coreSecondsOf))) };
}

/** Each shard is a command of its own, with one process that computes; all of them run at once. */
async function byShards(work, workers, folder, memory) {
  const { profile, seed } = work.plan;
  const options = ["--workers", "1", "--only", work.only.join(","), "--profile", profile, "--seed", String(seed)];
  const files = Array.from({ length: workers }, (_, index) => join(folder, `part-${index + 1}`));
  const started = performance.now();
  await Promise.all(
    files.map((file, index) =>
      run(process.execPath, [...PROGRAM, "compute", "--shard", `${index + 1}/${workers}`, "--out", file, ...options]),
    ),
  );
  const { project } = work;
  const workFor = async (asked) => await prepareWork({ project, ...asked }, memory);
  const merging = { files, partial: false, memory: join(folder, "cache", "records"), signal, workFor };
  const { shards } = await mergeShards(merging);
  const cells = shards.flatMap(({ manifest }) => manifest.blocks.flatMap((block) => block.cells));
  return { seconds: since(started), coreSeconds: sum(cells.map(coreSecondsOf)) };
}

/** The workers wait already, as those of other machines do; each computes one block at once. */
async function byQueue(work, workers, folder, { memory, server }) {
  const processes = await Promise.all(Array.from({ length: workers }, () => startWorker(server.url)));
  const started = performance.now();
  const { profile, seed } = work.plan;
  await fillMemoryByQueue(
    { project: work.project, only: work.only, profile, seed },
    { address: queueAddress(server.url), timeoutMs: Infinity },
    {
      ...{ memory, records: join(folder, "cache", "records"), signal },
      progress: { step: async (_, act) => await act(() => undefined) },
    },
  );
  const seconds = since(started);
  for (const worker of processes) {
    const ended = once(worker, "exit");
    worker.kill("SIGINT");
    await ended;
  }
  return { seconds, coreSeconds: NaN };
}

async function startWorker(url) {
  const args = [...PROGRAM, "worker", url, "--workers", "1"];
  const worker = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  await once(worker.stdout, "data"); // it waits for blocks
  worker.stdout.resume();
  return worker;
}

/** A server of its own on loopback; null where there is none to start. */
async function startRedis() {
  if (spawnSync("redis-server", ["--version"]).status !== 0) return null;
  const folder = await mkdtemp(join(tmpdir(), "ncsparse-bench-"));
  const port = await freePort();
  const options = ["--bind", "127.0.0.1", "--port", String(port), "--dir", folder, "--save", ""];
  const server = spawn("redis-server", options, { stdio: "ignore" });
  while (spawnSync("redis-cli", ["-p", String(port), "ping"]).status !== 0) await sleep(25);
  const stop = async () => {
    const ended = once(server, "exit");
    server.kill();
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  return { url: `redis://127.0.0.1:${port}`, stop };
}

async function freePort() {
  const probe = createServer();
  await new Promise((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

function coreSecondsOf({ seconds, draws }) {
  return seconds + sum(Object.values(draws));
}

function sum(values) {
  return values.reduce((a, b) => a + b, 0);
}

function since(started) {
  return (performance.now() - started) / 1000;
}
