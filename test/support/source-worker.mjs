// Where workers start in a test run: the library's worker from its TypeScript sources, by a loader of this thread.
import { register } from "node:module";

register("./source-loader.mjs", import.meta.url);
const { default: perform } = await import("../../src/experiments/pool/worker.ts");

/** The library's worker, and a way to die. */
export default function performOrDie(task) {
  if (task.input?.plan?.path?.[0] === "test: exit") process.exit(3);
  return perform(task);
}
