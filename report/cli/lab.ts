import { Command } from "commander";
import { distance } from "fastest-levenshtein";
import { spawn, spawnSync } from "node:child_process";
import { delimiter } from "node:path";
import { findProject } from "../config/find-project.js";
import { EXIT, InputError } from "../errors.js";
import { enginePath } from "../root.js";
import { configOption } from "./config-option.js";

/** The folder that Jupyter searches for the project's kernelspec, and the one with the extension that cleans what is saved. */
const KERNELSPECS = enginePath("report", "kernel", "spec");
const CLEAN_CONFIG = enginePath("report", "jupyter", "config");

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

interface Flags {
  config?: string;
  cleanOnSave?: boolean;
}

/** `ncsparse lab`: JupyterLab on the notebooks, with the project's kernelspec found and nothing installed globally. */
export function labCommand(done: (code: number) => void): Command {
  return new Command("lab")
    .description("Start JupyterLab on the project's notebooks with the project's kernel.")
    .argument("[options...]", "JupyterLab's own, e.g. --no-browser --port 8899")
    .addOption(configOption())
    .option("--clean-on-save", "leave outputs and counts out of the files, as `ncsparse clean` does")
    .allowUnknownOption()
    .action(async (options: string[], { config, cleanOnSave = false }: Flags) => {
      refuseMisspelt(options);
      requireLoopback(options);
      const env = labEnvironment(process.env, { cleanOnSave });
      done(await startLab([findProject(config).notebooks, ...options], env));
    });
}

/** The environment in which Jupyter finds the project's kernelspec before any other of its name. */
export function labEnvironment(env: NodeJS.ProcessEnv, { cleanOnSave = false } = {}): NodeJS.ProcessEnv {
  return {
    ...env,
    JUPYTER_PATH: inFront(KERNELSPECS, env.JUPYTER_PATH),
    ...(cleanOnSave && { JUPYTER_CONFIG_PATH: inFront(CLEAN_CONFIG, env.JUPYTER_CONFIG_PATH) }),
  };
}

function inFront(folder: string, folders: string | undefined): string {
  return folders ? `${folder}${delimiter}${folders}` : folder;
}

const OWN_OPTIONS = ["--config", "--clean-on-save"];

/** What is near one of ours is not passed on: nobody would hear that it was not taken. */
function refuseMisspelt(options: readonly string[]): void {
  for (const option of options) {
    const name = option.replace(/=.*/, "");
    const near = OWN_OPTIONS.find((own) => distance(own, name) <= 2);
    if (near !== undefined) throw new InputError(`unknown option '${name}' (Did you mean ${near}?)`);
  }
}

/** JupyterLab's options that name the address at which it listens. */
const ADDRESS = /^--?(?:ip|(?:Server|Notebook|Lab)App\.ip)(?:=(.*))?$/;
const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|::1)$/;

/** Whoever reaches JupyterLab runs any code: other machines must not. */
function requireLoopback(options: readonly string[]): void {
  for (const [index, option] of options.entries()) {
    const match = ADDRESS.exec(option);
    if (match === null) continue;
    const address = match[1] ?? options[index + 1] ?? "";
    if (!LOOPBACK.test(address)) {
      throw new InputError(`lab: --ip must be an address of this machine alone, such as 127.0.0.1, got "${address}"`);
    }
  }
}

async function startLab(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const probe = spawnSync("jupyter", ["lab", "--version"], { env, stdio: "ignore" });
  if (probe.error ?? probe.status !== 0) {
    process.stderr.write("ncsparse: JupyterLab is not installed; get it with: pip install jupyterlab\n");
    return EXIT.badInput;
  }
  const child = spawn("jupyter", ["lab", ...args], { env, stdio: "inherit" });
  // JupyterLab asks before it stops, and saves nothing if it is left alone: it ends first, and this process after it. A
  // terminal's Ctrl-C has reached it already; other signals are passed on.
  const pass = (signal: NodeJS.Signals): void => {
    if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
  };
  for (const signal of SIGNALS) process.on(signal, pass);
  try {
    return await new Promise((settle, fail) => {
      child.on("error", fail);
      child.on("exit", (code) => settle(code ?? EXIT.interrupted));
    });
  } finally {
    for (const signal of SIGNALS) process.off(signal, pass);
  }
}
