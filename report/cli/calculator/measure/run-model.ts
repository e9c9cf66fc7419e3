/** `ncsparse measure` where there is more than one head, or where logits or probabilities are given. */
import { availableParallelism } from "node:os";
import {
  BlockError,
  headName,
  measureModel,
  summariseHeads,
  type HeadRef,
  type MeasuredHead,
  type MeasureHeadSettings,
  type ModelSummary,
} from "ncsparse";
import { table } from "../../../text/columns.js";
import { InputError } from "../../../errors.js";
import type { Answer } from "../answer.js";
import { rotaryOf, type DumpFlags } from "./dump-flags.js";
import { modelJson } from "./model/model-json.js";
import { comparedTables, headsTable } from "./model/model-table.js";
import { sayNumber } from "../../../text/numbers.js";
import { modelWords } from "./model/words.js";
import { projectTheme, writePage } from "./write-page.js";

export interface ModelFlags extends DumpFlags {
  causal?: boolean;
  cross?: boolean;
  scale?: number;
  tv: number;
  outputError: number;
  rows?: number;
  seed: number;
  compare?: number;
  precision: MeasureHeadSettings["precision"];
  workers?: number;
  html?: string;
}

/** Rows of a head by default: with a thousand heads no more are missed. */
const ROWS = 256;
/** Heads whose budgets and selectors are compared, which takes seconds each. */
const COMPARED_HEADS = 16;
/** Lines that a terminal shows of the heads. */
const TABLE_LINES = 40;

/** @throws InputError naming the head that cannot be measured */
export async function runModel(heads: readonly HeadRef[], flags: ModelFlags): Promise<Answer> {
  const settings: MeasureHeadSettings = {
    causal: flags.causal ?? false,
    cross: flags.cross ?? false,
    ...(flags.scale === undefined ? {} : { scale: flags.scale }),
    tv: flags.tv,
    output: flags.outputError,
    rows: flags.rows ?? ROWS,
    precision: flags.precision,
    seed: flags.seed,
  };
  const measured = await measureAll(heads, settings, flags);
  const summary = summariseHeads(
    measured.map(({ figures }) => figures),
    settings.tv,
  );
  const facts = factsOf(heads, measured, settings);
  if (flags.html !== undefined) {
    const { modelPage } = await import("./model/model-page.js");
    await writePage(flags.html, await modelPage(measured, { summary, settings, facts, theme: projectTheme() }));
  }
  return {
    json: { ...settingJson(settings), ...modelJson(measured, summary) },
    lines: linesOf(measured, summary, settings, facts),
  };
}

async function measureAll(
  heads: readonly HeadRef[],
  settings: MeasureHeadSettings,
  flags: ModelFlags,
): Promise<MeasuredHead[]> {
  const rope = rotaryOf(flags);
  const request = {
    heads,
    settings,
    ...(rope === undefined ? {} : { rope }),
    ...(flags.compare === undefined ? {} : { compare: { k: flags.compare, heads: COMPARED_HEADS } }),
  };
  const workers = Math.min(heads.length, flags.workers ?? availableParallelism());
  try {
    return await measureModel(request, { workers, onProgress: progressOf(heads) });
  } catch (error) {
    if (!(error instanceof BlockError)) throw error;
    const reason = error.cause instanceof Error ? error.cause.message : String(error.cause);
    throw new InputError(`measure: ${error.label}: ${reason}`);
  } finally {
    if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
  }
}

/** One line on a terminal that says how far it is; nothing elsewhere. */
function progressOf(heads: readonly HeadRef[]): (done: number, of: number) => void {
  return (done, of) => {
    if (!process.stderr.isTTY) return;
    const next = heads[Math.min(done, of - 1)]!;
    process.stderr.write(`\r\u001b[K${sayNumber(done)} of ${sayNumber(of)} heads measured (${headName(next, heads)})`);
  };
}

/** The setting, piece by piece. */
function factsOf(
  heads: readonly HeadRef[],
  measured: readonly MeasuredHead[],
  { causal, tv, output, precision }: MeasureHeadSettings,
): string[] {
  const layers = new Set(heads.map(({ layer }) => layer)).size;
  const keyHeads = new Set(heads.map(({ layer, batch, keyHead }) => `${layer} ${batch} ${keyHead}`)).size;
  const { figures } = measured[0]!;
  const withOutput = figures.needed.output !== null;
  return [
    `${sayNumber(layers)} ${layers === 1 ? "layer" : "layers"}`,
    `${sayNumber(heads.length)} heads${keyHeads < heads.length ? `, ${sayNumber(keyHeads)} of keys` : ""}`,
    `${sayNumber(figures.queries)} queries, ${sayNumber(figures.keys)} keys`,
    causal ? "causal" : "bidirectional",
    `budgets: total variation ${sayNumber(tv)}${withOutput ? `, output error ${sayNumber(output)}` : ""}`,
    `${sayNumber(figures.rows)} rows a head, ${precision}`,
  ];
}

function settingJson({ causal, cross, scale, tv, output, precision, seed }: MeasureHeadSettings): Answer["json"] {
  return { causal, cross, scale: scale ?? null, tv, output_error: output, precision, seed };
}

function linesOf(
  measured: readonly MeasuredHead[],
  summary: ModelSummary,
  settings: MeasureHeadSettings,
  facts: readonly string[],
): string[] {
  const { answer, sentences } = modelWords(measured, summary, settings);
  const shown = headsTable(measured, TABLE_LINES);
  return [
    answer,
    "",
    ...sentences,
    "",
    facts.join("; "),
    "",
    ...comparedTables(measured).flatMap(({ title, header, rows }) => [`${title}:`, ...table(header, rows), ""]),
    `${shown.title}:`,
    ...table(shown.header, shown.rows),
  ];
}
