/** Everything that becomes of a notebook, short of running it: its steps, ledger, files, chapter and rows of the ledger. */
import { expect } from "vitest";
import { InterruptedError } from "../../report/errors.js";
import { PLAIN_COMPARISON } from "../../report/cli/plain-comparison.js";
import { abstractOf, findingsOf } from "../../report/ledger/abstract.js";
import { claimsCsv } from "../../report/ledger/claims-csv.js";
import { claimsFile } from "../../report/ledger/claims-file.js";
import { compareRuns } from "../../report/ledger/compare.js";
import { comparisonLines } from "../../report/ledger/comparison-text.js";
import { readDocument } from "../../report/document/read.js";
import { junitXml } from "../../report/ledger/junit.js";
import { MARKDOWN_COMPARISON } from "../../report/ledger/markdown-comparison.js";
import { ledgerMarkdown } from "../../report/ledger/summary.js";
import { executeNotebook } from "../../report/notebooks/execute.js";
import { renderChapter } from "../../report/page/chapter.js";
import { frontMatter, openBook } from "../../report/page/context.js";
import { figureFiles } from "../../report/document/figure-files.js";
import { numberDisplays } from "../../report/page/labels.js";
import { alarms, renderLedger } from "../../report/page/claims/ledger-table.js";
import type { ClaimsFile, ExecutedNotebook, NotebookFile } from "../../report/types.js";
import { PAGE_INPUT } from "../fixtures/report/page-input.js";

const PROJECT = { name: "ncsparse", version: "0", paper: "p" };
const RUN = { profile: "quick", seed: 1 } as const;

/** What ends up in a page or a file when a value that was not there is written all the same. */
const SLIPS = /\bundefined\b|\bNaN\b|\[object |function Object/;

/** Reads the notebook's own settings as execution does; no kernel is started, as the run is interrupted at once. */
export async function readSettings(file: NotebookFile): Promise<void> {
  await executeNotebook(file, { signal: AbortSignal.abort() }).catch((error: unknown) => {
    if (!(error instanceof InterruptedError)) throw error;
  });
}

/** Makes of an executed notebook what a report makes of it. */
export async function renderAll(notebook: ExecutedNotebook): Promise<void> {
  const document = readDocument([notebook]);
  const { chapters, ledger } = document;
  const claims = claimsFile(PROJECT, RUN, document);
  abstractOf(claims, []);
  findingsOf(claims);
  writeFiles(claims);
  figureFiles(document);
  const found = {
    labels: numberDisplays(chapters),
    bibliography: new Map(),
    citationStyle: null,
    code: "folded" as const,
    macros: "",
    isWhole: true,
    isAlone: false,
    imageFiles: {},
    provenance: PAGE_INPUT.provenance,
  };
  const book = openBook(document, found);
  await renderChapter(book, chapters[0]!);
  alarms(chapters, ledger);
  const rows = renderLedger(document, book, frontMatter(book, notebook.path));
  expect(rows.replace(/<[^>]*title="[^"]*"|[^<>]*(?=<)/g, "")).not.toMatch(SLIPS);
}

/** The files beside the page, and the comparison with a run of before. */
export function writeFiles(claims: ClaimsFile): void {
  for (const text of [claimsCsv(claims), junitXml(claims), ledgerMarkdown(claims)]) expect(text).not.toBe("");
  const run = { claims, durations: {}, partial: false };
  const comparison = compareRuns(run, run);
  expect(comparison).toMatchObject({ outcomes: [], weakened: [], strengthened: [], noted: [] });
  for (const style of [MARKDOWN_COMPARISON, PLAIN_COMPARISON]) comparisonLines(comparison, style, false);
}

/** As execution leaves it. */
export function executed(file: NotebookFile): ExecutedNotebook {
  return { ...file, failures: [], seconds: 1, cellSeconds: {}, reused: false };
}
