import { posix } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import kit from "./src/kit/package.json" with { type: "json" };

// `fast` and `fast-alone` are `npm test`; `whole` runs whole programs and is `npm run test:whole`; `slow` holds what takes
// minutes (large samples, repeated kills) and has files named *.slow.test.ts. CI runs all but `slow` at every change.
// No retries anywhere: a test that fails once has failed.
// CI names a file in NCSPARSE_TEST_RESULTS to read the runner's own counts from.
const results = process.env.NCSPARSE_TEST_RESULTS;

/** Tests that put modules in the place of others, or load them anew. All others leave their worker as they found it. */
const ALONE = ["test/fuzz/cli.test.ts", "test/report/page/figures/figure-sources.test.ts"];

/** Tests of whole programs: reports, kernels, shards, queues, sweeps, pages that are watched, projects that are begun. */
const WHOLE = [
  "test/jupyter/nbclient.test.ts",
  "test/report/build.test.ts",
  "test/report/cache/notebook-cache.test.ts",
  "test/report/code/recomputed.test.ts",
  "test/report/compute/{block-failure,full-disk,shards}.test.ts",
  "test/report/faults/*.test.ts",
  "test/report/init/*.test.ts",
  "test/report/kernel/{compilers,imports,lifecycle,progress}.test.ts",
  "test/report/left-out.test.ts",
  "test/report/notebooks/execute*.test.ts",
  "test/report/peers/notebooks.test.ts",
  "test/report/queue/{hostile,kills,queue,restart,small-project,sweep,tls}.test.ts",
  "test/report/sweep/sweep.test.ts",
  "test/report/values/shown-values.test.ts",
  "test/report/verify/verify.test.ts",
  "test/report/watch/{live-page,watch}.test.ts",
];
const SLOW = "test/**/*.slow.test.ts";

/** Real kernels and a real browser, on two busy cores: a third worker makes everything slower. */
const FAST = { testTimeout: 90_000, hookTimeout: 120_000, maxWorkers: 2 };

/**
 * The kit's modules by their sources, as its package.json has them, so that tests know one kit, by whichever name. Vite's own
 * way, `ssr.resolve.conditions`, would hand the condition on to every program that tests start, and Node runs no sources.
 */
const KIT_SOURCES = Object.entries(kit.exports).flatMap(([name, target]) => {
  if (typeof target === "string") return [];
  const source = `./src/kit/${target["ncsparse-source"].replace("*", "$1")}`;
  const find = new RegExp(`^${posix.join(kit.name, name).replace("*", "(.+)")}$`);
  return [{ find, replacement: fileURLToPath(new URL(source, import.meta.url)) }];
});

export default defineConfig({
  resolve: { alias: KIT_SOURCES },
  test: {
    retry: 0,
    globalSetup: ["test/support/worker-bundle.ts"],
    setupFiles: ["test/support/source-workers.ts"],
    reporters: results === undefined ? ["default"] : ["default", ["json", { outputFile: results }]],
    projects: [
      {
        extends: true,
        test: {
          ...FAST,
          name: "fast",
          include: ["test/**/*.test.ts"],
          exclude: [SLOW, ...ALONE, ...WHOLE],
          // Modules are loaded, charts drawn and fonts cut once a worker, not once a file: a third of the time.
          isolate: false,
        },
      },
      { extends: true, test: { ...FAST, name: "fast-alone", include: ALONE } },
      { extends: true, test: { ...FAST, name: "whole", include: WHOLE, exclude: [SLOW], isolate: false } },
      {
        extends: true,
        test: {
          name: "slow",
          include: [SLOW],
          testTimeout: 1_800_000,
          hookTimeout: 300_000,
          maxWorkers: 2,
        },
      },
    ],
  },
});
