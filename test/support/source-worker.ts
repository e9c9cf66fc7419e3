/** Where workers start in a test run: the library's worker, and a way to die. `worker-bundle.ts` bundles it. */
import perform, { type Task } from "../../src/experiments/pool/worker.js";
import type { JobName, Jobs } from "../../src/experiments/pool/jobs.js";

export default function performOrDie<Name extends JobName>(task: Task<Name>): ReturnType<Jobs[Name]> {
  const { plan } = task.input as { plan?: { path?: readonly unknown[] } };
  if (plan?.path?.[0] === "test: exit") process.exit(3);
  return perform(task);
}
