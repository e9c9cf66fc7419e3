/**
 * One running kernel: started, asked to execute cells, stopped. Whatever a cell does (throw, hang, print for ever, end
 * the process), `execute` comes back and says what happened, and `shutdown` leaves no process and no file.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { InterruptedError } from "../errors.js";
import type { Output } from "../types.js";
import { KernelClient } from "./client.js";
import { COMPILER_VARIABLE } from "./compilers.js";
import { createConnection } from "./connection.js";
import type { Connection } from "./connection.js";
import { Exchange } from "./exchange.js";
import type { CellRun } from "./exchange.js";
import { diedFailure, outputLimitFailure, timeoutFailure } from "./failure.js";
import type { Failure, Stopped } from "./failure.js";
import { OutputCollector } from "./outputs.js";
import type { Displays } from "./outputs.js";
import { spawnKernel } from "./process.js";
import type { CellLanguage, KernelProcess, KernelProgram } from "./process.js";
import type { JsonObject, Message } from "./protocol.js";
import { silenceFailure, startFailure } from "./start-failure.js";

export type { CellRun } from "./exchange.js";
export type { Failure } from "./failure.js";

export interface KernelOptions {
  /** Working directory of the cells. */
  cwd: string;
  /** What the cells are written in; TypeScript by default. */
  language?: CellLanguage | undefined;
  /** Added to this process's environment. */
  env?: Record<string, string> | undefined;
  /** V8's old space, MB; Node's own default when left out. */
  heapMegabytes?: number | undefined;
  startTimeoutMs?: number | undefined;
  /** Aborting while the kernel starts ends it; the call rejects with InterruptedError. */
  signal?: AbortSignal | undefined;
  /** tslab as it comes, to compare; the patched one by default. */
  program?: KernelProgram | undefined;
  /** Where a compiler for `cwd` listens (`compilers.ts`); without it the kernel has its own. */
  compiler?: string | undefined;
}

export interface ExecuteOptions {
  timeoutMs: number;
  /** UTF-8 bytes of output that are kept; a cell that writes more is stopped. */
  outputLimitBytes: number;
  /** Told of each output as it comes; a piece of a stream comes as an output of its own. */
  onOutput?: ((output: Output) => void) | undefined;
  /** Aborting kills the kernel; the call rejects with InterruptedError. */
  signal?: AbortSignal | undefined;
}

/** The kernel could not be started; one line says why. */
export class KernelStartError extends Error {
  override readonly name = "KernelStartError";
}

/**
 * A start costs 1.5 s of processor time on two quiet cores, 4.5 s on two that share their caches with twenty others; at
 * a load of 25 that took 21 s of the clock. Jupyter waits as long.
 */
const START_TIMEOUT_MS = 60_000;
/** Milliseconds between two greetings, until an answer on iopub shows that the subscription has reached the kernel. */
const GREETING_INTERVAL_MS = 50;
/**
 * Milliseconds that a cell has to stop when interrupted: one that waits for a child process, say, does not. It takes a tenth of
 * a second on a quiet machine; at a load of 6 on two cores 2 s were not always enough.
 */
const INTERRUPT_GRACE_MS = 5_000;
/** Milliseconds that a kernel has to exit when asked to; it needs about 50. */
const SHUTDOWN_GRACE_MS = 2_000;
/** Milliseconds that a dead kernel's last messages may take to arrive. */
const LAST_MESSAGES_MS = 100;
/** Milliseconds after the last cell in which errors of its timers and promises still count. */
const LATE_ERROR_WAIT_MS = 100;
/** The longest delay that Node's timers take; a longer timeout is none. */
const MAX_DELAY_MS = 2 ** 31 - 1;
/** The name under which the launcher reports an interrupt; the runner says instead why it interrupted. */
const INTERRUPTED = "Interrupted";

/**
 * Starts a kernel and waits until it answers.
 * @throws KernelStartError when it exits or does not answer in time
 * @throws InterruptedError when `signal` is aborted
 */
