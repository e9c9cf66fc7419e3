/** What speaks to a queue's server is loaded where there is a queue, and nowhere else. */
import { execFileSync } from "node:child_process";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { enginePath } from "../../../report/root.js";

const NAMING = pathToFileURL(enginePath("test", "support", "name-loaded.mjs")).href;
const MAIN = pathToFileURL(enginePath("report", "dist", "cli", "main.js")).href;

/** The packages of which a command loads something. */
function packagesOf(...args: string[]): Set<string> {
  const program = `import { main } from ${JSON.stringify(MAIN)}; await main(${JSON.stringify(args)});`;
  const options = ["--import", NAMING, "--input-type=module", "--eval", program];
  const loaded = execFileSync(process.execPath, options, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  return new Set([...loaded.matchAll(/\/node_modules\/((?:@[^/]+\/)?[^/]+)\//g)].map(([, name]) => name!));
}

it("`ncsparse report` loads neither BullMQ nor ioredis", () => {
  const packages = packagesOf("report", "--help");
  expect(packages).toContain("commander");
  expect(packages).not.toContain("bullmq");
  expect(packages).not.toContain("ioredis");
});
