/**
 * A Python with JupyterLab: the first of NCSPARSE_PYTHON and python3 that has it, or else a virtual environment, made where
 * `python3 -m venv` and pip's index serve.
 */
import { execFile, spawnSync } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** The version that the documentation names, and what JupyterLab's own later ones keep. */
const WANTED = "jupyterlab>=4.6,<5";

/**
 * The folder of its commands, `jupyter` among them.
 *
 * @param folder where an environment may be made
 * @returns undefined where there is none to be had
 */
export async function jupyterCommands(folder: string): Promise<string | undefined> {
  const ready = [process.env.NCSPARSE_PYTHON, "python3"].flatMap((python) => commandsOf(python) ?? []);
  return ready[0] ?? (await newEnvironment(join(folder, "venv")));
}

const TELL_FOLDER =
  "import jupyterlab, sysconfig; assert jupyterlab.__version__ >= '4.6'; print(sysconfig.get_path('scripts'))";

function commandsOf(python: string | undefined): string | undefined {
  if (python === undefined) return undefined;
  const { status, stdout } = spawnSync(python, ["-c", TELL_FOLDER], { encoding: "utf8" });
  return status === 0 ? stdout.trim() : undefined;
}

async function newEnvironment(folder: string): Promise<string | undefined> {
  try {
    await run("python3", ["-m", "venv", folder]);
    // An index that is not there is not asked a second time for each of a hundred packages.
    await run(join(folder, "bin", "pip"), ["install", "--quiet", "--retries", "0", WANTED], { timeout: 240_000 });
    return commandsOf(join(folder, "bin", "python"));
  } catch {
    return undefined;
  }
}
