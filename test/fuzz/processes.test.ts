/** Bad input as a shell hands it over: real processes, with their exit codes, streams and what they leave behind. */
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { enginePath } from "../../report/root.js";
import { expectOneLine } from "./refusal.js";

const NPY = enginePath("test", "fixtures", "npy");
const CONFIG = enginePath("ncsparse.config.json");
const [Q, K] = [join(NPY, "q.npy"), join(NPY, "k.npy")];

/** Each with what its line must name. */
const REFUSED: readonly [args: string[], names: string][] = [
  [["nonsense"], "nonsense"],
  [["bound", "T4.3", "--n", "1\n2", "--R", "1"], "1\\n2"],
  [["sample", "--n", "10", "--c", "1", "--k", "2", "--rows", "1e12"], "--rows"],
  [["measure", "--q", "notes.txt", "--k", K], "notes.txt"],
  [["measure", "--q", Q, "--k", K, "--html", "none/page.html"], "none/page.html"],
  [["diff", "notes.txt", "notes.txt"], "notes.txt"],
  [["diff", "loop", "loop"], "loop"],
  [["report", "--seed", "1e99"], "--seed"],
  [["report"], "ncsparse.config.json"],
  [["report", "--config", "notes.txt"], "notes.txt"],
  [["report", "--config", CONFIG, "--only", "../../etc/passwd"], "../../etc/passwd"],
  [["report", "--config", CONFIG, "--out", "notes.txt"], "notes.txt"],
];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "ncsparse-fuzz-"));
  mkdirSync(join(folder, "folder"));
  writeFileSync(join(folder, "notes.txt"), "no JSON, no array\n");
  if (process.platform !== "win32") symlinkSync("loop", join(folder, "loop"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The built command line in a process of its own; the program in `report/bin` would look at the build first. */
function run(args: readonly string[]): Promise<{ code: unknown; stdout: string; stderr: string }> {
  const script = `import(${JSON.stringify(enginePath("report", "dist", "cli", "main.js"))})
    .then(async ({ main }) => (process.exitCode = await main(process.argv.slice(1))));`;
  return new Promise((settle) => {
    execFile(process.execPath, ["-e", script, "--", ...args], { cwd: folder }, (error, stdout, stderr) =>
      settle({ code: error?.code ?? 0, stdout, stderr }),
    );
  });
}

describe.concurrent("a process", () => {
  it.each(REFUSED)("%j ends with 2 and one line", async (args, names) => {
    const { code, stdout, stderr } = await run(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^ncsparse: .*\n$/);
    expectOneLine(stderr.trimEnd());
    expect(stderr).toContain(names);
    expect(readdirSync(folder, { recursive: true }).sort()).toEqual([
      "folder",
      ...(process.platform === "win32" ? [] : ["loop"]),
      "notes.txt",
    ]);
  });
});
