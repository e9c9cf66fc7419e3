#!/usr/bin/env node
// In a checkout, builds the library and the report where they are out of date (TypeScript's own build mode knows); then
// hands over to the command line. Plain JavaScript, because it must run before anything is built.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const cli = join(root, "report", "dist", "cli", "main.js");
// An installed package is built already and brings no sources.
const isCheckout = existsSync(join(root, "tsconfig.json"));
// Commands that run notebooks or pack the engine always check the build; the others only need that there is one.
const needsFreshBuild =
  ["report", "compute", "merge", "worker", "verify", "sweep", "lab", "init"].includes(process.argv[2] ?? "") &&
  !process.argv.includes("--help");

if (isCheckout && (needsFreshBuild || !existsSync(cli))) {
  process.stderr.write("Building the library ...\n");
  const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
  const build = spawn(process.execPath, [tsc, "-b", root], { stdio: "inherit" });
  // Packages that every one of these commands loads, while TypeScript looks through the sources on another core.
  const packages = ["commander", "listr2", "cacache", "ajv", "yaml", "markdown-it", "htmlparser2"];
  await Promise.allSettled(packages.map((name) => import(name)));
  const [status, signal] = build.exitCode === null ? await once(build, "exit") : [build.exitCode, build.signalCode];
  if (signal !== null) process.exit(130);
  if (status !== 0) {
    process.stderr.write("ncsparse: the library does not build; the compiler's messages stand above\n");
    process.exit(1);
  }
}

// Whoever read our lines may stop, as `head` does; what is asked for is done all the same.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error) => {
    if (error.code !== "EPIPE") throw error;
  });
}
const { main } = await import(cli);
process.exitCode = await main(process.argv.slice(2));
