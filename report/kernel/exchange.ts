/** One request to a kernel, and what comes back for it: a reply on shell, and outputs, errors and "idle" on iopub. */
import type { Output } from "../types.js";
import { reportedFailure } from "./failure.js";
import type { Failure } from "./failure.js";
import { errorText, OutputCollector } from "./outputs.js";
import type { JsonObject, Message } from "./protocol.js";

/**
 * What came of a cell. It stays live until the kernel is shut down: a promise or timer that the cell left behind may
 * add outputs, turn `failure` from null into a late error, or update a display.
 */
export interface CellRun {
  status: "ok" | "error" | "aborted";
  executionCount: number | null;
  outputs: Output[];
  failure: Failure | null;
}

export class Exchange {
  readonly run: CellRun;
  /** Resolves when the kernel has both replied and become idle: outputs may arrive after the reply. */
  readonly done: Promise<void>;
  /** Resolves when the outputs exceed the limit. */
  readonly overflowed: Promise<void>;
  #reply: JsonObject | null = null;
  #idle = false;
  #ownError: Failure | null = null;
  #lateError: Failure | null = null;
  #resolveDone!: () => void;
  #resolveOverflowed!: () => void;

  constructor(readonly collector: OutputCollector) {
    this.run = { status: "ok", executionCount: null, outputs: collector.outputs, failure: null };
    this.done = new Promise((resolve) => (this.#resolveDone = resolve));
    this.overflowed = new Promise((resolve) => (this.#resolveOverflowed = resolve));
  }

  takeReply(content: JsonObject): void {
    this.#reply = content;
    this.#settle();
  }

  takePublished({ header, content, metadata }: Message): void {
    if (header.msg_type === "status") {
      this.#idle ||= content.execution_state === "idle";
      this.#settle();
      return;
    }
    if (header.msg_type === "execute_input") this.#takeCount(content);
    this.collector.take(header.msg_type, content);
    if (header.msg_type === "error") this.#takeError(content, isLate(metadata));
    if (this.collector.overflowed) this.#resolveOverflowed();
  }

  /** Ends the cell with a failure that the runner saw; the reason stands among the outputs, as the last error. */
  fail(failure: Failure): void {
    this.run.status = "error";
    this.run.failure = failure;
    this.collector.addError(failure.ename, failure.evalue, failure.traceback);
  }

  #takeError(content: JsonObject, late: boolean): void {
    if (late) this.#lateError ??= reportedFailure("late-error", errorText(content));
    else this.#ownError ??= reportedFailure("error", errorText(content));
    if (late && this.#isDone()) this.#conclude();
  }

  /** The kernel tells the count when the cell starts, too; of a cell that never replies that is all there is. */
  #takeCount({ execution_count: count }: JsonObject): void {
    if (typeof count === "number") this.run.executionCount = count;
  }

  #isDone(): boolean {
    return this.#reply !== null && this.#idle;
  }

  #settle(): void {
    if (!this.#isDone()) return;
    this.#conclude();
    this.#resolveDone();
  }

  /** Reads the reply, unless the runner has failed the cell before. */
  #conclude(): void {
    if (this.#reply === null || this.run.failure !== null) return;
    const { status } = this.#reply;
    this.#takeCount(this.#reply);
    const failure = this.#ownError ?? this.#lateError;
    if (failure !== null) {
      this.run.status = "error";
      this.run.failure = failure;
    } else if (status === "error" || isAborted(status)) {
      this.fail(repliedFailure(this.#reply));
      if (isAborted(status)) this.run.status = "aborted";
    }
  }
}

/** The failure of a kernel that sends no `error` message; stock tslab's reply does not even name one. */
function repliedFailure(reply: JsonObject): Failure {
  if (reply.status === "error") {
    const { ename, evalue, traceback } = errorText(reply);
    return reportedFailure("error", { ename, evalue: evalue || "the kernel reported an error; see stderr", traceback });
  }
  const evalue = `the kernel did not run the cell: it replied "${String(reply.status)}"`;
  return reportedFailure("error", { ename: "Aborted", evalue, traceback: [] });
}

/** Stock tslab spells it "abort". */
function isAborted(status: unknown): boolean {
  return status === "aborted" || status === "abort";
}

/** The launcher's mark on errors that no code awaited. */
function isLate(metadata: JsonObject): boolean {
  const own = metadata.ncsparse as { late?: unknown } | undefined;
  return own?.late === true;
}
