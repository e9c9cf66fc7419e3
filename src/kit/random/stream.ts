import { sha256 } from "@noble/hashes/sha2.js";
import { philox4x32, philoxBlocks, WORDS_PER_BLOCK } from "./philox.js";

/** What tells streams apart: Philox key words and the upper two counter words. */
export interface StreamIdentity {
  readonly k0: number;
  readonly k1: number;
  readonly c2: number;
  readonly c3: number;
}

/** Position of the last draw that a stream can give: the block counter must stay an exact double. */
const MAX_POSITION = Number.MAX_SAFE_INTEGER;
const LANES_PER_BLOCK = 2;
const LANE_CHUNK = 512;
const TWO_20 = 1048576;
const TWO_MINUS_52 = 2 ** -52;

/**
 * A stream of random draws: draw number n (n = 0, 1, ...) is a pure function of the stream's identity and n.
 *
 * Every draw, of whatever kind, takes exactly one position, which holds 64 random bits (a lane: half a Philox block).
 * So however a job is split, `seek` makes each part draw the values that the whole would have drawn.
 */
export class Stream {
  private readonly block: Uint32Array = new Uint32Array(WORDS_PER_BLOCK);
  private blockIndex = -1;
  private next = 0;

  /** Philox key (k0, k1) and high counter words (c2, c3); use {@link stream} to derive them from a seed and a path. */
  constructor(
    private readonly k0: number,
    private readonly k1: number,
    private readonly c2: number,
    private readonly c3: number,
  ) {}

  /** The stream's words, for another implementation of the same draws (src/kernels). */
  get identity(): StreamIdentity {
    return { k0: this.k0, k1: this.k1, c2: this.c2, c3: this.c3 };
  }

  /** The number of the next draw. */
  get position(): number {
    return this.next;
  }

  /** Makes draw number `position` the next one; returns the stream. `position`: an integer in [0, 2^53 - 1]. */
  seek(position: number): this {
    if (!Number.isSafeInteger(position) || position < 0) {
      throw new RangeError(`Stream.seek: position must be an integer in [0, ${MAX_POSITION}], got ${position}`);
    }
    this.next = position;
    return this;
  }

  /** The next draw as an integer, uniform on [0, 2^32). */
  uint32(): number {
    return this.block[this.advance()]!;
  }

  /** The next draw as a double in (0, 1): an odd multiple of 2^-53 (52 random bits), so never 0, 1 or 1/2, mean 1/2. */
  uniform(): number {
    const word = this.advance();
    return toUniform(this.block[word]!, this.block[word + 1]!);
  }

  /** Fills `out` with the values that `out.length` calls of `uniform()` would give. */
  fillUniform(out: Float64Array): void {
    const lanes = laneScratch;
    for (let start = 0; start < out.length; start += LANE_CHUNK) {
      const count = Math.min(LANE_CHUNK, out.length - start);
      this.fillLanes(lanes, count);
      for (let i = 0; i < count; i++) out[start + i] = toUniform(lanes[2 * i]!, lanes[2 * i + 1]!);
    }
  }

  /** Writes the next `count` draws as raw lanes, two words each, to `words[0 .. 2 count - 1]`. */
  fillLanes(words: Uint32Array, count: number): void {
    if (words.length < 2 * count) {
      throw new RangeError(`Stream.fillLanes: words must hold 2 * count = ${2 * count} words, got ${words.length}`);
    }
    let done = 0;
    if (this.next % LANES_PER_BLOCK !== 0 && count > 0) done = this.copyLane(words, 0);
    const whole = count - ((count - done) % LANES_PER_BLOCK);
    philoxBlocks(this.next / LANES_PER_BLOCK, this.c2, this.c3, this.k0, this.k1, words, 2 * done, 2 * whole);
    this.next += whole - done;
    if (whole < count) this.copyLane(words, whole);
  }

  private copyLane(words: Uint32Array, lane: number): number {
    const word = this.advance();
    words[2 * lane] = this.block[word]!;
    words[2 * lane + 1] = this.block[word + 1]!;
    return lane + 1;
  }

  /** Steps over one draw, and returns where its two words start in `this.block`. */
  private advance(): number {
    const index = Math.floor(this.next / LANES_PER_BLOCK);
    if (index !== this.blockIndex) {
      philox4x32(index, Math.floor(index / 2 ** 32), this.c2, this.c3, this.k0, this.k1, this.block);
      this.blockIndex = index;
    }
    return 2 * (this.next++ % LANES_PER_BLOCK);
  }
}

/** Shared by every stream: filled and read within one call. */
const laneScratch: Uint32Array = new Uint32Array(2 * LANE_CHUNK);

function toUniform(high: number, low: number): number {
  return (high * TWO_20 + (low >>> 12) + 0.5) * TWO_MINUS_52;
}

/**
 * The random stream named by a seed and a path, for example `stream(seed, "lemma-4.2", n, block)`.
 *
 * Use one stream per block of work, not per worker: then the number of workers cannot change a digit. The 128 bits
 * that tell streams apart (Philox key and upper half of its counter) are the first 16 bytes of the SHA-256 digest of
 * `JSON.stringify([seed, ...path])` in UTF-8, so different names give unrelated streams (a number and its decimal
 * string are different names; 0 and -0 are the same one).
 *
 * @param seed a safe integer
 * @param path strings or finite numbers
 */
export function stream(seed: number, ...path: (string | number)[]): Stream {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`stream: seed must be a safe integer, got ${seed}`);
  for (const part of path) {
    if (typeof part === "number" && !Number.isFinite(part)) {
      throw new RangeError(`stream: numbers in the path must be finite, got ${part}`);
    }
  }
  const digest = sha256(new TextEncoder().encode(JSON.stringify([seed, ...path])));
  const words = new DataView(digest.buffer, digest.byteOffset);
  return new Stream(words.getUint32(0), words.getUint32(4), words.getUint32(8), words.getUint32(12));
}
