// Times the row pipeline beside the same workload in plain TypeScript and NumPy and beside its limits. All contenders
// of a size take turns, round by round, so that what else the machine does falls on all of them; ratios are of medians.
// Nothing fails on time.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg } from "node:os";
import { dirname } from "node:path";
import { readOptions } from "./options.mjs";

const options = readOptions(process.argv.slice(2));
// The library is loaded only once it is known that something is to be measured.
const contenders = await import("./contenders.mjs");
const paper = await import("./paper.mjs");
const { sampler } = await import("./sampler.mjs");
const withNumpy = await contenders.numpyVersion();

/** Some seconds of work, so that two workers show how they compute and not how they start. */
const MANY_LOGITS = 2 ** 29;

/** Name -> one timing, in ns per logit. */
function field(precision, n) {
  return {
    pipeline: () => contenders.pipeline(precision, n),
    "matrices, 1 worker": () => contenders.matrices(precision, n, 1),
    "matrices, 2 workers": () => contenders.matrices(precision, n, 2),
    "many matrices, 1 worker": () => contenders.matrices(precision, n, 1, MANY_LOGITS),
    "many matrices, 2 workers": () => contenders.matrices(precision, n, 2, MANY_LOGITS),
    "statistics alone": () => contenders.statistics(precision, n),
    "limit: product alone": () => contenders.product(precision, n),
    "limit: exponentials alone": () => contenders.exponentials(precision, n),
    "limit: memory copy": () => contenders.memoryCopy(precision, n),
    "plain TypeScript (float64)": () => contenders.plainTypeScript(n),
    ...(withNumpy === undefined
      ? {}
      : {
          "NumPy, expert, 1 process": () => contenders.numpy("numpy_expert.py", precision, n, 1),
          "NumPy, expert, 2 processes": () => contenders.numpy("numpy_expert.py", precision, n, 2),
          "NumPy, good, 1 process": () => contenders.numpy("numpy_good.py", precision, n, 1),
          "NumPy, good, 2 processes": () => contenders.numpy("numpy_good.py", precision, n, 2),
          "NumPy, textbook, 1 process": () => contenders.numpy("numpy_textbook.py", precision, n, 1),
          "NumPy, textbook, 2 processes": () => contenders.numpy("numpy_textbook.py", precision, n, 2),
        }),
  };
}

async function race(precision, n, rounds) {
  const entries = Object.entries(field(precision, n));
  const times = Object.fromEntries(entries.map(([name]) => [name, []]));
  for (let round = -1; round < rounds; round++) {
    for (const [name, time] of entries) {
      const ns = await time();
      if (round >= 0) times[name].push(ns); // the first round only warms up
    }
  }
  return times;
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}

function report(results, earlier) {
  for (const { precision, n, times } of results) {
    console.log(`\n${precision}, n = ${n}, d = 64, 11 thresholds, 20 windows: ns per logit`);
    const before = earlier?.find((e) => e.precision === precision && e.n === n)?.times;
    const of = (name) => median(times[name]);
    const two = of("matrices, 2 workers");
    for (const [name, values] of Object.entries(times)) {
      const own = name.includes("2 ") ? two : median(times.pipeline);
      const then =
        before?.[name] === undefined ? "" : `, ${(median(values) / median(before[name])).toFixed(2)} x before`;
      const [m, low] = [median(values).toFixed(2), Math.min(...values).toFixed(2)];
      console.log(`  ${name.padEnd(30)} ${m.padStart(8)} (best ${low}), ${(median(values) / own).toFixed(2)} x${then}`);
    }
    const limits = of("limit: product alone") + of("limit: exponentials alone");
    console.log(`  pipeline over product and exponentials alone: ${(of("pipeline") / limits).toFixed(2)} x`);
    for (const matrices of ["matrices", "many matrices"]) {
      const ratio = of(`${matrices}, 1 worker`) / of(`${matrices}, 2 workers`);
      console.log(`  ${matrices}, 1 to 2 workers: ${ratio.toFixed(2)} x`);
    }
  }
}

