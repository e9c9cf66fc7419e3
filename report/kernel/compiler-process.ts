/** The process that translates cells, `spec/kernels/tslab/compiler.cjs`, asked one line after the other. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { enginePath } from "../root.js";
import type { CellLanguage } from "./process.js";

/** What a process answers that cannot: whoever asked translates for itself. */
export const NO_TRANSLATION = "null";

/** Milliseconds until a compiler listens, at most: a kernel that would wait longer compiles for itself. */
const LISTENS_MS = 5_000;

export class CompilerProcess {
  readonly #child: ChildProcess;
  /** Undefined where nobody listens. */
  readonly #socket: Promise<Socket | undefined>;
  /** Who waits for the next lines. */
  readonly #waiting: ((line: string) => void)[] = [];

  /**
   * @param cwd the notebooks' folder
   * @param path where it is to listen
   */
  constructor(cwd: string, language: CellLanguage, path: string) {
    this.#child = spawn(process.execPath, [compilerPath(), path, ...(language === "javascript" ? ["--js"] : [])], {
      cwd,
      env: { ...process.env, JPY_PARENT_PID: String(process.pid) },
      stdio: ["ignore", "ignore", "ignore", "ipc"],
      windowsHide: true,
    });
    this.#child.on("error", () => undefined); // kernels then compile for themselves
    this.#child.unref();
    this.#socket = this.#connect(path);
  }

  /** The answer to a line; `NO_TRANSLATION` where the process does not start, or is no more. */
  async ask(line: string): Promise<string> {
    const socket = await this.#socket;
    if (socket === undefined || socket.destroyed) return NO_TRANSLATION;
    return await new Promise((resolve) => {
      this.#waiting.push(resolve);
      socket.write(`${line}\n`);
    });
  }

  kill(): void {
    this.#child.kill("SIGKILL");
  }

  async #connect(path: string): Promise<Socket | undefined> {
    if (!(await listens(this.#child))) return undefined;
    const socket = connect(path).unref();
    const giveUp = (): void => {
      socket.destroy();
      for (const settle of this.#waiting.splice(0)) settle(NO_TRANSLATION);
    };
    socket.on("error", giveUp).on("close", giveUp);
    createInterface({ input: socket })
      .on("line", (line) => this.#waiting.shift()?.(line))
      .on("error", giveUp); // the socket's, told a second time
    return socket;
  }
}

/** The compiler's one message says that it listens. */
async function listens(child: ChildProcess): Promise<boolean> {
  const patience = new AbortController();
  const said = once(child, "message", { signal: patience.signal }).then(() => true);
  const ended = once(child, "exit", { signal: patience.signal }).then(() => false);
  const waited = sleep(LISTENS_MS, false, { signal: patience.signal });
  try {
    return await Promise.race([said, ended, waited]);
  } catch {
    return false; // it was not started at all
  } finally {
    patience.abort();
    for (const promise of [said, ended, waited]) promise.catch(() => undefined);
    if (child.connected) child.disconnect();
  }
}

function compilerPath(): string {
  return enginePath("report", "kernel", "spec", "kernels", "tslab", "compiler.cjs");
}
