/** Which project a command works on. */
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { InputError } from "../errors.js";
import { CONFIG_NAME, type Project } from "./project.js";
import { readProject } from "./read-project.js";

/**
 * The config of the project in which somebody works.
 *
 * @param from a folder; the config is in it or in the nearest folder above
 * @throws InputError if none of them holds a config
 */
export function findConfig(from: string): string {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    const file = join(folder, CONFIG_NAME);
    if (existsSync(file)) return file;
    if (folder === dirname(folder)) {
      throw new InputError(
        `there is no ${CONFIG_NAME} in ${resolve(from)} or above it; name one with --config, or begin a project with: ncsparse init DIR`,
      );
    }
  }
}

/**
 * The project of a command.
 *
 * @param config what --config names; without it, the project of the working directory
 * @throws InputError as `findConfig` and `readProject`
 */
export function findProject(config: string | undefined): Project {
  return readProject(config ?? findConfig(process.cwd()));
}
