import { Command } from "commander";
import { availableParallelism } from "node:os";
import { dirname, resolve } from "node:path";
import { renderNotebook } from "../render.js";
import { parseFolder } from "./folder-option.js";
import { withInterrupt } from "./interrupt.js";
import { createProgress } from "./progress.js";

interface Flags {
  pdf?: boolean;
  execute: boolean;
  out?: string;
}

/** `ncsparse render NOTEBOOK`: the page of one notebook, without a project. */
export function renderCommand(done: (code: number) => void): Command {
  return new Command("render")
    .description(
      "Make a page of one notebook, NAME.html, without a project: executed, or with the outputs that it holds.",
    )
    .argument("<notebook>", "a notebook of format 4 whose kernel is tslab or jslab; it stays as it is")
    .option("--pdf", "print NAME.pdf, too")
    .option("--no-execute", "show the outputs that the notebook holds")
    .option("--out <dir>", "where to write (default: beside the notebook)", parseFolder)
    .allowExcessArguments(false)
    .addHelpText("after", EXIT_CODES)
    .action(async (notebook: string, { pdf = false, execute, out }: Flags) => {
      const path = resolve(notebook);
      const request = {
        notebook: path,
        pdf,
        execute,
        cores: availableParallelism(),
        out: resolve(out ?? dirname(path)),
      };
      done(await withInterrupt((signal) => renderNotebook(request, createProgress(), signal)));
    });
}

const EXIT_CODES = `
Exit codes: 0 all is shown; 1 a failed cell, a deviation, or content that the page cannot show; 2 bad input;
            3 only the PDF is missing; 130 interrupted.`;
