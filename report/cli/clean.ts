import { Command } from "commander";
import { join, relative, resolve } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { findProject } from "../config/find-project.js";
import { EXIT } from "../errors.js";
import { notebooksIn } from "../notebooks/choose.js";
import { cleanFile, type CleanFile, type Removed } from "../notebooks/clean.js";
import { settleInput } from "../settle-input.js";
import { configOption } from "./config-option.js";

interface Flags {
  check?: boolean;
  config?: string;
}

/** `ncsparse clean`: notebooks without what a run left in them, to the byte as JupyterLab writes them. */
export function cleanCommand(done: (code: number) => void): Command {
  return new Command("clean")
    .description("Take outputs, counts and volatile metadata out of notebooks, and write them as JupyterLab does.")
    .argument("[notebooks...]", "notebooks of format 4, whatever their kernel (default: those of the project)")
    .option("--check", "write nothing; say which are not clean")
    .addOption(configOption())
    .addHelpText("after", EXIT_CODES)
    .action(async (named: string[], { check = false, config }: Flags) => {
      const paths = named.length > 0 ? named.map((name) => resolve(name)) : await ofProject(config);
      // All are read, and refused if need be, before one is written.
      const files = await settleInput(paths.map(cleanFile));
      const unclean = files.filter(({ before, after }) => before !== after);
      if (!check) for (const { path, after } of unclean) await writeFileAtomic(path, after);
      process.stdout.write(told(files.length, unclean, check));
      done(check && unclean.length > 0 ? EXIT.deviation : EXIT.ok);
    });
}

const EXIT_CODES = `
Exit codes: 0 clean; 1 with --check: some are not; 2 bad input, and nothing was written.`;

async function ofProject(config: string | undefined): Promise<string[]> {
  const { notebooks } = findProject(config);
  return (await notebooksIn(notebooks)).map((name) => join(notebooks, name));
}

function told(count: number, unclean: readonly CleanFile[], check: boolean): string {
  const lines = unclean.map(({ path, removed }) => `${relative("", path)}: ${listed(removed)}`);
  const all = count === 1 ? "1 notebook" : `${count} notebooks`;
  const sum = check ? `${unclean.length} of ${all} not clean` : `${unclean.length} of ${all} cleaned`;
  return `${[...lines, sum].join("\n")}\n`;
}

function listed({ outputs, counts, metadata }: Removed): string {
  const parts = [
    ...(outputs > 0 ? [outputs === 1 ? "1 output" : `${outputs} outputs`] : []),
    ...(counts > 0 ? [counts === 1 ? "1 count" : `${counts} counts`] : []),
    ...(metadata.length > 0 ? [`metadata (${metadata.join(", ")})`] : []),
  ];
  return parts.length > 0 ? parts.join(", ") : "not written as JupyterLab writes it";
}
