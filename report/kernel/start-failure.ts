/** Why a kernel did not start, in one line that names what it had reached. */
import { availableParallelism, loadavg } from "node:os";
import { describeEnding } from "./failure.js";
import type { Ending, KernelProcess } from "./process.js";

/** The process ended before it answered. */
export function startFailure(ending: Ending): string {
  return `startKernel: the kernel ${describeEnding(ending)} before it answered${afterColon(ending.stderr)}`;
}

/**
 * The process runs and does not answer: it hangs, or a busy machine gives it no time. The line tells the two apart: the
 * channels that have been heard, the machine's load, the process's last words.
 */
export function silenceFailure(
  timeoutMs: number,
  heard: ReadonlySet<"shell" | "iopub">,
  { pid, written }: Pick<KernelProcess, "pid" | "written">,
): string {
  const reached = (["shell", "iopub"] as const).map((name) => `${name} ${heard.has(name) ? "answered" : "silent"}`);
  const facts = [`process ${pid ?? "without an id"} runs`, ...reached, ...load()].join(", ");
  return `startKernel: no answer from the kernel in ${timeoutMs} ms (${facts})${afterColon(written)}`;
}

/** Processes per core that want to run; Windows does not count them. */
function load(): string[] {
  if (process.platform === "win32") return [];
  return [`machine's load ${loadavg()[0]!.toFixed(1)} on ${availableParallelism()} cores`];
}

/** The last line that tells something; below an error stand the places that it came from. */
function afterColon(text: string): string {
  const lines = text.trim().split("\n");
  const lastLine = lines.findLast((line) => !/^\s+at /.test(line)) ?? "";
  return lastLine === "" ? "" : `: ${lastLine}`;
}
