/** The work of a report as several machines share it: what there is to compute, by which code, and in which places. */
import type { Profile } from "ncsparse-kit";
import { aroundCode } from "../cache/fingerprint.js";
import type { Memory } from "../cache/memory.js";
import { cacheKey } from "../cache/store.js";
import { codeFolders, moduleFiles, moduleUrls, readCode } from "../code/code.js";
import type { Project } from "../config/project.js";
import { InputError } from "../errors.js";
import { readNotebooks } from "../notebooks/choose.js";
import { commit } from "../project.js";
import { loadRegistry, registryFile } from "./claim-registry.js";
import { readDurations } from "./durations.js";
import { groupCells } from "./group-cells.js";
import { listCells, type NotebookPlace } from "./list-cells.js";
import type { Plan } from "./plan.js";

export interface WorkRequest {
  readonly project: Project;
  /** Names of notebooks or beginnings of names; empty for all. */
  readonly only: readonly string[];
  readonly profile: Profile;
  readonly seed: number;
  /** A file of an earlier run's durations; by default the project's own, where it has one. */
  readonly durations?: string | undefined;
}

/** What must be the same on all machines that share the work. */
export interface Identity {
  /** Name and version. */
  readonly project: string;
  /** Null outside a checkout. */
  readonly commit: string | null;
  /** Hash of all code that computes, with the packages. */
  readonly code: string;
  readonly node: string;
  /** Kind of processor, as Node names it. */
  readonly processor: string;
}

export interface Work {
  readonly plan: Plan;
  readonly identity: Identity;
  readonly project: Project;
  readonly only: readonly string[];
  /** Path of the module that exports the claims. */
  readonly registry: string;
  /** By the names of notebooks. */
  readonly places: Readonly<Record<string, NotebookPlace>>;
  /** What records are known by: see `withKernelMemory`. */
  readonly programs: Readonly<Record<string, string>>;
  readonly urls: [url: string, name: string][];
  readonly around: string;
}

/**
 * Lists the work.
 *
 * @throws InputError for notebooks, durations or a registry that cannot be read, and where there is nothing to compute
 */
export async function prepareWork(request: WorkRequest, memory: Memory): Promise<Work> {
  const { project, only, profile, seed } = request;
  const files = await readNotebooks(project.notebooks, only, project.article);
  const durations = await readDurations(project, profile, request.durations);
  const code = await readCode(project, memory);
  const folders = codeFolders(project);
  const [names, registry, around] = [moduleFiles(folders), registryFile(project), aroundCode(project.root)];
  const sources = { code, names, registry: await loadRegistry(registry), registryName: names.get(registry) };
  const { cells, places } = await listCells(files, profile, sources);
  if (cells.length === 0) {
    throw new InputError(`${project.config}: notebooks must show claims that ${registry} exports, got none that do`);
  }
  const blocks = groupCells(cells, places, durations);
  const { name, version } = project;
  const programs = Object.entries(code.programs).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    plan: planOf(project, { profile, seed, blocks }),
    identity: {
      project: `${name} ${version}`,
      commit: commit(project.root),
      code: cacheKey([around, ...programs.flat()]),
      node: process.versions.node,
      processor: process.arch,
    },
    ...{ project, only, registry, places, programs: code.programs, urls: moduleUrls(folders), around },
  };
}

/** The same work with another seed. */
export function withSeed(work: Work, seed: number): Work {
  return { ...work, plan: planOf(work.project, { ...work.plan, seed }) };
}

function planOf({ name, version }: Project, { profile, seed, blocks }: Omit<Plan, "hash">): Plan {
  return { profile, seed, blocks, hash: cacheKey([JSON.stringify([name, version, profile, seed, blocks])]) };
}
