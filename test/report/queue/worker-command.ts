/** `ncsparse worker` on a project, in a process of its own. Needs the built report. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { ownEnv } from "../../support/own-env.js";
import { PROGRAM, type SmallProject } from "../compute/small-project.js";

export class WorkerCommand {
  readonly #process: ChildProcess;
  told = "";

  constructor(
    project: Pick<SmallProject, "config" | "folder">,
    { url, args = [], env = {} }: { url?: string; args?: readonly string[]; env?: Readonly<Record<string, string>> },
  ) {
    const all = [...PROGRAM, "worker", ...(url === undefined ? [] : [url]), "--config", project.config, ...args];
    this.#process = spawn(process.execPath, all, { cwd: project.folder, env: { ...ownEnv(), ...env } });
    for (const pipe of [this.#process.stdout!, this.#process.stderr!]) {
      pipe.setEncoding("utf8").on("data", (text: string) => (this.told += text));
    }
  }

  async hears(line: RegExp): Promise<void> {
    for (let tries = 0; tries < 1_500; tries++) {
      if (line.test(this.told)) return;
      await sleep(20);
    }
    throw new Error(`WorkerCommand: a line like ${line} must be told, got ${this.told}`);
  }

  /** @returns its exit code; null if the signal ended it at once */
  async end(signal: NodeJS.Signals = "SIGINT"): Promise<number | null> {
    this.#process.kill(signal);
    return await this.ended();
  }

  /** Waits until it has ended by itself. */
  async ended(): Promise<number | null> {
    const { exitCode, signalCode } = this.#process;
    if (exitCode === null && signalCode === null) await once(this.#process, "exit");
    return this.#process.exitCode;
  }
}
