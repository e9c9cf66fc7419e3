/** Taking notebooks in: all that a project would be refused for is told at once, before anything runs. */
import { dataFiles } from "./cache/notebook-cache.js";
import type { Form, Memory } from "./cache/memory.js";
import type { Project } from "./config/project.js";
import { InputError, refuseAll } from "./errors.js";
import { joinText } from "./notebooks/cells.js";
import { tryNotebooks } from "./notebooks/choose.js";
import { checkTimeouts } from "./notebooks/execute.js";
import type { ReferenceInput } from "./page/check-references.js";
import { bibliographyOf, citationStyleOf } from "./project.js";
import type { NotebookFile } from "./types.js";

/**
 * The notebooks of a project, found fit to be run.
 *
 * @param memory where it is kept that the same prose was found sound before
 * @throws InputErrors for formats, kernels, metadata, citations, labels and links that cannot be right whatever the cells show
 */
export async function takeIn(
  project: Project,
  only: readonly string[],
  memory: Memory | null,
): Promise<readonly NotebookFile[]> {
  const { files, problems } = await tryNotebooks(project.notebooks, only, project.article);
  const style = citationStyleOf(project);
  if (style !== null) await (await import("./page/references/csl-style.js")).loadStyle(style);
  const isWhole = only.length === 0 && problems.length === 0;
  const unfit = files.flatMap(settingsProblems);
  const references = await checkOnce({ files, bibliography: await bibliographyOf(project), isWhole }, memory);
  refuseAll([...problems, ...unfit, ...references]);
  return files;
}

/** What is wrong with a notebook that is read for itself. */
export async function refuseUnsound(file: NotebookFile): Promise<void> {
  const references = await checkOnce({ files: [file], bibliography: null, isWhole: true }, null);
  refuseAll([...settingsProblems(file), ...references]);
}

function settingsProblems(file: NotebookFile): string[] {
  return [checkTimeouts, dataFiles].flatMap((check) => {
    try {
      check(file);
      return [];
    } catch (error) {
      if (error instanceof InputError) return [error.message];
      throw error;
    }
  });
}

/** Only that nothing is wrong is kept. */
const NONE: Form<readonly string[]> = {
  write: (problems) => (problems.length === 0 ? Buffer.from("sound") : null),
  read: () => [],
};

async function checkOnce(input: ReferenceInput, memory: Memory | null): Promise<readonly string[]> {
  // What checks is loaded only where it is needed: that takes half a second.
  const check = async (): Promise<readonly string[]> => {
    const { referenceProblems } = await import("./page/check-references.js");
    const { claimsToCome } = await import("./code/claims-to-come.js");
    const claims = await claimsToCome(input.files);
    return referenceProblems({ ...input, ...(claims !== undefined && { claims }) });
  };
  if (memory === null) return await check();
  // Of code, too: it tells which labels and values may come.
  const sources = input.files.map(({ number, path, notebook }) => [
    number,
    path,
    notebook.cells.map(({ cell_type: type, id, source }) => [type, id, joinText(source)]),
  ]);
  const parts = [JSON.stringify(["references", input.bibliography, input.isWhole, sources])];
  return await memory.once("parsed", "references", parts, check, NONE);
}
