/** `npm run lab`, with a stand-in for JupyterLab's own command on PATH: a script that writes down how it was started. */
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { main } from "../../report/cli/main.js";
import { enginePath } from "../../report/root.js";

const cli = (file: string): string => JSON.stringify(pathToFileURL(enginePath("report", "dist", "cli", file)).href);
/** What report/bin/ncsparse.js does after it has checked the build, which the tests do not repeat each time. */
const WHOLE = `process.exitCode = await (await import(${cli("main.js")})).main(["lab"]);`;
/** The command alone, which starts in a tenth of the time. */
const alone = (...args: string[]): string => `const { labCommand } = await import(${cli("lab.js")});
  await labCommand((code) => (process.exitCode = code)).parseAsync(${JSON.stringify(args)}, { from: "user" });`;
const SPEC = enginePath("report", "kernel", "spec");

let folder: string;
let bin: string;
let running: ChildProcess | null = null;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ncsparse-test-"));
  bin = join(folder, "bin");
  await mkdir(bin);
});
afterEach(async () => {
  running?.kill("SIGKILL");
  await rm(folder, { recursive: true });
});

/** Puts a `jupyter` on PATH that knows `lab --version`, and else runs this shell code. */
async function installJupyter(started: string): Promise<void> {
  const script = `#!/bin/sh\nif [ "$*" = "lab --version" ]; then echo 4.6.6; exit 0; fi\n${started}\n`;
  await writeFile(join(bin, "jupyter"), script, { mode: 0o755 });
}

interface Ended {
  code: number | null;
  stderr: string;
}

function lab(env: NodeJS.ProcessEnv = {}, command = alone()): Promise<Ended> {
  const child = spawn(process.execPath, ["--input-type=module", "-e", command], {
    cwd: enginePath(),
    // PATH holds no real jupyter.
    env: { FOLDER: folder, PATH: bin, ...env },
    stdio: ["ignore", "ignore", "pipe"],
  });
  running = child;
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((settle) => child.on("close", (code) => settle({ code, stderr })));
}

const written = (name: string): string => readFileSync(join(folder, name), "utf8");

describe("npm run lab", () => {
  it("starts JupyterLab on the notebooks, and its server finds the project's kernel first", async () => {
    await installJupyter(`printf '%s|' "$@" > "$FOLDER/arguments"; printf %s "$JUPYTER_PATH" > "$FOLDER/path"`);
    expect((await lab({}, WHOLE)).code).toBe(0);
    expect(written("arguments")).toBe(`lab|${enginePath("notebooks")}|`);
    expect(written("path")).toBe(SPEC);
    expect((await lab({ JUPYTER_PATH: "/elsewhere" })).code).toBe(0);
    expect(written("path")).toBe(`${SPEC}${delimiter}/elsewhere`);
  });

  it("passes JupyterLab's options on, and has what is saved cleaned where it is told to", async () => {
    await installJupyter(
      `printf '%s|' "$@" > "$FOLDER/arguments"; printf %s "$JUPYTER_CONFIG_PATH" > "$FOLDER/config"`,
    );
    const options = ["--no-browser", "--port", "8899", "--ServerApp.ip=127.0.0.1"];
    await lab({ JUPYTER_CONFIG_PATH: "/own" }, alone(...options));
    expect(written("arguments")).toBe(`lab|${enginePath("notebooks")}|${options.join("|")}|`);
    expect(written("config")).toBe("/own");
    await lab({ JUPYTER_CONFIG_PATH: "/own" }, alone("--clean-on-save", ...options));
    expect(written("arguments")).toBe(`lab|${enginePath("notebooks")}|${options.join("|")}|`);
    expect(written("config")).toBe(`${enginePath("report", "jupyter", "config")}${delimiter}/own`);
  });

  it.each([["--ip", "0.0.0.0"], ["--ip=*"], ["--ServerApp.ip=192.168.0.7"], ["--no-browser", "--ip"]])(
    "refuses what would let other machines in: %s",
    async (...args) => {
      const told = vi.spyOn(process.stderr, "write").mockImplementation(() => true);
      const code = await main(["lab", ...args]);
      const texts = told.mock.calls.map(([text]) => text);
      vi.restoreAllMocks();
      expect(code).toBe(2);
      expect(texts).toEqual([
        expect.stringMatching(
          /^ncsparse: lab: --ip must be an address of this machine alone, such as 127.0.0.1, got ".*"\n$/,
        ),
      ]);
    },
  );

  it("ends with JupyterLab's exit code", async () => {
    await installJupyter("exit 7");
    expect((await lab()).code).toBe(7);
  });

  it("passes a signal on, and outlives JupyterLab until that has ended by itself", async () => {
    await installJupyter(
      `sleep 60 & trap "kill $!; sleep 0.3; touch '$FOLDER/saved'; exit 0" TERM; touch "$FOLDER/started"; wait`,
    );
    const ended = lab({ PATH: `${bin}${delimiter}/bin${delimiter}/usr/bin` });
    await expect.poll(() => existsSync(join(folder, "started")), { timeout: 20_000 }).toBe(true);
    running!.kill("SIGTERM");
    expect((await ended).code).toBe(0);
    expect(existsSync(join(folder, "saved"))).toBe(true);
  });

  it("says in one line how to get JupyterLab where there is no jupyter, or none with a lab, and exits with 2", async () => {
    const advice = "ncsparse: JupyterLab is not installed; get it with: pip install jupyterlab\n";
    const absent = await lab();
    expect(absent.code).toBe(2);
    expect(absent.stderr).toBe(advice);
    await writeFile(join(bin, "jupyter"), "#!/bin/sh\nexit 1\n", { mode: 0o755 });
    const without = await lab();
    expect(without.code).toBe(2);
    expect(without.stderr).toBe(advice);
  });
});
