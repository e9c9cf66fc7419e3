/**
 * The compilers of a report: one process a folder of notebooks and a language of their cells, which translates the cells of all kernels that run there
 * (`spec/kernels/tslab/compiler.cjs`). A kernel that finds none, or loses it, compiles for itself, so that nothing here can fail
 * a notebook.
 */
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { enginePath } from "../root.js";
import { FOLDER_PREFIX, folderForSockets } from "./connection.js";
import type { CellLanguage } from "./process.js";

/** Names the socket to a kernel, which takes the name out of its environment. */
export const COMPILER_VARIABLE = "NCSPARSE_COMPILER";
/** Milliseconds until a compiler listens, at most: a kernel that would wait longer compiles for itself. */
const LISTENS_MS = 5_000;

interface Compiler {
  readonly process: ChildProcess;
  /** Where it listens; undefined if it does not. */
  readonly path: Promise<string | undefined>;
  readonly remove: () => void;
}

export class Compilers {
  /** By language and folder. */
  readonly #started = new Map<string, Promise<Compiler>>();

  /**
   * Where the compiler of a folder's cells in one language listens; it is started for the first who asks. Undefined if it
   * does not start.
   */
  async pathFor(folder: string, language: CellLanguage = "typescript"): Promise<string | undefined> {
    const name = `${language} ${folder}`;
    let compiler = this.#started.get(name);
    if (compiler === undefined) {
      compiler = startCompiler(folder, language);
      this.#started.set(name, compiler);
    }
    return (await compiler).path;
  }

  /** Ends them all; it may be called twice. */
  async close(): Promise<void> {
    const started = await Promise.all(this.#started.values());
    this.#started.clear();
    for (const { process, remove } of started) {
      process.kill("SIGKILL");
      remove();
    }
  }
}

async function startCompiler(cwd: string, language: CellLanguage): Promise<Compiler> {
  const folder = await mkdtemp(join(folderForSockets(), FOLDER_PREFIX));
  const path = process.platform === "win32" ? `\\\\.\\pipe\\${folder.replaceAll("\\", "-")}` : join(folder, "c");
  const child = spawn(process.execPath, [compilerPath(), path, ...(language === "javascript" ? ["--js"] : [])], {
    cwd,
    env: { ...process.env, JPY_PARENT_PID: String(process.pid) },
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    windowsHide: true,
  });
  child.on("error", () => undefined); // kernels then compile for themselves
  child.unref();
  const remove = (): void => {
    process.removeListener("exit", remove);
    child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  };
  process.once("exit", remove);
  return { process: child, path: listening(child, path), remove };
}

/** The compiler's one message says that it listens. */
async function listening(child: ChildProcess, path: string): Promise<string | undefined> {
  const patience = new AbortController();
  const said = once(child, "message", { signal: patience.signal }).then(() => path);
  const ended = once(child, "exit", { signal: patience.signal }).then(() => undefined);
  const waited = sleep(LISTENS_MS, undefined, { signal: patience.signal });
  try {
    return await Promise.race([said, ended, waited]);
  } catch {
    return undefined; // it was not started at all
  } finally {
    patience.abort();
    for (const promise of [said, ended, waited]) promise.catch(() => undefined);
    if (child.connected) child.disconnect();
  }
}

function compilerPath(): string {
  return enginePath("report", "kernel", "spec", "kernels", "tslab", "compiler.cjs");
}
