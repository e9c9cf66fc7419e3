/** One process that computes, seen from the run that started it. */
import { fork, type ChildProcess } from "node:child_process";
import { describeEnding } from "../kernel/failure.js";
import { enginePath } from "../root.js";
import type { Answer, Task } from "./messages.js";

/** What is kept of what it writes to stderr, for the line that says why it died. */
const KEPT_CHARACTERS = 65_536;

export class Child {
  readonly #process: ChildProcess;
  #stderr = "";

  constructor() {
    this.#process = fork(enginePath("report", "dist", "compute", "computing-process.js"), {
      // What this process was started with is not for its children: a script in its arguments, a port to debug on.
      execArgv: [],
      env: { ...process.env, JPY_PARENT_PID: String(process.pid) },
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    this.#process.stderr!.setEncoding("utf8").on("data", (text: string) => {
      this.#stderr = (this.#stderr + text).slice(-KEPT_CHARACTERS);
    });
    this.#process.on("error", () => undefined); // its end follows, and says more
    process.once("exit", this.kill);
  }

  /** What it answers to a task; a process that ends instead has failed. One task at a time. */
  async ask(task: Task): Promise<Answer> {
    return await new Promise((resolve) => {
      const ended = (code: number | null, signal: NodeJS.Signals | null): void => {
        const reason = `the process that computed it ${describeEnding({ code, signal, stderr: this.#stderr })}`;
        resolve({ kind: "failed", reason });
      };
      this.#process.once("exit", ended);
      this.#process.once("message", (answer: Answer) => {
        this.#process.off("exit", ended);
        resolve(answer);
      });
      if (this.#process.connected) this.#process.send(task, () => undefined);
      else ended(this.#process.exitCode, this.#process.signalCode);
    });
  }

  get alive(): boolean {
    return this.#process.connected && this.#process.exitCode === null && this.#process.signalCode === null;
  }

  readonly kill = (): void => {
    process.off("exit", this.kill);
    this.#process.kill("SIGKILL");
  };
}
