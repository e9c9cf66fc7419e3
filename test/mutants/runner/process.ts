/** Child processes with a time limit: none outlives it, nor its own children, nor an interrupted run. */
import { spawn } from "node:child_process";
import { performance } from "node:perf_hooks";

export interface Finished {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | null;
  /** It ran into the limit and was stopped. */
  readonly stopped: boolean;
  readonly seconds: number;
}

const running = new Set<number>();

/** Runs Node with arguments in a folder; resolves whatever its exit code. */
export function runNode(args: readonly string[], folder: string, limitSeconds: number): Promise<Finished> {
  const begin = performance.now();
  return new Promise((resolve, reject) => {
    // A group of its own, so that the limit reaches the workers that it starts.
    const child = spawn(process.execPath, args, { cwd: folder, env: environment(), detached: true, stdio: "pipe" });
    const group = child.pid;
    if (group !== undefined) running.add(group);
    let [stdout, stderr, stopped] = ["", "", false];
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    const timer = setTimeout(() => {
      stopped = true;
      stop(group);
    }, limitSeconds * 1000);
    child.on("error", reject);
    child.on("close", (code) => {
      clearTimeout(timer);
      if (group !== undefined) running.delete(group);
      resolve({ stdout, stderr, code, stopped, seconds: (performance.now() - begin) / 1000 });
    });
  });
}

/** Stops every child that still runs. */
export function stopAll(): void {
  for (const group of running) stop(group);
}

function stop(group: number | undefined): void {
  if (group === undefined) return;
  try {
    process.kill(-group, "SIGKILL");
  } catch {
    // it has just ended by itself
  }
}

/** What the run was started with, without the settings of a session or of a test run around it. */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(NCSPARSE_|VITEST|NODE_ENV$|TEST$)/.test(name));
  return { ...Object.fromEntries(kept), NCSPARSE_PROFILE: "quick", NCSPARSE_WORKERS: "1", NO_COLOR: "1" };
}
