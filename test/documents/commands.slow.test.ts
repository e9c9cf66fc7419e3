/** The documents' commands, typed one after the other in a fresh copy of what is tracked; what is tracked stays as it was. */
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { enginePath } from "../../report/root.js";
import { ownEnv } from "../support/own-env.js";
import { TYPED } from "./commands.js";

const tracked = execFileSync("git", ["ls-files", "-z"], { cwd: enginePath(), encoding: "utf8" })
  .split("\0")
  .slice(0, -1);

let folder: string;
let bin: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "ncsparse-typed-"));
  const checkout = join(folder, "checkout");
  for (const file of tracked) cpSync(enginePath(file), join(checkout, file));
  bin = join(folder, "bin");
  mkdirSync(bin);
  // What JupyterLab would look for: the project's kernel first on its path, and a folder of notebooks.
  const jupyter = `#!/bin/sh
    if [ "$*" = "lab --version" ]; then echo 4.6.6; exit 0; fi
    [ "$1" = lab ] && test -f "\${JUPYTER_PATH%%:*}/kernels/tslab/kernel.json" && ls "$2"/*.ipynb\n`;
  writeFileSync(join(bin, "jupyter"), jupyter);
  chmodSync(join(bin, "jupyter"), 0o755);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const lines = Object.values(TYPED).flatMap((typed) => ("checkout" in typed ? [typed.checkout] : []));

describe("a fresh checkout", () => {
  it.each(lines)("%s", (line) => {
    const env = { ...ownEnv(), PATH: `${bin}${delimiter}${process.env.PATH}` };
    const { status, stdout, stderr } = spawnSync("sh", ["-c", line], {
      ...{ cwd: join(folder, "checkout"), env, encoding: "utf8", maxBuffer: 2 ** 28 },
    });
    expect({ status, told: status === 0 ? "" : stdout + stderr }).toEqual({ status: 0, told: "" });
  });

  it("holds what it held: what is generated is what its sources say, and the format is kept", () => {
    const changed = tracked.filter(
      (file) => !readFileSync(enginePath(file)).equals(readFileSync(join(folder, "checkout", file))),
    );
    expect(changed).toEqual([]);
  });
});
