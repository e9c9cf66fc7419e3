/** The report, from notebooks to files: read, execute, gather, render, print, publish. */
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Profile } from "ncsparse-kit";
import { fingerprintsOf } from "./cache/fingerprint.js";
import { loadAhead, renderOnce } from "./cache/made-once.js";
import { Memory, type ProcessLayer } from "./cache/memory.js";
import type { CacheStore } from "./cache/store.js";
import { CellReporter, type Progress } from "./cli/progress.js";
import type { Project } from "./config/project.js";
import { exitCodeOf, failedCells, outcomeLines } from "./outcome.js";
import { printIfAsked, reportPdfs } from "./print-if-asked.js";
import { InputError } from "./errors.js";
import { abstractOf, findingsOf, withoutFinding } from "./ledger/abstract.js";
import { claimsCsv } from "./ledger/claims-csv.js";
import { claimsFile } from "./ledger/claims-file.js";
import { figureFiles } from "./document/figure-files.js";
import type { ReportDocument } from "./document/model.js";
import { isArticle } from "./document/numbering.js";
import { readDocument } from "./document/read.js";
import { takeIn } from "./intake.js";
import { junitXml } from "./ledger/junit.js";
import { machineFacts, runFile } from "./ledger/run-file.js";
import { ledgerMarkdown } from "./ledger/summary.js";
import { NO_MEMORY } from "./code/kernel-memory.js";
import { panelsCode } from "./code/panels-code.js";
import { drawingOutputs } from "./page/figures/draw-outputs.js";
import { remembering } from "./code/remembering.js";
import { readDurations } from "./compute/durations.js";
import { expectedSeconds } from "./notebooks/expected-seconds.js";
import { coreBudget, executeAll, type CoreBudget, type KeptExecutions } from "./notebooks/execute-all.js";
import { writeNotebook } from "./notebooks/write.js";
import { readImageFiles } from "./page/html/image-files.js";
import type { KeptChapters } from "./page/kept-chapters.js";
import type { PageInput } from "./page/page.js";
import type { Warning } from "./page/warnings.js";
import type { QueueOptions } from "./queue/report-by-queue.js";
import { bibliographyOf, citationStyleOf, commit, projectFacts, subtitleOf, versions } from "./project.js";
import { materialsOf } from "./provenance/materials.js";
import { writeProvenance } from "./provenance/write-provenance.js";
import { publish, refuseToShrink, stageFor } from "./publish.js";
import type { ClaimsFile, ExecutedNotebook, NotebookFile } from "./types.js";

/** What a report is made of, and where it goes. */
export interface ReportRequest {
  project: Project;
  /** Names or beginnings of names; empty for all. */
  only: readonly string[];
  profile: Profile;
  seed: number;
  pdf: boolean;
  /** Absolute path of the output folder. */
  out: string;
  /** Cores to share among kernels and their workers; no digit of claims.json depends on it. */
  cores: number;
  /** Where results are kept between runs; null: everything is computed. */
  cache: CacheStore | null;
  /** A queue whose workers compute the claims; needs a cache. */
  queue?: QueueOptions;
  /** Kept by a process that builds again and again; a process that builds once has none. */
  kept?: BetweenBuilds;
}

/** What a process keeps from one build to the next. */
export interface BetweenBuilds {
  memory: ProcessLayer;
  /** `pieceFingerprint()` of the code that the process runs. */
  pieces: string;
  chapters: KeptChapters;
  /** The image files that the last page was made from: a change of one makes another page. */
  imagePaths: readonly string[];
}

/**
 * Build the report. Nothing appears in `request.out` before all of it is ready.
 *
 * @returns the exit code
 * @throws InputError for bad notebooks or a refused output folder, InterruptedError when `signal` aborts
 */
export async function buildReport(request: ReportRequest, progress: Progress, signal: AbortSignal): Promise<number> {
  const started = new Date();
  const memory = memoryOf(request);
  const notebooks = await takeIn(request.project, request.only, memory);
  const partial = request.only.length > 0;
  await refuseToShrink(request.out, partial);
  const materials = await materialsOf(request.project, notebooks);
  const stage = await stageFor(request.out);
  try {
    await computeElsewhere(request, { memory, progress, signal });
    const budget = coreBudget(request.cores, notebooks.length);
    const executed = await execute(notebooks, request, { memory, budget, progress, signal });
    const head = commit(request.project.root);
    const document = readDocument(executed);
    const claims = claimsFile(projectFacts(request.project), request, document);
    if (!partial) refuseUntold(request.project, claims);
    const warnings = await progress.step("Writing the page", () =>
      writeFiles(stage, request, { document, claims, head, memory }),
    );
    const hasArticle = document.chapters.some(isArticle);
    const files = { html: join(stage, "index.html"), pdfs: reportPdfs(stage, hasArticle) };
    const pdf = await printIfAsked(request.pdf, files, { memory, progress, signal });
    const run = runFile({
      commit: head,
      executed,
      budget,
      pdf,
      partial,
      warnings,
      seconds: (Date.now() - started.getTime()) / 1000,
    });
    await writeFile(join(stage, "run.json"), toJson(run));
    await writeProvenance(stage, { request, materials, claims, run, started });
    signal.throwIfAborted();
    await publish(stage, request.out);
    const outcome = { executed, claims, warnings, pdf };
    process.stdout.write(`${[...outcomeLines(outcome), `written to ${request.out}`].join("\n")}\n`);
    await tidy(request, executed);
    return exitCodeOf(outcome);
  } finally {
    await rm(stage, { recursive: true, force: true });
  }
}

/**
 * Refuse an abstract of claims that tell nothing. A failed cell may be why one is missing, and then that is what to say.
 *
 * @throws InputError naming the claims
 */
