/**
 * The compilers of a report: one a folder of notebooks and a language of their cells, which translates the cells of all kernels
 * that run there. What was translated before is remembered; a process is started for the first cell that was not. A kernel that
 * finds no compiler, or loses it, compiles for itself, so that nothing here can fail a notebook.
 */
import { once } from "node:events";
import { rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { createServer, type Server, type Socket } from "node:net";
import { join, relative, sep } from "node:path";
import { createInterface } from "node:readline";
import { Memory, type Form } from "../cache/memory.js";
import { CompilerProcess, NO_TRANSLATION } from "./compiler-process.js";
import { FOLDER_PREFIX, folderForSockets } from "./connection.js";
import type { CellLanguage } from "./process.js";

/** Names the socket to a kernel, which takes the name out of its environment. */
export const COMPILER_VARIABLE = "NCSPARSE_COMPILER";

export class Compilers {
  /** By language and folder. */
  readonly #started = new Map<string, Promise<FolderCompiler | undefined>>();

  /** @param memory where translations come from that were made before */
  constructor(private readonly memory: Pick<Memory, "once"> = new Memory()) {}

  /**
   * Where the compiler of a folder's cells in one language listens; it is opened for the first who asks. Undefined if it
   * cannot be.
   */
  async pathFor(folder: string, language: CellLanguage = "typescript"): Promise<string | undefined> {
    const name = `${language} ${folder}`;
    let compiler = this.#started.get(name);
    if (compiler === undefined) {
      compiler = FolderCompiler.open(folder, language, this.memory).catch(() => undefined);
      this.#started.set(name, compiler);
    }
    return (await compiler)?.path;
  }

  /** Ends them all; it may be called twice. */
  async close(): Promise<void> {
    const started = await Promise.all(this.#started.values());
    this.#started.clear();
    for (const compiler of started) compiler?.close();
  }
}

/** Whole translations alone are kept: of a cell with errors, and of what a kernel translates itself, nothing. */
const SOUND: Form<string> = {
  write: (line) => (isSound(line) ? Buffer.from(line) : null),
  read: (data) => data.toString("utf8"),
};

function isSound(line: string): boolean {
  const translation = JSON.parse(line) as { converted: { diagnostics: readonly unknown[] } } | null;
  return translation !== null && translation.converted.diagnostics.length === 0;
}

/** What the kernels of one folder ask: a line of JSON, answered by a line, as `spec/kernels/tslab/compiler.cjs` does. */
class FolderCompiler {
  readonly #kernels = new Set<Socket>();
  #process: CompilerProcess | undefined;

  private constructor(
    private readonly server: Server,
    /** Where it listens. */
    readonly path: string,
    private readonly place: { readonly folder: string; readonly language: CellLanguage },
    private readonly sockets: string,
    private readonly memory: Pick<Memory, "once">,
  ) {
    // A connection that cannot be taken is one kernel's that then compiles for itself.
    server.on("connection", (socket) => this.#serve(socket)).on("error", () => undefined);
    process.once("exit", this.close);
  }

  /** @throws Error where no socket can be had */
  static async open(folder: string, language: CellLanguage, memory: Pick<Memory, "once">): Promise<FolderCompiler> {
    const sockets = await mkdtemp(join(folderForSockets(), FOLDER_PREFIX));
    const server = createServer().unref();
    const path = socketIn(sockets, "c");
    try {
      await once(server.listen(path), "listening");
    } catch (error) {
      rmSync(sockets, { recursive: true, force: true });
      throw error;
    }
    return new FolderCompiler(server, path, { folder, language }, sockets, memory);
  }

  readonly close = (): void => {
    process.removeListener("exit", this.close);
    this.#process?.kill();
    this.server.close();
    for (const socket of this.#kernels) socket.destroy();
    rmSync(this.sockets, { recursive: true, force: true });
  };

  #serve(socket: Socket): void {
    this.#kernels.add(socket);
    const forget = (): void => {
      socket.destroy();
      this.#kernels.delete(socket);
    };
    socket.unref().on("error", forget).on("close", forget); // the kernel is gone
    let turn = Promise.resolve();
    createInterface({ input: socket })
      .on("line", (line) => {
        turn = turn.then(async () => {
          const answer = await this.#answer(line).catch(() => NO_TRANSLATION);
          if (!socket.destroyed) socket.write(`${answer}\n`);
        });
      })
      .on("error", forget); // the same, told a second time
  }

  #answer(line: string): Promise<string> {
    const { folder, language } = this.place;
    // A checkout may lie elsewhere the next time.
    const name = relative(process.cwd(), folder).split(sep).join("/");
    return this.memory.once("translation", "a cell", [language, name, line], () => this.#translate(line), SOUND);
  }

  #translate(line: string): Promise<string> {
    const { folder, language } = this.place;
    this.#process ??= new CompilerProcess(folder, language, socketIn(this.sockets, "p"));
    return this.#process.ask(line);
  }
}

/** A name for a socket; Windows has pipes, which lie in no folder. */
function socketIn(folder: string, name: string): string {
  return process.platform === "win32" ? `\\\\.\\pipe\\${folder.replaceAll("\\", "-")}-${name}` : join(folder, name);
}
