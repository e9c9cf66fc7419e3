/**
 * A kernel's process: started in a process group of its own, watched, and never left behind. A cell may hang, die or
 * start children of its own; ending the group ends them all.
 */
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { createRequire } from "node:module";
import { setTimeout as sleep } from "node:timers/promises";
import { enginePath } from "../root.js";

/** Which program: tslab with its defects fixed (`spec/kernels/tslab`), or tslab as it comes, to compare. */
export type KernelProgram = "patched" | "stock";

export interface ProcessOptions {
  program: KernelProgram;
  /** TypeScript by default. */
  language?: CellLanguage | undefined;
  connectionFile: string;
  cwd: string;
  /** Added to this process's environment. */
  env: Record<string, string>;
  /** V8's old space, MB; Node's own default when undefined. */
  heapMegabytes: number | undefined;
}

/** What the cells of a kernel are written in: tslab's are TypeScript, jslab's JavaScript. */
export type CellLanguage = "typescript" | "javascript";

/** How a process ended. */
export interface Ending {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** The last of what it wrote to stderr. */
  stderr: string;
}

export interface KernelProcess {
  readonly pid: number | undefined;
  readonly alive: boolean;
  /** The last of what it has written so far to stderr, or else to stdout. */
  readonly written: string;
  /** Resolves when the process is gone, and its group with it; never rejects. */
  readonly ended: Promise<Ending>;
  /** SIGINT, the only interrupt that stock tslab knows. Windows has no such signal; there it ends the process. */
  interrupt(): void;
  /** SIGKILL to the group. */
  kill(): Promise<Ending>;
}

/** Bytes of stdout and stderr kept for diagnoses: V8's out-of-memory report is 3 KB. */
const KEPT_BYTES = 65_536;
/** Node's flags in `report/kernel/spec/kernels/tslab/kernel.json`, which `break.cjs` there explains. */
const LAUNCHER_FLAGS = ["--no-force-async-hooks-checks"];
/** Milliseconds that a dead process's stderr may take to arrive; children that still hold the pipe must not delay us. */
const STDERR_WAIT_MS = 200;

/** Starts a kernel that will bind the sockets of `connectionFile`. Not starting at all is an ending, too. */
export function spawnKernel(options: ProcessOptions): KernelProcess {
  const child = spawn(process.execPath, programArguments(options), {
    cwd: options.cwd,
    env: { ...process.env, ...options.env, JPY_PARENT_PID: String(process.pid) },
    stdio: ["ignore", "pipe", "pipe"],
    detached: process.platform !== "win32",
    windowsHide: true,
  });
  const killAtExit = (): void => killGroup(child);
  process.once("exit", killAtExit);
  let alive = true;
  const written = listen(child);
  const ended = watch(child, written).finally(() => {
    alive = false;
    process.removeListener("exit", killAtExit);
  });
  return {
    pid: child.pid,
    get alive() {
      return alive;
    },
    get written() {
      return written();
    },
    ended,
    interrupt: () => void child.kill("SIGINT"),
    kill() {
      killGroup(child);
      return ended;
    },
  };
}

function programArguments({ program, language, connectionFile, heapMegabytes }: ProcessOptions): string[] {
  const heap = heapMegabytes === undefined ? [] : [`--max-old-space-size=${heapMegabytes}`];
  const js = language === "javascript" ? ["--js"] : [];
  const script =
    program === "patched" ? [...LAUNCHER_FLAGS, launcherPath(), "--without-docs"] : [stockPath(), "kernel"];
  return [...heap, ...script, ...js, "--config-path", connectionFile];
}

/** The program that `report/kernel/spec/kernels/tslab/kernel.json` names. */
export function launcherPath(): string {
  return enginePath("report", "kernel", "spec", "kernels", "tslab", "launcher.cjs");
}

function stockPath(): string {
  return createRequire(import.meta.url).resolve("tslab/bin/tslab");
}

function listen(child: ChildProcess): () => string {
  const stdout = keepLast(child.stdout);
  const stderr = keepLast(child.stderr);
  return () => stderr() || stdout();
}

async function watch(child: ChildProcess, written: () => string): Promise<Ending> {
  const closed = new Promise((resolve) => child.once("close", resolve));
  const { code, signal, error } = await exitOf(child);
  killGroup(child);
  await Promise.race([closed, sleep(STDERR_WAIT_MS)]);
  child.stdout?.destroy();
  child.stderr?.destroy();
  return { code, signal, stderr: error?.message ?? written() };
}

type Exit = Omit<Ending, "stderr"> & { error?: Error };

function exitOf(child: ChildProcess): Promise<Exit> {
  return new Promise((resolve) => {
    child.once("exit", (code, signal) => resolve({ code, signal }));
    // The program or the working directory does not exist.
    child.once("error", (error) => resolve({ code: null, signal: null, error }));
  });
}

/** Reads a stream to its end, and returns a function that gives the last of it. */
function keepLast(stream: NodeJS.ReadableStream | null): () => string {
  let kept = "";
  stream?.setEncoding("utf8");
  stream?.on("data", (text: string) => (kept = (kept + text).slice(-KEPT_BYTES)));
  return () => kept;
}

/** Ends the kernel and whatever its cells started; after the kernel's own end, what is left of the latter. */
function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === "win32") child.kill("SIGKILL");
    else process.kill(-child.pid, "SIGKILL");
  } catch {
    // ESRCH: nobody of the group is left, which is the aim.
  }
}
