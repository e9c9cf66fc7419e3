import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { enginePath } from "../../report/root.js";
import { runNode } from "./runner/process.js";

const LIMIT_SECONDS = 7200; // two busy cores; a few seconds an error when they are quiet

it(
  "every planted error is noticed as docs/mutants.md says; `npm run mutants` writes it anew",
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "ncsparse-mutants-table-"));
    try {
      const out = join(folder, "mutants.md");
      const script = enginePath("test", "mutants", "run.mjs");
      const run = await runNode([script, "--out", out], enginePath(), LIMIT_SECONDS);
      expect(run.code, run.stderr).toBe(0);
      expect(readFileSync(out, "utf8")).toBe(readFileSync(enginePath("docs", "mutants.md"), "utf8"));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
  LIMIT_SECONDS * 1000,
);
