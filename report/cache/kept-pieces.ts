/** Pieces of pages kept between runs, and between the renderings of one process. */
import type { PieceKind, Pieces } from "../page/pieces.js";
import { cacheKey, type CacheStore } from "./store.js";

/** Pieces from memory, else from the store, else made and put into both. */
export class KeptPieces implements Pieces {
  /** By key; a piece that no rendering asked for since the last sweep goes at the next. */
  readonly #made = new Map<string, Promise<string>>();
  readonly #asked = new Set<string>();

  /** @param fingerprint `pieceFingerprint()` */
  constructor(
    private readonly store: CacheStore,
    private readonly fingerprint: string,
  ) {}

  once(kind: PieceKind, label: string, parts: readonly string[], make: () => Promise<string>): Promise<string> {
    const key = cacheKey(["piece", kind, this.fingerprint, ...parts]);
    this.#asked.add(key);
    const known = this.#made.get(key);
    if (known !== undefined) return known;
    const made = this.#fromStore(key, { kind, label }, make);
    this.#made.set(key, made);
    made.catch(() => this.#made.delete(key));
    return made;
  }

  /** Forget what was not asked for since the last call, so that a process that renders all day stays small. */
  sweep(): void {
    for (const key of this.#made.keys()) if (!this.#asked.has(key)) this.#made.delete(key);
    this.#asked.clear();
  }

  async #fromStore(
    key: string,
    facts: { kind: PieceKind; label: string },
    make: () => Promise<string>,
  ): Promise<string> {
    const stored = await this.store.get(key);
    if (stored !== null) return stored.toString("utf8");
    const made = await make();
    await this.store.put(key, Buffer.from(made), facts);
    return made;
  }
}
