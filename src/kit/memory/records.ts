/** What earlier processes computed by the same code, read instead of being computed again. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { isPlain } from "./plain.js";
import { readRecord, writeRecord, type RecordFacts } from "./record-file.js";

/** Names the file that `MemoryFile` describes. The report sets it; in JupyterLab nothing is remembered. */
export const MEMORY_VARIABLE = "NCSPARSE_MEMORY";

/** The hash of the data files that the kernel's notebook declares. */
export const DATA_VARIABLE = "NCSPARSE_DATA";

/** What the report tells its kernels. */
export interface MemoryFile {
  /** Where the records lie. */
  readonly folder: string;
  /** By the URL of a module: the hash of its code and of all that this reaches, with packages and Node. */
  readonly programs: Readonly<Record<string, string>>;
}

/** What is computed, and all that it depends on. */
export interface Computation extends RecordFacts {
  /** URLs of the modules whose code computes it; what they import is known. Null for code that is no module's. */
  readonly modules: readonly (string | null)[];
  /** What it depends on beside that code. */
  readonly parts: readonly string[];
}

export class Records {
  /** Keys of all that was found or kept so far. */
  readonly touched: Set<string> = new Set<string>();

  /** @param data hash of what code may read beside the modules: a claim, too, may read what its notebook declares */
  constructor(
    private readonly memory: MemoryFile,
    private readonly data = "",
  ) {}

  /**
   * What was computed before of the same parts by the same code, or is computed now. What is no plain data, and what comes
   * of code that the report does not know, is not kept.
   *
   * @throws what `compute` throws; nothing is kept then
   */
  once<T>(computation: Computation, compute: () => T): T {
    const key = this.keyOf(computation);
    if (key === null) return compute();
    const known = this.#find(key);
    if (known !== undefined) return (known.promised ? Promise.resolve(known.value) : known.value) as T;
    const made = compute();
    if (!(made instanceof Promise)) return this.#keep(key, computation, made, false);
    return made.then((value: unknown) => this.#keep(key, computation, value, true)) as T;
  }

  #find(key: string): Kept | undefined {
    const known = readRecord(this.memory.folder, key)?.value as Kept | undefined;
    if (known !== undefined) this.touched.add(key);
    return known;
  }

  #keep<T>(key: string, facts: RecordFacts, value: T, promised: boolean): T {
    if (!isPlain(value)) return value;
    writeRecord(this.memory.folder, key, facts, { promised, value } satisfies Kept);
    this.touched.add(key);
    return value;
  }

  /** The key of what is computed by the code that is here; null where that code is not known. */
  keyOf({ kind, modules, parts }: Pick<Computation, "kind" | "modules" | "parts">): string | null {
    const hash = createHash("sha256");
    const programs = modules.map((module) => (module === null ? undefined : this.memory.programs[module]));
    for (const part of [kind, this.data, String(modules.length), ...programs, ...parts]) {
      if (part === undefined) return null;
      hash.update(`${Buffer.byteLength(part)}:`).update(part);
    }
    return hash.digest("hex");
  }
}

interface Kept {
  readonly promised: boolean;
  readonly value: unknown;
}

/** The records that an environment names; undefined where it names none, or a file that cannot be read. */
export function recordsOf(env: Readonly<Record<string, string | undefined>>): Records | undefined {
  const { [MEMORY_VARIABLE]: file, [DATA_VARIABLE]: data } = env;
  if (!file) return undefined;
  try {
    return new Records(JSON.parse(readFileSync(file, "utf8")) as MemoryFile, data);
  } catch {
    return undefined; // a memory that is gone makes a run slower, and no more
  }
}
