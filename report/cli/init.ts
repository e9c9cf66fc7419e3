import { Command } from "commander";
import { initProject } from "../init/init.js";

/** `ncsparse init`: a new reproduction, of another paper. */
export function initCommand(): Command {
  return new Command("init")
    .description("Begin a reproduction of another paper: one notebook, one claim with its control, tests and CI.")
    .argument("<dir>", "a folder that is empty or does not exist")
    .allowExcessArguments(false)
    .action(async (folder: string) => {
      await initProject(folder);
      process.stdout.write(`written to ${folder}; there: npm install && npm test, then npm run report\n`);
    });
}
