/** Building a report of fixtures as the command line does, in a folder that holds nothing else. */
import { cp, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { vi } from "vitest";
import { buildReport, type ReportRequest } from "../../../report/build.js";
import { exitCodeOf } from "../../../report/cli/exit-code.js";
import type { Progress } from "../../../report/cli/progress.js";
import { projectOf } from "../../fixtures/report/project.js";
import { fixturePath } from "../notebooks/fixture.js";

/** What a run told, and its exit code. */
export interface Told {
  code: number;
  stdout: string;
  stderr: string;
}

const QUIET: Progress = { step: (_, run) => run(() => undefined) };

/** A folder with fixtures as its notebooks, named as they are. */
export async function notebooksIn(folder: string, fixtures: readonly string[]): Promise<string> {
  const notebooks = join(folder, "notebooks");
  await mkdir(notebooks);
  for (const name of fixtures) await cp(fixturePath(name), join(notebooks, `${name}.ipynb`));
  return notebooks;
}

/** A small report of these notebooks. */
export function requestFor(notebooks: string, out: string, more: Partial<ReportRequest> = {}): ReportRequest {
  const project = projectOf(notebooks);
  return { project, only: [], profile: "quick", seed: 3, pdf: false, cores: 2, cache: null, out, ...more };
}

/** Runs the build and turns what it throws into lines and a code, as the command line does. */
export async function build(request: ReportRequest): Promise<Told> {
  const stdout = vi.spyOn(process.stdout, "write").mockImplementation(() => true);
  const stderr = vi.spyOn(process.stderr, "write").mockImplementation(() => true);
  const text = (spy: typeof stdout): string => spy.mock.calls.map(([chunk]) => String(chunk)).join("");
  try {
    const code = await buildReport(request, QUIET, new AbortController().signal).catch(exitCodeOf);
    return { code, stdout: text(stdout), stderr: text(stderr) };
  } finally {
    stdout.mockRestore();
    stderr.mockRestore();
  }
}
