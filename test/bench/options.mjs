// What the benchmark is asked for on its command line.
import { parseArgs } from "node:util";

const HELP = `Usage: npm run bench -- [options]

Times the engine beside the same work in plain TypeScript and in NumPy (textbook, good and an expert's; where python3 has
it), and beside the limits of product and memory. Ratios are of medians; nothing fails on time.

  --mode rows      the row pipeline (default)
    --sizes 4096,32768             keys of a row
    --precisions float32,float64
    --rounds 5                     timings of each contender, which take turns
  --mode paper     the measurements that claims are made of
    --matrices 1000                of sampled rows
    --whole 30                     of all rows
    --workers 2
  --mode scaling   blocks of cells on 1, 2 and 4 workers, by processes of one command, shards, and a queue (where
                   redis-server can be started); what a block costs; and on paper up to 10^4 workers
    --notebooks 02                 whose blocks are computed
    --rounds 5
  --mode sampler   sampled rows at n = 10^12 and 10^1000
    --rounds 5
  --out out/bench.json   where the timings are written
  --compare FILE         timings of an earlier run, to show how many times as long this one took
  --help                 this text`;

const OPTIONS = {
  help: { type: "boolean", default: false },
  mode: { type: "string", default: "rows" },
  matrices: { type: "string", default: "1000" },
  whole: { type: "string", default: "30" },
  workers: { type: "string", default: "2" },
  notebooks: { type: "string", default: "02" },
  sizes: { type: "string", default: "4096,32768" },
  precisions: { type: "string", default: "float32,float64" },
  rounds: { type: "string", default: "5" },
  out: { type: "string", default: "out/bench.json" },
  compare: { type: "string" },
};

const MODES = ["rows", "paper", "scaling", "sampler"];

/** The options; help ends the process with code 0, and what no one can run with code 2 and one line. */
export function readOptions(args) {
  try {
    const { values } = parseArgs({ args, options: OPTIONS });
    if (values.help) end(0, HELP);
    if (!MODES.includes(values.mode)) end(2, `bench: --mode must be one of ${MODES.join(", ")}, got ${values.mode}`);
    return values;
  } catch (error) {
    return end(2, `bench: ${error.message.split(". ")[0]}; --help shows the options`);
  }
}

function end(code, text) {
  (code === 0 ? process.stdout : process.stderr).write(`${text}\n`);
  process.exit(code);
}
