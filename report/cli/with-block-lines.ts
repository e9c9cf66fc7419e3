import type { BlockEvents } from "../compute/compute-blocks.js";
import { BlockReporter } from "./block-reporter.js";
import { createProgress } from "./progress.js";

/** A step of the command line that tells of its blocks, as they begin and end. */
export async function withBlockLines<T>(
  title: string,
  blocks: number,
  compute: (events: BlockEvents) => Promise<T>,
): Promise<T> {
  return await createProgress().step(title, async (tell) => {
    const reporter = new BlockReporter(blocks, tell);
    try {
      return await compute(reporter);
    } finally {
      reporter.close();
    }
  });
}
