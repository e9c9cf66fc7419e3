/** What a run was, for readers of its summary: commit, programs, machine, and how much of it was executed anew. */
import type { ExecutedNotebook } from "../types.js";
import { literalMarkdown, markdownTable } from "../text/markdown.js";
import type { RunFile } from "./run-file.js";

export interface RunFacts extends Pick<RunFile, "commit" | "versions" | "machine"> {
  notebooks: readonly Pick<ExecutedNotebook, "reused">[];
}

export function runTable({ commit, versions, machine, notebooks }: RunFacts): string {
  const { platform, arch, cpu, cores, memoryGiB } = machine;
  const rows = [
    ["commit", commit ?? "none: made outside a checkout"],
    ["programs", versionWords(versions)],
    ["machine", `${platform} ${arch}, ${cpu}, ${cores} ${cores === 1 ? "core" : "cores"}, ${memoryGiB} GiB`],
    ["notebooks", notebookWords(notebooks)],
  ];
  return markdownTable(
    ["run", "of this report"],
    rows.map((row) => row.map(literalMarkdown)),
  ).join("\n");
}

/** "node 20.20.2, ncsparse 0.1.0" */
export function versionWords(versions: Readonly<Record<string, string>>): string {
  return Object.entries(versions)
    .map(([name, version]) => `${name} ${version}`)
    .join(", ");
}

/** Reused is what an earlier run executed: the same code, data, seed, profile and programs, or it would not be taken. */
function notebookWords(notebooks: RunFacts["notebooks"]): string {
  const reused = notebooks.filter((notebook) => notebook.reused).length;
  const executed = notebooks.length - reused;
  return `${executed} executed in this run, ${reused} taken from the memory of earlier runs of the same code`;
}
