/** The report, from notebooks to files: read, execute, gather, render, print, publish. */
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Profile } from "ncsparse";
import { kernelFingerprint } from "./cache/fingerprint.js";
import type { KeptPieces } from "./cache/kept-pieces.js";
import { printOnce, renderOnce } from "./cache/made-once.js";
import type { CacheStore } from "./cache/store.js";
import { CellReporter, type Progress } from "./cli/progress.js";
import { EXIT, InputError, PdfError } from "./errors.js";
import { abstractOf, findingsOf } from "./ledger/abstract.js";
import { claimsCsv } from "./ledger/claims-csv.js";
import { claimsFile, isClean } from "./ledger/claims-file.js";
import { figureFiles } from "./page/figure-files.js";
import { gatherLedger } from "./ledger/gather.js";
import { junitXml } from "./ledger/junit.js";
import { runFile, type PdfState } from "./ledger/run-file.js";
import { ledgerMarkdown } from "./ledger/summary.js";
import { coreBudget, executeAll, type CoreBudget } from "./notebooks/execute-all.js";
import { reasonOf, readText } from "./json.js";
import { insideFolder } from "./notebooks/inside.js";
import { readNotebook } from "./notebooks/read.js";
import { writeNotebook } from "./notebooks/write.js";
import type { PageInput } from "./page/page.js";
import { BIBLIOGRAPHY_NAME, commit, PAPER, projectFacts, versions } from "./project.js";
import { publish, refuseToShrink, stageBeside } from "./publish.js";
import type { ClaimsFile, ExecutedNotebook, NotebookFile } from "./types.js";

/** What a report is made of, and where it goes. */
export interface ReportRequest {
  notebooksFolder: string;
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
  /** Kept by a process that builds again and again; a process that builds once has none. */
  pieces?: KeptPieces;
}

/** How long one PDF may take to print, in milliseconds: 2 s are usual. */
const PDF_TIMEOUT_MS = 120_000;

/**
 * Build the report. Nothing appears in `request.out` before all of it is ready.
 *
 * @returns the exit code
 * @throws InputError for bad notebooks or a refused output folder, InterruptedError when `signal` aborts
 */
export async function buildReport(request: ReportRequest, progress: Progress, signal: AbortSignal): Promise<number> {
  const started = Date.now();
  const files = await readNotebooks(request.notebooksFolder, request.only);
  const partial = request.only.length > 0;
  await refuseToShrink(request.out, partial);
  const stage = await stageBeside(request.out);
  try {
    const budget = coreBudget(request.cores, files.length);
    const executed = await execute(files, request, budget, progress, signal);
    const claims = claimsFile(projectFacts(), request, executed, gatherLedger(executed));
    await progress.step("Writing the page", () => writePage(stage, request, executed, claims));
    const pdf = await printIfAsked(stage, request, progress, signal);
    await request.cache?.trim();
    const run = runFile({ executed, budget, pdf, partial, seconds: (Date.now() - started) / 1000 });
    await writeFile(join(stage, "run.json"), toJson(run));
    signal.throwIfAborted();
    await publish(stage, request.out);
    tellOutcome(request.out, executed, claims, pdf);
    if (!isClean(claims)) return EXIT.deviation;
    return pdf.state === "failed" ? EXIT.pdfMissing : EXIT.ok;
  } finally {
    await rm(stage, { recursive: true, force: true });
  }
}

async function execute(
  files: readonly NotebookFile[],
  { profile, seed, cache }: ReportRequest,
  budget: CoreBudget,
  progress: Progress,
  signal: AbortSignal,
): Promise<ExecutedNotebook[]> {
  const env = { NCSPARSE_PROFILE: profile, NCSPARSE_SEED: String(seed) };
  const cached = cache === null ? undefined : { store: cache, fingerprint: kernelFingerprint() };
  return await progress.step(`Executing ${files.length} notebooks (${profile})`, async (tell) => {
    const reporter = new CellReporter(tell);
    try {
      return await executeAll(files, { ...budget, env, signal, cached, onEvent: reporter.on });
    } finally {
      reporter.close();
    }
  });
}

