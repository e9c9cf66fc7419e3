/** Why a cell failed, in words: the failures that the runner sees, and those that the kernel reports. */
import type { CellFailure } from "../types.js";
import type { Ending } from "./process.js";

/** A failure before it is known in which cell of which notebook. */
export type Failure = Omit<CellFailure, "cellIndex" | "codeCellNumber" | "cellId">;

/** What ended the cell after it was told to stop. */
export type Stopped = "interrupted" | "killed";

/** Lines of a dead kernel's stderr that go into the traceback. */
const STDERR_LINES = 20;
/** What V8 writes before it aborts. */
const OUT_OF_MEMORY = /heap out of memory/i;

/** The kernel reported an error, or an error reached it that no code awaited ("late-error"). */
export function reportedFailure(
  kind: "error" | "late-error",
  text: { ename: string; evalue: string; traceback: string[] },
): Failure {
  return { kind, ename: text.ename, evalue: oneLine(text.evalue), traceback: text.traceback };
}

/** The cell ran longer than it may. */
export function timeoutFailure(timeoutMs: number, stopped: Stopped): Failure {
  return ownFailure("timeout", "CellTimeout", `the cell ran longer than ${timeoutMs / 1000} s; ${afterwards(stopped)}`);
}

/** The cell wrote more than is kept. */
export function outputLimitFailure(limitBytes: number, stopped: Stopped): Failure {
  const evalue = `the cell wrote more than ${limitBytes} bytes, of which the rest is left out; ${afterwards(stopped)}`;
  return ownFailure("output-limit", "OutputLimit", evalue);
}

/** The process is gone while (or before) the cell ran. */
export function diedFailure(ending: Ending, heapMegabytes: number | undefined): Failure {
  const failure = ownFailure("died", "KernelDied", `the kernel ${describeEnding(ending, heapMegabytes)}`);
  return { ...failure, traceback: [...failure.traceback, ...lastLines(ending.stderr)] };
}

/** The kernel could not be started. */
export function notStartedFailure(reason: string): Failure {
  return ownFailure("not-started", "KernelNotStarted", oneLine(reason));
}

/** How a process ended, e.g. `exited with code 3`. */
export function describeEnding({ code, signal, stderr }: Ending, heapMegabytes?: number): string {
  if (OUT_OF_MEMORY.test(stderr)) {
    const heap = heapMegabytes === undefined ? "Node's default heap" : `a heap of ${heapMegabytes} MB`;
    return `ran out of memory (JavaScript heap out of memory, with ${heap})`;
  }
  if (signal === "SIGKILL") return "was killed by SIGKILL (by hand, or by the system for want of memory)";
  if (signal !== null) return `was killed by ${signal}`;
  return code === null ? "could not be run" : `exited with code ${code}`;
}

function ownFailure(kind: CellFailure["kind"], ename: string, evalue: string): Failure {
  return { kind, ename, evalue, traceback: [`${ename}: ${evalue}`] };
}

function afterwards(stopped: Stopped): string {
  return stopped === "interrupted" ? "it was interrupted" : "it did not react to an interrupt and was killed";
}

function lastLines(text: string): string[] {
  const lines = text.trimEnd();
  return lines === "" ? [] : lines.split("\n").slice(-STDERR_LINES);
}

function oneLine(text: string): string {
  return text.trim().replace(/\s*\n\s*/g, " ");
}
