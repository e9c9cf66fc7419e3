// What a report with a queue does before it executes notebooks, alone. Its arguments: the config, the queue's address.
import { join } from "node:path";
import { fingerprintsOf } from "../../../report/dist/cache/fingerprint.js";
import { Memory } from "../../../report/dist/cache/memory.js";
import { CACHE_FOLDER, CacheStore } from "../../../report/dist/cache/store.js";
import { exitCodeOf } from "../../../report/dist/cli/exit-code.js";
import { withInterrupt } from "../../../report/dist/cli/interrupt.js";
import { createProgress } from "../../../report/dist/cli/progress.js";
import { findProject } from "../../../report/dist/config/find-project.js";
import { queueAddress } from "../../../report/dist/queue/address.js";
import { fillMemoryByQueue } from "../../../report/dist/queue/report-by-queue.js";

const [config, url] = process.argv.slice(2);
const project = findProject(config);
const cache = new CacheStore(join(project.root, ...CACHE_FOLDER));
const memory = new Memory(fingerprintsOf(project), cache);
const request = { project, only: [], profile: "quick", seed: 5 };
const options = { address: queueAddress(url), timeoutMs: 60_000 };
process.exitCode = await withInterrupt((signal) =>
  fillMemoryByQueue(request, options, { memory, records: cache.records, progress: createProgress(), signal }),
)
  .then(() => 0)
  .catch(exitCodeOf);
