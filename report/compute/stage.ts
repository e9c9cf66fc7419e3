/** A folder beside the memory's, so that a record gets from one to the other by a rename. */
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { STAGE_PREFIX } from "../cache/record-folder.js";

/** @param memory the memory's folder of records */
export async function withStage<T>(memory: string, run: (folder: string) => Promise<T>): Promise<T> {
  const place = dirname(memory);
  await mkdir(place, { recursive: true });
  const folder = await mkdtemp(join(place, STAGE_PREFIX));
  try {
    return await run(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