/** The notebooks of a folder in the order of their names, or those of them that `only` names. */
export async function readNotebooks(folder: string, only: readonly string[]): Promise<NotebookFile[]> {
  const names = (await filesOf(folder)).filter((name) => name.endsWith(".ipynb")).sort();
  if (names.length === 0) throw new InputError(`${folder}: there is no notebook in it`);
  for (const wanted of only) {
    if (names.some((name) => name.startsWith(wanted))) continue;
    const known = names.map((name) => basename(name, ".ipynb")).join(", ");
    throw new InputError(`--only ${wanted}: no notebook has a name that begins so; there are ${known}`);
  }
  const chosen = only.length === 0 ? names : names.filter((name) => only.some((wanted) => name.startsWith(wanted)));
  return await Promise.all(chosen.map(async (name) => await readNotebook(await insideFolder(folder, name))));
}

async function filesOf(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    throw new InputError(`${folder}: cannot be read: ${reasonOf(error)}`);
  }
}

async function writePage(
  stage: string,
  request: ReportRequest,
  executed: readonly ExecutedNotebook[],
  claims: ClaimsFile,
): Promise<void> {
  const { profile, seed, cache } = request;
  const input: PageInput = {
    title: "Is attention naturally sparse?",
    subtitle: `An executable reproduction of *${PAPER.title}* (${PAPER.authors}, ${PAPER.id})`,
    abstract: abstractOf(claims),
    findings: findingsOf(claims),
    ledger: claims.claims,
    notebooks: executed,
    partial: request.only.length > 0,
    bibliography: await readBibliographyText(request.notebooksFolder),
    profile,
    seed,
    versions: versions(),
    commit: commit(),
    explore: true,
    colophon: [],
  };
  await writeFile(join(stage, "index.html"), await renderOnce(input, cache, request.pieces));
  await writeFile(join(stage, "claims.json"), toJson(claims));
  await writeFile(join(stage, "claims.csv"), claimsCsv(claims));
  await writeFile(join(stage, "junit.xml"), junitXml(claims));
  await writeFile(join(stage, "summary.md"), ledgerMarkdown(claims));
  await mkdir(join(stage, "figures"));
  await Promise.all(figureFiles(executed).map(({ name, svg }) => writeFile(join(stage, "figures", name), svg)));
  await mkdir(join(stage, "notebooks"));
  await Promise.all(
    executed.map(({ name, notebook }) => writeNotebook(join(stage, "notebooks", `${name}.ipynb`), notebook)),
  );
}

async function readBibliographyText(folder: string): Promise<string | null> {
  const isThere = (await filesOf(folder)).includes(BIBLIOGRAPHY_NAME);
  return isThere ? await readText(await insideFolder(folder, BIBLIOGRAPHY_NAME)) : null;
}

async function printIfAsked(
  stage: string,
  { pdf, cache }: ReportRequest,
  progress: Progress,
  signal: AbortSignal,
): Promise<PdfState> {
  if (!pdf) return { state: "left out" };
  try {
    await progress.step("Printing the PDF", () =>
      printOnce(join(stage, "index.html"), join(stage, "report.pdf"), { timeoutMs: PDF_TIMEOUT_MS, signal }, cache),
    );
    return { state: "written" };
  } catch (error) {
    if (error instanceof PdfError) return { state: "failed", reason: error.message };
    throw error;
  }
}

function tellOutcome(out: string, executed: readonly ExecutedNotebook[], claims: ClaimsFile, pdf: PdfState): void {
  const { summary } = claims;
  const lines = [
    `${summary.asExpected} of ${summary.claims} claims as expected, ${summary.controlsCaught} of ${summary.claims} controls caught`,
    ...claims.claims
      .filter((claim) => !claim.asExpected)
      .map((claim) => `DEVIATION ${claim.id}: ${claim.outcome}, expected ${claim.expected.outcome}`),
    ...claims.claims
      .filter((claim) => !claim.control.caught)
      .map((claim) => `MISSED CONTROL ${claim.id}: ${claim.control.outcome}`),
    ...executed.flatMap(({ name, failures }) =>
      failures.map(
        (failure) =>
          `FAILED ${name}, code cell ${failure.codeCellNumber} (${failure.cellId}): ${failure.kind}: ${failure.ename}: ${failure.evalue}`,
      ),
    ),
    ...(pdf.state === "failed" ? [`NO PDF: ${pdf.reason}`] : []),
    `written to ${out}`,
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}

/** JSON with a final newline, keys in the order in which the code gives them. */
function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
