import { defineConfig } from "vitest/config";

// `fast` is `npm test`; `slow` holds what takes minutes (large samples, repeated kills) and has files named *.slow.test.ts.
// No retries anywhere: a test that fails once has failed.
// CI names a file in NCSPARSE_TEST_RESULTS to read the runner's own counts from.
const results = process.env.NCSPARSE_TEST_RESULTS;

export default defineConfig({
  test: {
    retry: 0,
    setupFiles: ["test/support/source-workers.ts"],
    reporters: results === undefined ? ["default"] : ["default", ["json", { outputFile: results }]],
    projects: [
      {
        extends: true,
        test: {
          name: "fast",
          include: ["test/**/*.test.ts"],
          exclude: ["test/**/*.slow.test.ts"],
          testTimeout: 90_000, // real kernels and a real browser, on two busy cores
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
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
