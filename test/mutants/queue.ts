/** Errors of a queue: who may compute what, what is taken in, and what stays on the server. */
import type { Mutant } from "./mutant.js";

const QUEUE_TEST = "test/report/queue/queue.test.ts";

export const QUEUE_MUTANTS: readonly Mutant[] = [
  {
    id: "QU-any-block",
    error: "a job that names no task of the run handed to the code that computes",
    file: "report/queue/job.ts",
    find: "if (!tasks.has(task))",
    replace: "if (task === '')",
    noticedBy: { file: "test/report/queue/hostile.test.ts", test: "has its jobs refused by name, and never run" },
  },
  {
    id: "QU-other-library",
    error: "a worker of another library taking part",
    file: "report/queue/run-facts.ts",
    find: '  ["code", "library"],\n',
    replace: "",
    noticedBy: { file: "test/report/queue/run-facts.test.ts", test: "does not take part where its" },
  },
  {
    id: "QU-damaged-record",
    error: "a record taken in whose bytes are not those that were sent",
    file: "report/queue/parcel.ts",
    find: "if (sha256Of(bytes) !== promised)",
    replace: "if (bytes.length !== length)",
    noticedBy: { file: "test/report/queue/parcel.test.ts", test: "is refused with one bit flipped" },
  },
  {
    id: "QU-foreign-cell",
    error: "a cell taken in that the block has not, beside those that it has",
    file: "report/queue/accept.ts",
    find: "this.#numbers.has(key) && !own.has(key)",
    replace: "this.#numbers.has(key) && own.size === 0",
    noticedBy: { file: "test/report/queue/incoming.test.ts", test: "are refused with" },
  },
  {
    id: "QU-unasked-result",
    error: "a job that nobody asked for told as a block that failed",
    file: "report/queue/collect.ts",
    find: "if (task === undefined) await this.#ignore(id, `a job (${reason})`);\n    else await this.#giveUp(id, { task, reason });",
    replace: "await this.#giveUp(id, { task: task ?? id, reason });",
    noticedBy: { file: "test/report/queue/hostile.test.ts", test: "has its jobs refused by name, and never run" },
  },
  {
    id: "QU-keys-left",
    error: "a run's keys left on the server at its end",
    file: "report/queue/run-on-server.ts",
    find: "if (found.length > 0) await this.redis.unlink(...found);",
    replace: "",
    noticedBy: { file: QUEUE_TEST, test: "lets everything expire that stands on the server" },
  },
  {
    id: "QU-stalled-check",
    error: "the key renewed that keeps BullMQ from looking for jobs whose worker is dead",
    file: "report/queue/expire.ts",
    find: '["stalled-check", "limiter"]',
    replace: '["limiter"]',
    noticedBy: { file: "test/report/queue/expire.test.ts", test: "but those no longer that BullMQ waits for" },
  },
  {
    id: "QU-full-disk",
    error: "a worker with a full disk failing its blocks instead of giving them back",
    file: "report/queue/run-job.ts",
    find: "if (ending.aborted || problem !== null) await",
    replace: "if (ending.aborted) await",
    noticedBy: { file: QUEUE_TEST, test: "takes back the block of a worker whose disk is full" },
  },
  {
    id: "QU-password-shown",
    error: "user and password told with the server's name",
    file: "report/queue/address.ts",
    find: "shown: `${protocol}//${host}${",
    replace: 'shown: `${text}${host === "" ? host : ',
    noticedBy: { file: "test/report/queue/address.test.ts", test: "is shown without user, password and options" },
  },
];
