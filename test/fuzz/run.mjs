// npm run fuzz -- [--seed N] [--times M]: the suite's properties, M times as many cases (default 20), from a seed that is
// new every time unless it is given.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const { values } = parseArgs({ options: { seed: { type: "string" }, times: { type: "string", default: "20" } } });
const seed = Number(values.seed ?? Date.now() % 2 ** 31);
const times = Number(values.times);
if (!Number.isInteger(seed) || seed < 0 || !Number.isInteger(times) || times < 1) {
  process.stderr.write("fuzz: --seed must be an integer >= 0, and --times one >= 1\n");
  process.exit(2);
}
process.stdout.write(`fuzzing ${times} times as much as the suite does, from seed ${seed}\n`);
const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const vitest = join(dirname(createRequire(import.meta.url).resolve("vitest/package.json")), "vitest.mjs");
const env = { ...process.env, NCSPARSE_FUZZ_SEED: String(seed), NCSPARSE_FUZZ_TIMES: String(times) };
const { status } = spawnSync(process.execPath, [vitest, "run", "--project=fast", "--project=fast-alone", "test/fuzz"], {
  cwd: root,
  env,
  stdio: "inherit",
});
process.exitCode = status ?? 1;
