/**
 * The one memory of reports: whatever is costly and wholly determined by what it is made of is made once. It has a layer in
 * the process and one on disk; `fingerprint.ts` says what a thing depends on beside its parts.
 */
import { cacheKey, type CacheStore, type Kind } from "./store.js";

/** How a value lies on disk. */
export interface Form<T> {
  /** Null for a value that is not to be kept. */
  write: (value: T) => Buffer | null;
  /** Null for what cannot be read, which then is made anew. */
  read: (data: Buffer) => T | null;
}

const TEXT: Form<string> = { write: (text) => Buffer.from(text, "utf8"), read: (data) => data.toString("utf8") };
export const BYTES: Form<Buffer> = { write: (bytes) => bytes, read: (data) => data };

type Parts = readonly (string | Uint8Array)[];

/** What things of a kind depend on beside their parts. */
export type Fingerprints = (kind: Kind) => string;

/** Values of one process by their keys; one that was not asked for since the last sweep goes at the next. */
export class ProcessLayer {
  readonly #values = new Map<string, Promise<unknown>>();
  readonly #asked = new Set<string>();

  /** A key stands for one kind of thing, and so for one type. */
  once<T>(key: string, make: () => Promise<T>): Promise<T> {
    this.#asked.add(key);
    const known = this.#values.get(key) as Promise<T> | undefined;
    if (known !== undefined) return known;
    const made = make();
    this.#values.set(key, made);
    made.catch(() => this.forget(key));
    return made;
  }

  forget(key: string): void {
    this.#values.delete(key);
  }

  /** Keeps a process small that builds all day. */
  sweep(): void {
    for (const key of this.#values.keys()) if (!this.#asked.has(key)) this.#values.delete(key);
    this.#asked.clear();
  }
}

export class Memory {
  /**
   * @param disk null: what is made is kept for as long as the process layer is
   * @param process handed on by a process that builds again and again
   */
  constructor(
    private readonly fingerprints: Fingerprints = () => "",
    private readonly disk: CacheStore | null = null,
    private readonly process: ProcessLayer = new ProcessLayer(),
  ) {}

  /** As below, of a text. */
  once(kind: Kind, label: string, parts: Parts, make: () => Promise<string>): Promise<string>;
  /**
   * A thing that was made before of the same parts, or is made now.
   *
   * @param label what people call it
   * @param parts all that it depends on beside the fingerprint of its kind
   * @param form how it lies on disk; null: in the process alone
   * @throws what `make` throws; nothing is kept then
   */
  once<T>(kind: Kind, label: string, parts: Parts, make: () => Promise<T>, form: Form<T> | null): Promise<T>;
  once<T>(
    kind: Kind,
    label: string,
    parts: Parts,
    make: () => Promise<T>,
    form: Form<T> | null = TEXT as unknown as Form<T>,
  ): Promise<T> {
    const key = cacheKey([kind, this.fingerprints(kind), ...parts]);
    return this.process.once(key, async () => {
      if (form === null) return await make();
      const stored = (await this.disk?.get(key)) ?? null;
      const known = stored === null ? null : form.read(stored);
      if (known !== null) return known;
      const made = await make();
      const data = form.write(made);
      if (data === null) this.process.forget(key);
      else await this.disk?.put(key, data, { kind, label });
      return made;
    });
  }

  /** What was kept last under a label: a start for something that is mostly as it was. Null for nothing. */
  async last<T>(kind: Kind, label: string, form: Form<T>): Promise<T | null> {
    const stored = (await this.disk?.get(this.#lastKey(kind, label))) ?? null;
    return stored === null ? null : form.read(stored);
  }

  /** Keeps that for the next time. */
  async keepLast<T>(kind: Kind, label: string, value: T, form: Form<T>): Promise<void> {
    const data = form.write(value);
    if (data !== null) await this.disk?.put(this.#lastKey(kind, label), data, { kind, label });
  }

  /** Bounds what is on disk. */
  async trim(): Promise<void> {
    await this.disk?.trim();
  }

  #lastKey(kind: Kind, label: string): string {
    return cacheKey([kind, this.fingerprints(kind), "last", label]);
  }
}
