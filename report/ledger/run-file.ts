import { arch, cpus, platform, release, totalmem } from "node:os";
import type { CoreBudget } from "../notebooks/execute-all.js";
import { versions } from "../project.js";
import type { Warning } from "../page/warnings.js";
import type { ExecutedNotebook } from "../types.js";

/** What became of the PDF. */
export type PdfState = { state: "written" } | { state: "left out" } | { state: "failed"; reason: string };

/** The content of out/run.json: durations, machine, versions, workers; what differs from run to run lives only here. */
export interface RunFile {
  schemaVersion: 1;
  /** Whether all notebooks were executed. A whole report is never overwritten by a part. */
  complete: boolean;
  finishedAt: string;
  seconds: number;
  commit: string | null;
  versions: Record<string, string>;
  machine: { platform: string; arch: string; release: string; cpu: string; cores: number; memoryGiB: number };
  kernelsAtOnce: number;
  workersPerKernel: number;
  pdf: PdfState;
  /** What the page could not show, and other advice to the author, by notebook and cell. */
  warnings: readonly Warning[];
  /** `reused`: not executed in this run; the seconds are those of its execution. */
  notebooks: {
    name: string;
    seconds: number;
    cellSeconds: Record<string, number>;
    failures: number;
    reused: boolean;
  }[];
}

/** The machine that this process runs on. */
export function machineFacts(): RunFile["machine"] {
  return {
    platform: platform(),
    arch: arch(),
    release: release(),
    cpu: cpus()[0]?.model ?? "unknown",
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
  };
}

export function runFile(facts: {
  commit: string | null;
  executed: readonly ExecutedNotebook[];
  budget: CoreBudget;
  pdf: PdfState;
  warnings: readonly Warning[];
  partial: boolean;
  seconds: number;
}): RunFile {
  const { commit, executed, budget, pdf, warnings, partial, seconds } = facts;
  return {
    schemaVersion: 1,
    complete: !partial,
    finishedAt: new Date().toISOString(),
    seconds,
    commit,
    versions: versions(),
    machine: machineFacts(),
    kernelsAtOnce: budget.parallel,
    workersPerKernel: budget.workers,
    pdf,
    warnings,
    notebooks: executed.map(({ name, seconds: own, cellSeconds, failures, reused }) => ({
      name,
      seconds: own,
      cellSeconds,
      failures: failures.length,
      reused,
    })),
  };
}
