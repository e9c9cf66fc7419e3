import { Command, Option } from "commander";
import { measureAttention, type Measurement } from "ncsparse";
import { answering, type Answer, type Json } from "../answer.js";
import { rotaryOf, withDump } from "./dump-flags.js";
import { readHead, type HeadMatrices } from "./one-head.js";
import { resolveHeads } from "./resolve-heads.js";
import { runModel, type ModelFlags } from "./run-model.js";
import { projectTheme, refuseUnwritable, writePage } from "./write-page.js";
import { answerSentence, budgetTable, rowsTable, settingFacts, windowsTable } from "./measure-text.js";
import { anyNumber, integer, share } from "../numbers.js";
import { pairs, table } from "../../../text/columns.js";

/** Rows of one head by default. */
const ROWS = 1024;

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
    .option("--output-error <x>", "of a model, also the budget of relative output error", share, 0.05)
    .option("--rows <m>", "measure at most this many rows, evenly spaced (default: 1024; of a model 256)", integer(1))
    .option("--compare <k>", "of a model, also compare budgets and selectors at k keys a row", integer(5))
    .addOption(
      new Option("--precision <format>", "arithmetic of a model's rows")
        .choices(["float32", "float64"])
        .default("float64"),
    )
    .option("--workers <m>", "threads that measure a model's heads (default: one a core)", integer(1))
    .option("--seed <n>", "seed of the predicted rows", integer(0), 1)
    .option("--html <file>", "also write a page with the picture");
  return answering(command, measure);
}

async function measure(flags: ModelFlags, dump: readonly string[]): Promise<Answer> {
  if (flags.html !== undefined) refuseUnwritable(flags.html);
  const { heads, close } = await resolveHeads(dump, flags);
  try {
    const [head] = heads;
    if (heads.length !== 1 || head?.source.kind !== "keys") return await runModel(heads, flags);
    return await answerOf(await readHead(head.source, flags, rotaryOf(flags)), flags);
  } finally {
    close();
  }
}

async function answerOf(matrices: HeadMatrices, flags: ModelFlags): Promise<Answer> {
  const { html, causal, cross, scale, tv, rows = ROWS, seed } = flags;
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
