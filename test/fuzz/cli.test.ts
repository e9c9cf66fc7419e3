/**
 * Every command and option, in this process. What would run notebooks, serve pages or clear the cache is replaced: up to
 * there, a command line is parsed, checked, and refused or carried out.
 */
import fc from "fast-check";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { main } from "../../report/cli/main.js";
import { enginePath } from "../../report/root.js";
import { claimsFile } from "../../report/ledger/claims-file.js";
import { ledgerEntry, SPARSITY_CLAIM } from "../fixtures/report/claims.js";
import { commandLines, shapes } from "./cli-cases.js";
import { expectOneLine } from "./refusal.js";
import { CASES, FUZZ_TIMEOUT_MS, trying } from "./settings.js";

vi.mock("../../report/build.js", () => ({ buildReport: () => Promise.resolve(0) }));
vi.mock("../../report/watch/watch.js", () => ({ watchReport: () => Promise.resolve() }));
vi.mock("../../report/cache/store.js", () => ({
  CACHE_FOLDER: [".ncsparse", "cache"],
  CacheStore: class {
    list = (): Promise<[]> => Promise.resolve([]);
    clear = (): Promise<void> => Promise.resolve();
  },
}));

const FILES = [
  "q.npy",
  "k.npy",
  "v.npy",
  "big_endian.npy",
  "claims.json",
  "broken.json",
  "folder",
  "none",
  "none/x",
  "ncsparse.config.json",
];

let folder: string;
const before = process.cwd();
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "ncsparse-fuzz-"));
  for (const name of FILES.filter((one) => one.endsWith(".npy")))
    copyFileSync(enginePath("test/fixtures/npy", name), join(folder, name));
  const project = { name: "ncsparse", version: "1", paper: "p" };
  const claims = claimsFile(
    project,
    { profile: "quick", seed: 1 },
    { chapters: [], ledger: [ledgerEntry(SPARSITY_CLAIM, "01-a")] },
  );
  writeFileSync(join(folder, "claims.json"), JSON.stringify(claims));
  writeFileSync(join(folder, "broken.json"), '{"');
  mkdirSync(join(folder, "folder"));
  const paper = { id: "doi:1", title: "A paper", authors: "A. Author" };
  writeFileSync(join(folder, "ncsparse.config.json"), JSON.stringify({ title: "A title", paper, notebooks: "folder" }));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "fuzzed", version: "1.0.0" }));
  process.chdir(folder);
  vi.stubEnv("PATH", ""); // `lab` finds no Jupyter, `init` no npm
});
afterAll(() => {
  process.chdir(before);
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** Names and contents of a folder's files. */
function contents(): [string, string][] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => [name, readFileSync(join(folder, name), "latin1")]);
}

async function run(args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const told = { out: "", err: "" };
  const into = (key: keyof typeof told) => (text: unknown) => ((told[key] += String(text)), true);
  const out = vi.spyOn(process.stdout, "write").mockImplementation(into("out"));
  const err = vi.spyOn(process.stderr, "write").mockImplementation(into("err"));
  try {
    return { code: await main(args), ...told };
  } finally {
    out.mockRestore();
    err.mockRestore();
  }
}

describe("a command line", () => {
  it(
    "is carried out, or refused with one line, exit code 2 and nothing written",
    { timeout: FUZZ_TIMEOUT_MS },
    async () => {
      const all = await shapes();
      const counts = { carriedOut: 0, refused: 0 };
      const property = fc.asyncProperty(commandLines(all, FILES), async (args) => {
        const files = contents();
        const { code, out, err } = await run(args);
        if (code === 0 || (args[0] === "diff" && code === 1)) {
          counts.carriedOut += 1;
          expect(err).toBe("");
          expect(out).not.toMatch(/\bundefined\b|\bNaN\b|\[object /);
          rmSync("page.html", { force: true });
          return;
        }
        counts.refused += 1;
        // Merging is told of as it goes.
        expect({ code, out: args[0] === "merge" ? "" : out }).toEqual({ code: 2, out: "" });
        if (!printsHelp(args, all)) {
          // Several files may be refused at once, a line each.
          expect(err).toMatch(/^(?:ncsparse: .*\n)+$/);
          for (const line of err.trimEnd().split("\n")) expectOneLine(line);
        }
        expect(contents()).toEqual(files);
      });
      await fc.assert(property, trying(CASES.commandLines));
      // Both ways must be well trodden, or the property says little.
      expect(Math.min(counts.carriedOut, counts.refused)).toBeGreaterThan((counts.carriedOut + counts.refused) / 20);
    },
  );
});

/** Nothing asked, or a group of commands without one of them: the help answers. */
function printsHelp(args: readonly string[], all: Awaited<ReturnType<typeof shapes>>): boolean {
  const groups = all.filter(({ name }) => name.length === 2).map(({ name }) => name[0]);
  return args.every((arg) => arg === "--") || groups.includes(args[0]);
}