function reportPaper(lines, earlier) {
  for (const { norms, n, matrices, rows, seconds, coreSeconds, worstStandardError } of lines) {
    const before = earlier?.find((e) => e.norms === norms && e.n === n && e.matrices === matrices)?.coreSeconds;
    const then = before === undefined ? "" : `, ${(coreSeconds / before).toFixed(2)} x before`;
    const error = worstStandardError === undefined ? "" : `, worst standard error ${worstStandardError.toFixed(4)}`;
    const times = `${seconds.toFixed(1).padStart(6)} s, ${coreSeconds.toFixed(1).padStart(6)} core-seconds`;
    console.log(`  ${norms.padEnd(12)} n = ${n}, ${matrices} matrices, ${rows} rows: ${times}${then}${error}`);
  }
  for (const sampled of [true, false]) {
    const own = lines.filter((line) => (line.norms === "sampled") === sampled);
    const [s, c] = ["seconds", "coreSeconds"].map((key) => own.reduce((sum, line) => sum + line[key], 0).toFixed(1));
    console.log(`${sampled ? "Sampled rows" : "Whole matrices"}: ${s} s, ${c} core-seconds`);
  }
}

function reportSampler(lines, earlier) {
  for (const { power, scale, median: ms, best } of lines) {
    const same = (e) => e.power === power && JSON.stringify(e.scale) === JSON.stringify(scale);
    const before = earlier?.find(same)?.median;
    const then = before === undefined ? "" : `, ${(ms / before).toFixed(2)} x before`;
    const law = `n = 10^${power}, ${JSON.stringify(scale)}`;
    console.log(`  ${law.padEnd(28)} ${ms.toFixed(3)} ms a row (best ${best.toFixed(3)})${then}`);
  }
}

function reportScaling({ notebooks, measured, price, simulated }, earlier) {
  console.log(`\nBlocks of ${notebooks.join(", ")} (quick), each number of workers beside one`);
  for (const { pool, workers, blocks, seconds, coreSeconds } of measured) {
    const one = measured.find((e) => e.pool === pool && e.workers === 1);
    const before = earlier?.measured.find((e) => e.pool === pool && e.workers === workers)?.seconds;
    const then = before === undefined ? "" : `, ${(seconds / before).toFixed(2)} x before`;
    const cores = Number.isNaN(coreSeconds)
      ? ""
      : `; ${(coreSeconds / one.coreSeconds).toFixed(2)} x the processor time`;
    const rate = `${blocks} blocks, ${(blocks / seconds).toFixed(2)} a second, ${(one.seconds / seconds).toFixed(2)} x${cores}`;
    console.log(`  ${pool}, ${workers} ${workers === 1 ? "worker " : "workers"}: ${rate}${then}`);
  }
  const [start, block] = [price.start.toFixed(2), (price.block * 1000).toFixed(1)];
  console.log(`  a process starts in ${start} s; a block costs ${block} ms beside computing`);
  for (const { what, blocks, total, longest, handingOut, lines } of simulated) {
    const limits = [longest, handingOut].map((seconds) => (total / seconds).toFixed(0));
    console.log(`\n${what}, ${blocks} blocks, on paper: times as fast as one worker that costs nothing`);
    console.log(`  at most ${limits[0]} x by the longest block, ${limits[1]} x by handing out`);
    for (const { workers, queue, shares } of lines) {
      const [q, s] = [queue, shares].map((speed) => speed.toFixed(1).padStart(7));
      console.log(`  ${String(workers).padStart(6)} workers: queue ${q} x, shares ${s} x`);
    }
  }
}

async function rows() {
  const results = [];
  for (const precision of options.precisions.split(",")) {
    for (const n of options.sizes.split(",").map(Number)) {
      results.push({ precision, n, times: await race(precision, n, Number(options.rounds)) });
    }
  }
  return results;
}

const load = loadavg()[0];
const modes = {
  rows: { run: rows, report },
  paper: {
    run: async () => [
      ...(await paper.sampled(Number(options.matrices), Number(options.workers))),
      ...(await paper.full(Number(options.whole), Number(options.workers))),
    ],
    report: reportPaper,
  },
  scaling: {
    run: async () => (await import("./scaling.mjs")).scaling(options.notebooks.split(","), Number(options.rounds)),
    report: reportScaling,
  },
  sampler: { run: () => sampler(Number(options.rounds)), report: reportSampler },
};
const mode = modes[options.mode];
const results = await mode.run();
const machine = { cpu: cpus()[0]?.model, cores: availableParallelism(), node: process.version, numpy: withNumpy };
const peak = `${Math.round(process.resourceUsage().maxRSS / 1024)} MiB`;
mode.report(results, options.compare && JSON.parse(readFileSync(options.compare, "utf8")).results);
console.log(`\nPeak memory: ${peak}. Load before the run: ${load.toFixed(1)} on ${machine.cores} cores.`);
mkdirSync(dirname(options.out), { recursive: true });
writeFileSync(options.out, `${JSON.stringify({ mode: options.mode, machine, load, peak, results }, null, 2)}\n`);
