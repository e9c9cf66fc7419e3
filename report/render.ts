/** One notebook that belongs to no project, as a page and a PDF of its own: `NAME.html`, `NAME.pdf`. */
import { access, constants, mkdir, mkdtemp, rename, rm, rmdir, stat, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { DEFAULT_SEED } from "ncsparse-kit/notebook/session";
import { fingerprintsOf } from "./cache/fingerprint.js";
import { renderAnew } from "./cache/made-once.js";
import { Memory } from "./cache/memory.js";
import { packagesFolder } from "./cache/packages-folder.js";
import { CacheStore } from "./cache/store.js";
import { CellReporter, type Progress } from "./cli/progress.js";
import { NO_MEMORY } from "./code/kernel-memory.js";
import { configDefaults } from "./config/schema-problem.js";
import type { ReportDocument } from "./document/model.js";
import { readDocument } from "./document/read.js";
import { InputError } from "./errors.js";
import { refuseUnsound } from "./intake.js";
import { reasonOf } from "./json.js";
import { abstractOf, findingsOf } from "./ledger/abstract.js";
import { claimsFile } from "./ledger/claims-file.js";
import { drawingOutputs } from "./page/figures/draw-outputs.js";
import type { Pieces } from "./page/pieces.js";
import { coreBudget, executeAll } from "./notebooks/execute-all.js";
import { readNotebook } from "./notebooks/read.js";
import { exitCodeOf, failedCells, outcomeLines } from "./outcome.js";
import { titleOf } from "./page/context.js";
import { packageFile } from "./page/assets/files.js";
import { readImageFiles } from "./page/html/image-files.js";
import type { PageInput } from "./page/page.js";
import { saidTitle } from "./page/said-title.js";
import { printIfAsked } from "./print-if-asked.js";
import { versions } from "./project.js";
import { enginePath } from "./root.js";
import { literalMarkdown } from "./text/markdown.js";
import type { ClaimsFile, ExecutedNotebook, NotebookFile } from "./types.js";

export interface RenderRequest {
  /** Path of the notebook. */
  notebook: string;
  /** Folder of the page and the PDF; it is made if it is not there. */
  out: string;
  pdf: boolean;
  /** False: outputs as the notebook holds them. */
  execute: boolean;
  cores: number;
}

/** What a notebook without a project runs with. */
const RUN = { profile: "quick", seed: DEFAULT_SEED } as const;

/**
 * Makes the page of a notebook, and its PDF. Both appear in `out` when they are ready, in the place of earlier ones.
 *
 * @returns the exit code
 * @throws InputError for a notebook that cannot be read or run and for a folder that takes no files, InterruptedError when
 *   `signal` aborts
 */
export async function renderNotebook(request: RenderRequest, progress: Progress, signal: AbortSignal): Promise<number> {
  const file = await readNotebook(request.notebook);
  await refuseUnsound(file);
  const stage = await openStage(request.out);
  try {
    const pieces = engineMemory();
    const notebook = request.execute
      ? await execute(file, request.cores, { pieces, progress, signal })
      : asStored(file);
    const document = readDocument([notebook]);
    const claims = claimsFile({ name: file.name, version: "", paper: null }, RUN, document);
    const { html, warnings } = await progress.step("Writing the page", async () =>
      renderAnew(await pageInput(document, claims, request), pieces),
    );
    const files = { html: join(stage.path, `${file.name}.html`), pdf: join(stage.path, `${file.name}.pdf`) };
    await writeFile(files.html, html);
    const printing = { html: files.html, pdfs: { [files.pdf]: "whole" } } as const;
    const pdf = await printIfAsked(request.pdf, printing, { memory: null, progress, signal });
    signal.throwIfAborted();
    const written = await moveAll([files.html, ...(pdf.state === "written" ? [files.pdf] : [])], request.out);
    const outcome = { executed: [notebook], claims, warnings, pdf };
    const lines = [...outcomeLines(outcome), ...written.map((path) => `written to ${path}`)];
    process.stdout.write(`${lines.join("\n")}\n`);
    await pieces.trim();
    return exitCodeOf(outcome);
  } finally {
    await stage.close();
  }
}

/**
 * Fonts, scripts and drawings that were made before for any notebook: beside the packages, as a lone notebook has no project's
 * cache, and as its own folder is its author's.
 */
function engineMemory(): Memory {
  const home = packagesFolder(packageFile("@fontsource/source-serif-4/package.json"));
  const store = home === null ? null : new CacheStore(join(home, "pieces"));
  return new Memory(fingerprintsOf({ root: enginePath(), code: [] }), store);
}

async function execute(
  file: NotebookFile,
  cores: number,
  { pieces, progress, signal }: { pieces: Pieces; progress: Progress; signal: AbortSignal },
): Promise<ExecutedNotebook> {
  const env = { ...NO_MEMORY, NCSPARSE_PROFILE: RUN.profile, NCSPARSE_SEED: String(RUN.seed) };
  const run = async (tell: (line: string) => void): Promise<ExecutedNotebook[]> => {
    const reporter = new CellReporter(tell);
    try {
      return await drawingOutputs(
        (draw) => executeAll([file], { ...coreBudget(cores, 1), env, signal, draw, onEvent: reporter.on }),
        pieces,
      );
    } finally {
      reporter.close();
    }
  };
  const [executed] = await progress.step(`Executing ${file.name}`, run, failedCells);
  return executed!;
}

function asStored(file: NotebookFile): ExecutedNotebook {
  return { ...file, failures: [], seconds: 0, cellSeconds: {}, reused: true };
}

async function pageInput(document: ReportDocument, claims: ClaimsFile, request: RenderRequest): Promise<PageInput> {
  const [chapter] = document.chapters;
  const title = titleOf(chapter!)?.title;
  const { theme, provenance } = configDefaults();
  const { images } = await readImageFiles(document.chapters, homeOf(request.notebook));
  return {
    ...RUN,
    isAlone: true,
    code: "shown",
    macros: "",
    title: title === undefined ? literalMarkdown(chapter!.name) : saidTitle(chapter!, title),
    subtitle: "",
    abstract: abstractOf(claims, []),
    findings: findingsOf(claims),
    document,
    partial: false,
    versions: versions(),
    commit: null,
    explore: false,
    colophon: [{ name: "Outputs", value: request.execute ? "executed for this page" : "as the notebook holds them" }],
    theme: { accent: theme.accent, css: "" },
    provenance,
    bibliography: null,
    citationStyle: null,
    images,
  };
}

/** The folder beyond which no image is read: of the package or the checkout that the notebook lies in, or its own. */
function homeOf(notebook: string): string {
  const own = dirname(notebook);
  for (let folder = own; ; folder = dirname(folder)) {
    if ([".git", "package.json"].some((mark) => existsSync(join(folder, mark)))) return folder;
    if (folder === dirname(folder)) return own;
  }
}

/** A private folder in `out`, where files are made ready; closing it leaves nothing of it, and no empty `out` that it made. */
async function openStage(out: string): Promise<{ path: string; close: () => Promise<void> }> {
  try {
    const found = await stat(out).catch(() => null);
    if (found !== null && !found.isDirectory()) throw new InputError(`--out ${out}: it is not a folder`);
    if (found !== null) await access(out, constants.W_OK);
    const made = await mkdir(out, { recursive: true });
    const path = await mkdtemp(join(out, ".ncsparse-stage-"));
    const close = async (): Promise<void> => {
      await rm(path, { recursive: true, force: true });
      if (made !== undefined) await rmdir(out).catch(() => undefined); // not empty: the page is there
    };
    return { path, close };
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`--out ${out}: nothing can be written there (${reasonOf(error)})`);
  }
}

/** Moves files into a folder, each by one rename; the paths that they have then. */
async function moveAll(files: readonly string[], out: string): Promise<string[]> {
  const moved = files.map((file) => join(out, file.slice(dirname(file).length + 1)));
  for (const [index, file] of files.entries()) await rename(file, moved[index]!);
  return moved;
}
