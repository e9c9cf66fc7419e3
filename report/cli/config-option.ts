import { Option } from "commander";
import { CONFIG_NAME } from "../config/project.js";

/** --config of the commands that work on a project. */
export function configOption(): Option {
  return new Option("--config <file>", `the project's config (default: ${CONFIG_NAME} in this folder or above)`);
}
