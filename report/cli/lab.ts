import { Command } from "commander";
import { spawn, spawnSync } from "node:child_process";
import { delimiter } from "node:path";
import { findProject } from "../config/find-project.js";
import { EXIT } from "../errors.js";
import { enginePath } from "../root.js";
import { configOption } from "./config-option.js";

/** The folder that Jupyter searches for the project's kernelspec. */
const KERNELSPECS = enginePath("report", "kernel", "spec");

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** `ncsparse lab`: JupyterLab on the notebooks, with the project's kernelspec found and nothing installed globally. */
export function labCommand(done: (code: number) => void): Command {
  return new Command("lab")
    .description("Start JupyterLab on the project's notebooks with the project's kernel.")
    .addOption(configOption())
    .allowExcessArguments(false)
    .action(async ({ config }: { config?: string }) => {
      done(await startLab(findProject(config).notebooks, process.env));
    });
}

/** The environment in which Jupyter finds the project's kernelspec before any other of its name. */
export function labEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const inherited = env.JUPYTER_PATH;
  return { ...env, JUPYTER_PATH: inherited ? `${KERNELSPECS}${delimiter}${inherited}` : KERNELSPECS };
}

async function startLab(notebooks: string, env: NodeJS.ProcessEnv): Promise<number> {
  const probe = spawnSync("jupyter", ["lab", "--version"], { env, stdio: "ignore" });
  if (probe.error ?? probe.status !== 0) {
    process.stderr.write("ncsparse: JupyterLab is not installed; get it with: pip install jupyterlab\n");
    return EXIT.badInput;
  }
  const child = spawn("jupyter", ["lab", notebooks], { env: labEnvironment(env), stdio: "inherit" });
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
