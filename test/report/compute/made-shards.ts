/** Two shards of a project that there is not: their manifests, and records under keys of no meaning. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { writeRecord } from "ncsparse-kit/memory/record-file";
import type { ShardManifest } from "../../../report/compute/manifest.js";
import { recordStamps } from "../../../report/compute/records.js";
import { writeShard } from "../../../report/compute/write-shard.js";

const SHARED_DRAWS = "draws of both";
const CELLS = [
  ["A/claim/0", "A/claim/1", "A/control/0"],
  ["B/claim/0", "B/control/0"],
];

const keyOf = (name: string): string => createHash("sha256").update(name).digest("hex");

/** Writes `part-1` and `part-2` into a folder. In each there is a record a cell, and the draws that cells of both read. */
export async function makeShards(folder: string): Promise<[first: string, second: string]> {
  const records = join(folder, "made");
  const parts = await Promise.all(
    CELLS.map(async (cells, index) => {
      for (const name of cells) writeRecord(records, keyOf(name), { kind: "cell", label: name }, { name, index });
      const drawn = Float64Array.of(0.25, 0.75);
      writeRecord(
        records,
        keyOf(SHARED_DRAWS),
        { kind: "draws", label: SHARED_DRAWS },
        { promised: false, value: drawn },
      );
      const file = join(folder, `part-${index + 1}`);
      await writeShard(file, manifestOf(cells, index + 1, records), records);
      return file;
    }),
  );
  return parts as [string, string];
}

function manifestOf(cells: readonly string[], shard: number, records: string): ShardManifest {
  const measured = cells.map((name) => ({ name, seconds: 0.5, draws: { [SHARED_DRAWS]: 1 } }));
  return {
    format: "ncsparse shard 1",
    ...{ project: "small 0.1.0", commit: null, code: keyOf("code") },
    ...{ node: process.versions.node, processor: process.arch },
    ...{ profile: "quick", seed: 240402690, only: [], plan: keyOf("plan"), shard, of: 2 },
    blocks: [{ block: cells[0]!, seconds: 2, cells: measured }],
    records: recordStamps(records, [...cells, SHARED_DRAWS].map(keyOf)),
  };
}
