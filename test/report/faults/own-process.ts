/** Builds in processes of their own, and what they leave behind. Needs the built report (`npm run build`). */
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { enginePath } from "../../../report/root.js";
import { isRunning } from "../kernel/temporary.js";
import { requestFor } from "./build-folder.js";

export interface ProcessRequest {
  notebooks: string;
  out: string;
  /** TMPDIR of the process, by which its descendants are known. */
  temporary: string;
  seed?: number;
  pdf?: boolean;
}

export interface ProcessEnd {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
  seconds: number;
}

export interface BuildProcess {
  ended: Promise<ProcessEnd>;
  /** Sends a signal as a terminal does: to the process and to the children that share its group. */
  signal(name: NodeJS.Signals): void;
}

/** Starts a build as leader of a process group, as a shell does. */
export function startBuild({ notebooks, out, temporary, seed = 3, pdf = false }: ProcessRequest): BuildProcess {
  const script = enginePath("test", "report", "faults", "build-process.mjs");
  const request = JSON.stringify(requestFor(notebooks, out, { seed, pdf }));
  const started = performance.now();
  const child = spawn(process.execPath, [script, request], {
    env: { ...process.env, TMPDIR: temporary },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const texts = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (text: string) => (texts[name] += text));
  }
  const ended = new Promise<ProcessEnd>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) =>
      resolve({ code, signal, ...texts, seconds: (performance.now() - started) / 1000 }),
    );
  });
  return { ended, signal: (name) => killGroup(child.pid!, name) };
}

/** The ids of processes that were started with this TMPDIR, those that are over left out (Linux). */
export function descendants(temporary: string): number[] {
  const ids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return ids
    .filter((id) => environment(id).includes(`TMPDIR=${temporary}`))
    .map(Number)
    .filter(isRunning);
}

/** Waits until no descendant is left, at most so long; returns those that are. */
export async function waitForEnd(temporary: string, milliseconds: number): Promise<number[]> {
  const until = performance.now() + milliseconds;
  let left = descendants(temporary);
  while (left.length > 0 && performance.now() < until) {
    await sleep(50);
    left = descendants(temporary);
  }
  return left;
}

/** The files of a folder with their content; run.json, which holds times, only if it is whole. */
export function contentOf(folder: string): Map<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  return new Map(paths.map((path) => [path.slice(folder.length + 1), comparable(path)]));
}

function comparable(path: string): string {
  const text = readFileSync(path, "latin1");
  return path.endsWith("run.json") ? Object.keys(JSON.parse(text) as object).join(" ") : text;
}

function environment(id: string): string[] {
  try {
    return readFileSync(`/proc/${id}/environ`, "latin1").split("\0");
  } catch {
    return []; // it ended meanwhile, or is another user's
  }
}

function killGroup(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(-pid, name);
  } catch {
    // It has ended before the moment came.
  }
}
