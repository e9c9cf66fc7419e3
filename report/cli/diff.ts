import { Command } from "commander";
import { EXIT } from "../errors.js";
import { compareRuns } from "../ledger/compare.js";
import { comparisonLines } from "../ledger/comparison-text.js";
import { MARKDOWN_COMPARISON } from "../ledger/markdown-comparison.js";
import { readRun } from "../ledger/read-run.js";
import { PLAIN_COMPARISON } from "./plain-comparison.js";

interface Flags {
  markdown?: boolean;
  allowChangedClaims?: boolean;
}

const EXIT_CODES = `
Exit codes: 0 every claim of the new run is as expected, and none says less or something else than in the old one;
            1 one is not, or does (unless --allow-changed-claims); 2 bad input.`;

/** `ncsparse diff OLD NEW`: what a reviewer wants to know of a run, the most serious first. */
export function diffCommand(done: (code: number) => void): Command {
  return new Command("diff")
    .description(
      "Compare two runs: changed outcomes, weakened or changed claims, tightness beyond its interval, durations.",
    )
    .argument("<old>", "a claims.json, or the out/ folder that holds it")
    .argument("<new>", "the same of the later run")
    .option("--markdown", "Markdown, for a job's summary")
    .option(
      "--allow-changed-claims",
      "claims that are gone, weakened or changed are told, and no reason for exit code 1",
    )
    .allowExcessArguments(false)
    .addHelpText("after", EXIT_CODES)
    .action(async (old: string, recent: string, { markdown, allowChangedClaims = false }: Flags) => {
      const comparison = compareRuns(await readRun(old), await readRun(recent));
      const style = markdown ? MARKDOWN_COMPARISON : PLAIN_COMPARISON;
      process.stdout.write(`${comparisonLines(comparison, style, allowChangedClaims).join("\n").trimEnd()}\n`);
      const { deviations, weakened } = comparison;
      done(deviations.length > 0 || (weakened.length > 0 && !allowChangedClaims) ? EXIT.deviation : EXIT.ok);
    });
}
