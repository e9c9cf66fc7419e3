import { Command, Option } from "commander";
import { measureAttention, type Measurement } from "ncsparse";
import { statSync } from "node:fs";
import { dirname } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { findProject } from "../../../config/find-project.js";
import type { Theme } from "../../../config/project.js";
import { InputError } from "../../../errors.js";
import { reasonOf } from "../../../json.js";
import { answering, type Answer, type Json } from "../answer.js";
import { rotaryOf, withDump, type DumpFlags } from "./dump-flags.js";
import { readHead, type HeadMatrices } from "./one-head.js";
import { resolveHeads } from "./resolve-heads.js";
import { runModel } from "./run-model.js";
import { answerSentence, budgetTable, rowsTable, settingFacts, windowsTable } from "./measure-text.js";
import { anyNumber, integer, share } from "../numbers.js";
import { pairs, table } from "../../../text/columns.js";

interface Flags extends DumpFlags {
  causal?: boolean;
  cross?: boolean;
  scale?: number;
  tv: number;
  rows: number;
  seed: number;
  html?: string;
}

/** `ncsparse measure`: a reader's own attention beside the law. */
export function measureCommand(): Command {
  const command = withDump(new Command("measure"))
    .description(
      "Your own attention: row scales, how Gaussian the logits are, errors against k, the window for a budget.",
    )
    .addOption(new Option("--causal", "query i sees keys 1..i").conflicts("cross"))
    .option("--cross", "queries are not among the keys, though there are as many")
    .option("--scale <x>", "logits are scale q.k (default: 1/sqrt(d))", anyNumber)
    .option("--tv <x>", "total-variation budget, in (0, 1)", share, 0.05)
    .option("--rows <m>", "measure at most this many rows, evenly spaced", integer(1), 1024)
    .option("--seed <n>", "seed of the predicted rows", integer(0), 1)
    .option("--html <file>", "also write a page with the picture");
  return answering(command, measure);
}

async function measure(flags: Flags, dump: readonly string[]): Promise<Answer> {
  if (flags.html !== undefined) refuseUnwritable(flags.html);
  const { heads, close } = await resolveHeads(dump, flags);
  try {
    const [head] = heads;
    if (heads.length !== 1 || head?.source.kind !== "keys") return await runModel(heads);
    return await answerOf(await readHead(head.source, flags, rotaryOf(flags)), flags);
  } finally {
    close();
  }
}

async function answerOf(matrices: HeadMatrices, flags: Flags): Promise<Answer> {
  const { html, causal, cross, scale, tv, rows, seed } = flags;
  const measured = measureAttention({
    ...matrices,
    tv,
    rows,
    seed,
    ...(causal === undefined ? {} : { causal }),
    ...(cross === undefined ? {} : { cross }),
    ...(scale === undefined ? {} : { scale }),
  });
  const withOutput = matrices.v !== undefined;
  const lines = measuredLines(measured, withOutput);
  if (html !== undefined) {
    // Drawing and fonts take as long to load as all the rest; without --html nobody waits for them.
    const { measurePage } = await import("./measure-page.js");
    await writePage(html, await measurePage(measured, withOutput, projectTheme()));
  }
  return { json: measuredJson(measured), lines };
}

/** What can be told before anything is computed. */
function refuseUnwritable(html: string): void {
  if (!isFolder(html, dirname(html))) throw new InputError(`--html ${html}: there is no such folder`);
  if (html === "" || isFolder(html, html)) throw new InputError(`--html ${html}: it is not the name of a file`);
}

function isFolder(html: string, path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  } catch (error) {
    throw new InputError(`--html ${html}: it cannot be written (${reasonOf(error)})`);
  }
}

async function writePage(html: string, page: string): Promise<void> {
  try {
    await writeFileAtomic(html, page);
  } catch (error) {
    throw new InputError(`--html ${html}: it cannot be written (${reasonOf(error)})`);
  }
}

function measuredLines(measured: Measurement, withOutput: boolean): string[] {
  const [kind, ...facts] = settingFacts(measured);
  const rows = rowsTable(measured);
  const windows = windowsTable(measured, withOutput);
  const budget = budgetTable(measured);
  return [
    answerSentence(measured),
    "",
    `${kind}, ${facts.slice(0, -1).join(", ")}; ${facts.at(-1)!}`,
    "",
    ...table(rows.header, rows.rows),
    "",
    ...table(windows.header, windows.rows),
    "",
    `${budget.title}:`,
    ...pairs(budget.rows.map(([name, k]) => [`  ${name!}`, k!])),
  ];
}

/** The look of the project that this runs in; null where there is none, or none that can be read. */
function projectTheme(): Theme | null {
  try {
    return findProject(undefined).theme;
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

function measuredJson(measured: Measurement): Record<string, Json> {
  const { windows, budget, mean, diagonal, skewness, excessKurtosis, distance, participation, sigma, c, ...setting } =
    measured;
  return {
    ...setting,
    sigma: { ...sigma },
    c: { ...c },
    mean: { ...mean },
    diagonal: diagonal === undefined ? null : { ...diagonal },
    skewness: { ...skewness },
    excess_kurtosis: { ...excessKurtosis },
    ks: { ...distance },
    participation: { ...participation },
    windows: windows.map((w) => ({
      k: w.k,
      m: w.m,
      tv: w.tv,
      tv_predicted: w.tvPredicted,
      l1: 2 * w.tv,
      l2: w.l2,
      l2_predicted: w.l2Predicted,
      output: w.output,
      output_predicted: w.outputPredicted,
    })),
    budget: {
      tv: budget.tv,
      k: budget.k,
      k_predicted: budget.kPredicted,
      k_typical: budget.kTypical,
      method: budget.method,
    },
  };
}
