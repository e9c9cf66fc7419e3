import { Command } from "commander";
import { EXIT } from "../errors.js";
import { compareRuns } from "../ledger/compare.js";
import { comparisonLines, markdownTable } from "../ledger/comparison-text.js";
import { readRun } from "../ledger/read-run.js";
import { table } from "./table.js";

/** `ncsparse diff OLD NEW`: what a reviewer wants to know of a run, the gravest first. */
export function diffCommand(done: (code: number) => void): Command {
  return new Command("diff")
    .description("Compare two runs: changed outcomes, tightness beyond its interval, new and lost claims, durations.")
    .argument("<old>", "a claims.json, or the out/ folder that holds it")
    .argument("<new>", "the same of the later run")
    .option("--markdown", "Markdown, for a job's summary")
    .allowExcessArguments(false)
    .addHelpText("after", "\nExit codes: 0 every claim of the new run is as expected; 1 one is not; 2 bad input.")
    .action(async (old: string, recent: string, { markdown }: { markdown?: boolean }) => {
      const [before, after] = [await readRun(old), await readRun(recent)];
      const durations = { before: before.durations, after: after.durations };
      const comparison = compareRuns(before.claims, after.claims, durations);
      const lines = markdown
        ? comparisonLines(comparison, markdownTable, (title) => `### ${title}`)
        : comparisonLines(comparison, table, (title) => title);
      process.stdout.write(`${lines.join("\n").trimEnd()}\n`);
      done(comparison.deviations.length > 0 ? EXIT.deviation : EXIT.ok);
    });
}
