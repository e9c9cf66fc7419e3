import { defaultServerConditions } from "vite";
import { defineConfig } from "vitest/config";

// `fast` and `fast-alone` are `npm test`; `slow` holds what takes minutes (large samples, repeated kills) and has files named *.slow.test.ts.
// No retries anywhere: a test that fails once has failed.
// CI names a file in NCSPARSE_TEST_RESULTS to read the runner's own counts from.
const results = process.env.NCSPARSE_TEST_RESULTS;

/** Tests that put modules in the place of others, or load them anew. All others leave their worker as they found it. */
const ALONE = ["test/fuzz/cli.test.ts", "test/report/page/figure-sources.test.ts"];

/** Real kernels and a real browser, on two busy cores. */
const FAST = { testTimeout: 90_000, hookTimeout: 120_000, maxWorkers: 2 };

/** By this condition the kit's package.json leads to the kit's sources, so that tests know one kit, by whichever name. */
const conditions = ["ncsparse-source", ...defaultServerConditions];

export default defineConfig({
  ssr: { resolve: { conditions } },
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
          exclude: ["test/**/*.slow.test.ts", ...ALONE],
          // Modules are loaded, charts drawn and fonts cut once a worker, not once a file: a third of the time.
          isolate: false,
        },
      },
      { extends: true, test: { ...FAST, name: "fast-alone", include: ALONE } },
      {
        extends: true,
        test: {
          name: "slow",
          include: ["test/**/*.slow.test.ts"],
          testTimeout: 1_800_000,
          hookTimeout: 300_000,
          maxWorkers: 2,
        },
      },
    ],
  },
});