function refuseUntold({ config, abstract }: Project, claims: ClaimsFile): void {
  const untold = withoutFinding(claims, abstract);
  if (untold.length === 0 || claims.notebooks.some(({ failures }) => failures.length > 0)) return;
  throw new InputError(`${config}: "abstract" must name claims that state a finding, got ${JSON.stringify(untold)}`);
}

/** By a queue, where one is asked for: its packages are loaded then alone. */
async function computeElsewhere(
  request: ReportRequest,
  { memory, ...watching }: { memory: Memory | null; progress: Progress; signal: AbortSignal },
): Promise<void> {
  const { queue, cache } = request;
  if (queue === undefined || memory === null || cache === null) return;
  const { fillMemoryByQueue } = await import("./queue/report-by-queue.js");
  await fillMemoryByQueue(request, queue, { memory, records: cache.records, ...watching });
}

/** What notebooks are executed with. */
interface Execution {
  memory: Memory | null;
  budget: CoreBudget;
  progress: Progress;
  signal: AbortSignal;
}

async function execute(
  files: readonly NotebookFile[],
  { project, profile, seed, cache }: ReportRequest,
  { memory, budget, progress, signal }: Execution,
): Promise<ExecutedNotebook[]> {
  const asked = { NCSPARSE_PROFILE: profile, NCSPARSE_SEED: String(seed) };
  const durations = await readDurations(project, profile);
  const how = { ...budget, signal, expected: (file: NotebookFile) => expectedSeconds(file, durations) };
  const executed = (
    onEvent: CellReporter["on"],
    kept: KeptExecutions | null,
    told: Readonly<Record<string, string>>,
  ): Promise<ExecutedNotebook[]> =>
    drawingOutputs(
      (draw) => executeAll(files, { ...how, env: { ...asked, ...told }, kept, draw, onEvent }),
      memory ?? undefined,
    );
  return await progress.step(
    `Executing ${files.length} ${files.length === 1 ? "notebook" : "notebooks"} (${profile})`,
    async (tell) => {
      const reporter = new CellReporter(tell);
      const onEvent: CellReporter["on"] = (event) => {
        if (event.type === "kernel-starting") loadAhead();
        reporter.on(event);
      };
      try {
        if (memory === null || cache === null) return await executed(onEvent, null, NO_MEMORY);
        return await remembering(project, { memory, records: cache.records }, (kept, told) =>
          executed(onEvent, kept, told),
        );
      } finally {
        reporter.close();
      }
    },
    failedCells,
  );
}

/** What the page and the files beside it are made from. */
interface Results {
  document: ReportDocument;
  claims: ClaimsFile;
  /** The commit, if there is one. */
  head: string | null;
  memory: Memory | null;
}

/** Writes them; what the page could not show comes back. */
async function writeFiles(
  stage: string,
  request: ReportRequest,
  { document, claims, head, memory }: Results,
): Promise<readonly Warning[]> {
  const { project, profile, seed } = request;
  const imageFiles = await readImageFiles(document.chapters, project.root, memory ?? undefined);
  if (request.kept !== undefined) request.kept.imagePaths = imageFiles.paths;
  const input: PageInput = {
    title: project.title,
    subtitle: subtitleOf(project.paper),
    abstract: abstractOf(claims, project.abstract),
    findings: findingsOf(claims),
    document,
    partial: request.only.length > 0,
    profile,
    seed,
    versions: versions(),
    commit: head,
    explore: project.explore,
    code: project.codePlace,
    macros: project.macros,
    colophon: [],
    theme: project.theme,
    provenance: project.provenance,
    bibliography: await bibliographyOf(project),
    citationStyle: citationStyleOf(project),
    images: imageFiles.images,
  };
  const panels = memory === null ? "" : await panelsCode(project, memory);
  const { html, warnings } = await renderOnce(input, { memory, panels }, request.kept?.chapters);
  await writeFile(join(stage, "index.html"), html);
  await writeRecords(stage, { document, claims, head }, warnings);
  await mkdir(join(stage, "figures"));
  await Promise.all(figureFiles(document).map(({ name, svg }) => writeFile(join(stage, "figures", name), svg)));
  await mkdir(join(stage, "notebooks"));
  await Promise.all(
    document.chapters.map(({ name, source }) =>
      writeNotebook(join(stage, "notebooks", `${name}.ipynb`), source.notebook),
    ),
  );
  return warnings;
}

/** The ledger in every form that is not the page. */
async function writeRecords(
  stage: string,
  { document, claims, head }: Omit<Results, "memory">,
  warnings: readonly Warning[],
): Promise<void> {
  await writeFile(join(stage, "claims.json"), toJson(claims));
  await writeFile(join(stage, "claims.csv"), claimsCsv(claims));
  const facts = {
    commit: head,
    versions: versions(),
    machine: machineFacts(),
    notebooks: document.chapters.map(({ source }) => source),
  };
  await writeFile(join(stage, "junit.xml"), junitXml(claims, facts));
  await writeFile(join(stage, "summary.md"), ledgerMarkdown(claims, warnings, facts));
}

/** Bounds what is kept. A process that builds again and again leaves the kernels' records to the next one that does not. */
async function tidy({ cache, kept }: ReportRequest, executed: readonly ExecutedNotebook[]): Promise<void> {
  await cache?.trim();
  if (kept !== undefined) kept.memory.sweep();
  else if (executed.some(({ reused }) => !reused)) cache?.trimRecords();
}

/** What was made before of the same parts; null where everything is to be made anew. */
function memoryOf({ cache, project, kept }: ReportRequest): Memory | null {
  return cache === null ? null : new Memory(fingerprintsOf(project, kept?.pieces), cache, kept?.memory);
}

/** JSON with a final newline, keys in the order in which the code gives them. */
function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