export async function startKernel(options: KernelOptions): Promise<Kernel> {
  if (options.signal?.aborted) throw new InterruptedError("startKernel: interrupted");
  const program = options.program ?? "patched";
  // Stock tslab joins ipc addresses in its own way.
  const connection = await createConnection(program === "stock" ? "tcp" : undefined);
  const child = spawnKernel({
    program,
    language: options.language,
    connectionFile: connection.file,
    cwd: options.cwd,
    env: { ...options.env, ...(options.compiler === undefined ? {} : { [COMPILER_VARIABLE]: options.compiler }) },
    heapMegabytes: options.heapMegabytes,
  });
  const kernel = new Kernel(connection, child, program, options.heapMegabytes);
  try {
    await kernel.greet(options.startTimeoutMs ?? START_TIMEOUT_MS, options.signal);
    return kernel;
  } catch (error) {
    await kernel.kill();
    throw error;
  }
}

type CellEnd = "done" | "died" | "timeout" | "output-limit" | "cancelled";

export class Kernel {
  readonly #client: KernelClient;
  readonly #exchanges = new Map<string, Exchange>();
  readonly #displays: Displays = new Map();
  /** Channels on which anything has come: where a start that takes too long got to. */
  readonly #heard = new Set<"shell" | "iopub">();
  #closing: Promise<void> | null = null;

