/** Workers in processes of their own that are killed at random moments, each replaced by another. Needs the built report. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { stream, type Stream } from "ncsparse-kit/random/stream";
import { enginePath } from "../../../report/root.js";
import { FACTS } from "./made-up.js";
import type { RedisServer } from "./redis-server.js";

export interface Workforce {
  readonly blocks: readonly string[];
  /** Of a block. */
  readonly ms: number;
  readonly workers: number;
  /** Between two kills, at most, in milliseconds. */
  readonly pauseMs: number;
  readonly seed: number;
}

export class Killing {
  readonly #workers: ChildProcess[];
  readonly #random: Stream;

  constructor(
    private readonly server: RedisServer,
    private readonly force: Workforce,
  ) {
    this.#random = stream(force.seed, "kills");
    this.#workers = Array.from({ length: force.workers }, () => this.#start());
  }

  /** Kills so many, one after the other; every so-manieth kill is the server's, which is started again. */
  async kill(count: number, serverEvery = Infinity): Promise<void> {
    for (let i = 1; i <= count; i++) {
      await sleep(this.#random.uniform() * this.force.pauseMs);
      if (i % serverEvery === 0) await this.#killServer();
      else await this.#killWorker();
    }
  }

  async end(): Promise<void> {
    await Promise.all(this.#workers.map(killed));
  }

  async #killServer(): Promise<void> {
    await this.server.kill();
    await sleep(this.#random.uniform() * this.force.pauseMs);
    await this.server.restart();
  }

  async #killWorker(): Promise<void> {
    const which = Math.floor(this.#random.uniform() * this.#workers.length);
    await killed(this.#workers[which]!);
    this.#workers[which] = this.#start();
  }

  #start(): ChildProcess {
    const { blocks, ms } = this.force;
    const request = { url: this.server.url, blocks, ms, facts: FACTS, slots: 1 };
    const script = enginePath("test", "report", "queue", "worker-process.mjs");
    return spawn(process.execPath, [script, JSON.stringify(request)], { stdio: "ignore" });
  }
}

export async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGKILL");
  await once(child, "exit");
}
