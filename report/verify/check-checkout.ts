/** Whether this checkout is the one that a report was made in, so that it must come to the same numbers. */
import type { Project } from "../config/project.js";
import { InputError } from "../errors.js";
import { readNotebooks } from "../notebooks/choose.js";
import { materialsOf } from "../provenance/materials.js";
import type { Descriptor, Statement } from "../provenance/statement.js";

/** Digits of a commit that people read. */
const SHORT_DIGITS = 12;

/** Why it is another, a line each; none where it is the same. A commit counts where both sides know theirs. */
export async function checkoutProblems(project: Project, { predicate }: Statement): Promise<string[]> {
  const { externalParameters: asked, resolvedDependencies: recorded } = predicate.buildDefinition;
  const own = `${project.name} ${project.version}`;
  if (own !== asked.project) return [`the report is of the project ${asked.project}, but this is ${own}`];
  try {
    const notebooks = await readNotebooks(project.notebooks, asked.only, project.article);
    return materialProblems(recorded, await materialsOf(project, notebooks));
  } catch (error) {
    if (error instanceof InputError) return [error.message];
    throw error;
  }
}

/** Exported for its tests. */
export function materialProblems(recorded: readonly Descriptor[], here: readonly Descriptor[]): string[] {
  const [before, now] = [recorded, here].map((list) => new Map(list.map((one) => [one.name, digestOf(one)])));
  const [commit, own] = [before!.get("source"), now!.get("source")];
  if (commit !== undefined && own !== undefined && commit !== own) {
    return [`the report is of commit ${commit.slice(0, SHORT_DIGITS)}, but this is ${own.slice(0, SHORT_DIGITS)}`];
  }
  const names = [...new Set([...before!.keys(), ...now!.keys()])].filter((name) => name !== "source");
  return names.flatMap((name) => {
    if (!now!.has(name)) return [`the report was made with ${name}, which is not here`];
    if (!before!.has(name)) return [`the report was made without ${name}`];
    return before!.get(name) === now!.get(name) ? [] : [`${name} is another than the report was made with`];
  });
}

function digestOf({ digest }: Descriptor): string {
  return "gitCommit" in digest ? digest.gitCommit : digest.sha256;
}