  /** Use `startKernel`. */
  constructor(
    private readonly connection: Connection,
    private readonly child: KernelProcess,
    private readonly program: KernelProgram,
    private readonly heapMegabytes: number | undefined,
  ) {
    this.#client = new KernelClient(connection.info, {
      onReply: (message) => {
        this.#heard.add("shell");
        this.#exchangeOf(message)?.takeReply(message.content);
      },
      onPublished: (message) => {
        this.#heard.add("iopub");
        this.#exchangeOf(message)?.takePublished(message);
      },
    });
  }

  get alive(): boolean {
    return this.child.alive;
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** Path of the connection file, which other Jupyter clients can be given. */
  get connectionFile(): string {
    return this.connection.file;
  }

  /**
   * Repeats kernel_info until the kernel has answered on shell and on iopub: what is published before a subscription
   * arrives is lost.
   */
  async greet(timeoutMs: number, signal?: AbortSignal): Promise<void> {
    const clock = new AbortController();
    const answered = this.#greetUntilAnswered(clock.signal);
    const end = await firstOf<"answered" | CellEnd>(
      [answered.then(() => "answered"), this.child.ended.then(() => "died")],
      timeoutMs,
      signal,
    );
    clock.abort();
    if (end === "cancelled") throw new InterruptedError("startKernel: interrupted");
    if (end === "timeout") throw new KernelStartError(silenceFailure(timeoutMs, this.#heard, this.child));
    if (end === "died") throw new KernelStartError(startFailure(await this.child.ended));
  }

  /** Runs one cell; see ExecuteOptions for what stops it. One at a time. */
  async execute(code: string, options: ExecuteOptions): Promise<CellRun> {
    const collector = new OutputCollector(options.outputLimitBytes, this.#displays, options.onOutput);
    const exchange = this.#request(executeRequest(code), collector);
    const end = await firstOf<CellEnd>(
      [
        exchange.done.then(() => "done"),
        exchange.overflowed.then(() => "output-limit"),
        this.child.ended.then(() => "died"),
      ],
      options.timeoutMs,
      options.signal,
    );
    await this.#finish(exchange, end, options);
    return exchange.run;
  }

  /** Waits for what finished cells still publish: pending messages, and errors of their timers and promises. */
  async settle(): Promise<void> {
    await firstOf([this.child.ended], LATE_ERROR_WAIT_MS);
    if (!this.alive) return;
    const exchange = this.#request(["kernel_info_request", {}], this.#discard());
    await firstOf<unknown>([exchange.done, this.child.ended], INTERRUPT_GRACE_MS);
  }

  /** Ends the running cell with the error "Interrupted", whatever JavaScript it is in; between cells it does nothing. */
  interrupt(): void {
    if (this.program === "patched") this.#client.send("control", "interrupt_request", {});
    else this.child.interrupt();
  }

  /** Asks the kernel to exit, kills it if it does not, and removes its files. It may be called twice. */
  shutdown(): Promise<void> {
    this.#closing ??= this.#shutdown();
    return this.#closing;
  }

  /** Ends the kernel at once, and removes its files. */
  async kill(): Promise<void> {
    await this.child.kill();
    await this.shutdown();
  }

  async #shutdown(): Promise<void> {
    if (this.alive) {
      this.#client.send("control", "shutdown_request", { restart: false });
      await firstOf([this.child.ended], SHUTDOWN_GRACE_MS);
    }
    await this.child.kill();
    this.#client.close();
    this.connection.remove();
  }

  async #finish(exchange: Exchange, end: CellEnd, options: ExecuteOptions): Promise<void> {
    switch (end) {
      case "done":
        return;
      case "died":
        return this.#finishDead(exchange);
      case "timeout":
        return this.#stop(exchange, (stopped) => timeoutFailure(options.timeoutMs, stopped));
      case "output-limit":
        return this.#stop(exchange, (stopped) => outputLimitFailure(options.outputLimitBytes, stopped));
      case "cancelled":
        await this.kill();
        throw new InterruptedError("execute: interrupted");
    }
  }

  async #finishDead(exchange: Exchange): Promise<void> {
    const end = await firstOf([exchange.done.then(() => "done")], LAST_MESSAGES_MS);
    // The process may have ended just after the cell did; then it is the next cell that finds no kernel.
    if (end !== "done") exchange.fail(diedFailure(await this.child.ended, this.heapMegabytes));
  }

  /** Interrupts the cell, and kills the kernel if it goes on; the failure says which. */
  async #stop(exchange: Exchange, describe: (stopped: Stopped) => Failure): Promise<void> {
    this.interrupt();
    const end = await firstOf<Stopped | "timeout">(
      [exchange.done.then(() => "interrupted"), this.child.ended.then(() => "killed")],
      INTERRUPT_GRACE_MS,
    );
    if (end === "timeout") await this.child.kill();
    exchange.collector.dropErrors(INTERRUPTED);
    exchange.fail(describe(end === "interrupted" ? "interrupted" : "killed"));
  }

  #request([type, content]: readonly [string, JsonObject], collector: OutputCollector): Exchange {
    const exchange = new Exchange(collector);
    this.#exchanges.set(this.#client.send("shell", type, content), exchange);
    return exchange;
  }

  #exchangeOf(message: Message): Exchange | undefined {
    return this.#exchanges.get(message.parent_header.msg_id ?? "");
  }

  async #greetUntilAnswered(clock: AbortSignal): Promise<void> {
    const answers: Promise<"answered">[] = [];
    do {
      const exchange = this.#request(["kernel_info_request", {}], this.#discard());
      answers.push(exchange.done.then(() => "answered"));
    } while ((await firstOf(answers, GREETING_INTERVAL_MS, clock)) === "timeout");
  }

  /** The collector of a request that has no outputs. */
  #discard(): OutputCollector {
    return new OutputCollector(0, this.#displays);
  }
}

/** `stop_on_error` is false, because a cell is sent when the one before is done: there is no queue to abort. */
function executeRequest(code: string): readonly [string, JsonObject] {
  const content = {
    code,
    silent: false,
    store_history: true,
    user_expressions: {},
    allow_stdin: false,
    stop_on_error: false,
  };
  return ["execute_request", content];
}

/** What comes first: one of `events`, the time being over, or the abort of `signal`. Timers and listeners are removed. */
async function firstOf<T>(
  events: Promise<T>[],
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<T | "timeout" | "cancelled"> {
  if (signal?.aborted) return "cancelled";
  const timer = new AbortController();
  const cancel = (): void => timer.abort();
  signal?.addEventListener("abort", cancel, { once: true });
  const limit = sleep(Math.min(timeoutMs, MAX_DELAY_MS), "timeout" as const, { signal: timer.signal }).catch(
    () => "cancelled" as const,
  );
  try {
    return await Promise.race([...events, limit]);
  } finally {
    signal?.removeEventListener("abort", cancel);
    timer.abort();
  }
}
