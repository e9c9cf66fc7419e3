/** JupyterLab as `npm run lab` starts it, on a project of its own, with nothing of the user's own Jupyter. */
import { spawn, type ChildProcess } from "node:child_process";
import { cp, mkdir, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { basename, delimiter, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { enginePath } from "../../../report/root.js";
import { ownEnv } from "../../support/own-env.js";

const TOKEN = "of-this-test-alone";

export interface LabServer {
  /** The address of a notebook, opened in a workspace of its own. */
  address: (notebook: string) => string;
  /** Where the notebook lies. */
  path: (notebook: string) => string;
  close: () => Promise<void>;
}

/**
 * @param folder for the project, and for what Jupyter writes
 * @param commands the folder with `jupyter`
 * @param notebooks copied into the project
 * @param script of package.json, or the command that it stands for
 */
export async function startServer(
  folder: string,
  commands: string,
  notebooks: readonly string[],
  command: readonly string[] = ["npm", "run", "--silent", "lab", "--"],
): Promise<LabServer> {
  await mkdir(join(folder, "notebooks"), { recursive: true });
  for (const notebook of notebooks) await cp(notebook, join(folder, "notebooks", basename(notebook)));
  await writeFile(join(folder, "package.json"), JSON.stringify({ name: "a-project", version: "1.0.0" }));
  const config = join(folder, "ncsparse.config.json");
  await writeFile(config, JSON.stringify({ title: "A project", notebooks: "notebooks" }));
  // On a busy machine a kernel takes longer than the second that JupyterLab waits for completions.
  const settings = join(folder, "JUPYTERLAB_SETTINGS_DIR", "@jupyterlab", "completer-extension");
  await mkdir(settings, { recursive: true });
  await writeFile(join(settings, "manager.jupyterlab-settings"), JSON.stringify({ providerTimeout: 20_000 }));
  const port = await freePort();
  const server = start(folder, commands, [
    ...command,
    ...["--config", config, "--no-browser", "--port", String(port), "--allow-root", "--expose-app-in-browser"],
    ...[`--IdentityProvider.token=${TOKEN}`, "--ServerApp.port_retries=0"],
  ]);
  const origin = `http://127.0.0.1:${port}`;
  await answering(server, `${origin}/api/status?token=${TOKEN}`);
  return {
    address: (notebook) => `${origin}/lab/workspaces/${basename(notebook, ".ipynb")}/tree/${notebook}?token=${TOKEN}`,
    path: (notebook) => join(folder, "notebooks", notebook),
    close: () => end(server),
  };
}

function start(folder: string, commands: string, [program, ...args]: readonly string[]): ChildProcess {
  const own = [
    "JUPYTER_DATA_DIR",
    "JUPYTER_CONFIG_DIR",
    "JUPYTER_RUNTIME_DIR",
    "JUPYTERLAB_SETTINGS_DIR",
    "IPYTHONDIR",
  ];
  const folders = Object.fromEntries(own.map((name) => [name, join(folder, name)]));
  const workspaces = { JUPYTERLAB_WORKSPACES_DIR: join(folder, "workspaces"), JUPYTER_PATH: "" };
  const env = { ...ownEnv(), ...folders, ...workspaces, PATH: `${commands}${delimiter}${process.env.PATH}` };
  return spawn(program!, args, { cwd: enginePath(), env, stdio: ["ignore", "ignore", "inherit"], detached: true });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function answering(server: ChildProcess, url: string): Promise<void> {
  for (let waited = 0; waited < 60_000; waited += 250) {
    if (server.exitCode !== null) throw new Error(`startServer: JupyterLab ended with ${server.exitCode}`);
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok === true) return;
    await pause(250);
  }
  throw new Error("startServer: JupyterLab must answer within a minute");
}

/** With the programs that it started: all are of its process group. */
async function end(server: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => server.once("exit", resolve));
  process.kill(-server.pid!, "SIGTERM");
  await Promise.race([ended, pause(10_000)]);
  if (server.exitCode === null && server.signalCode === null) process.kill(-server.pid!, "SIGKILL");
}
