import type { Context } from "../claims/claim.js";
import type { Profile } from "../claims/result.js";
import { callingModule } from "../memory/call-site.js";
import { recordsOf, type Records } from "../memory/records.js";
import { cellSignal } from "./interrupt.js";

/** The seed of a run that names none: the paper's number. */
export const DEFAULT_SEED = 240402690;

/** Largest seed: one 32-bit word of the generator's key. */
export const MAX_SEED: number = 2 ** 32 - 1;

/** What a notebook's cells run with: the runner hands it down in the environment, JupyterLab leaves the defaults. */
export interface Session extends Context {
  /** How many workers this kernel may use; the runner divides the machine's cores among its kernels. */
  readonly workers: number;
  /** Whether somebody may look on while a claim is computed. */
  readonly showsProgress: boolean;
  /** Whether figures bring their drawing along; whoever makes a page of the outputs draws them there, once. */
  readonly drawsFigures: boolean;
}

/**
 * Read a session from environment variables.
 *
 * @param env NCSPARSE_PROFILE (quick | full), NCSPARSE_SEED (integer in [0, 2^32 - 1]), NCSPARSE_WORKERS (integer >= 1),
 *   NCSPARSE_MEMORY (a file, see `memory/records.ts`; without one nothing is kept beyond the session), NCSPARSE_PROGRESS
 *   and NCSPARSE_DRAWINGS (on | off)
 * @throws RangeError naming the variable and its value
 */
export function readSession(env: Readonly<Record<string, string | undefined>>): Session {
  const memory = new Memory();
  const profile = profileOf(env.NCSPARSE_PROFILE ?? "quick");
  const seed = integerOf("NCSPARSE_SEED", env.NCSPARSE_SEED ?? String(DEFAULT_SEED), 0, MAX_SEED);
  const records = recordsOf(env);
  return {
    showsProgress: isOn("NCSPARSE_PROGRESS", env.NCSPARSE_PROGRESS ?? "on"),
    drawsFigures: isOn("NCSPARSE_DRAWINGS", env.NCSPARSE_DRAWINGS ?? "on"),
    profile,
    seed,
    workers: integerOf("NCSPARSE_WORKERS", env.NCSPARSE_WORKERS ?? "1", 1, 4096),
    records,
    memo: (key, compute) => memory.recall(key, () => drawnOnce(records, { profile, seed, key }, compute)),
  };
}

/** Draws of an earlier session of this profile and seed, if the module that asks, and all that it imports, is as it was. */
function drawnOnce<T>(
  records: Records | undefined,
  { profile, seed, key }: Pick<Session, "profile" | "seed"> & { readonly key: string },
  compute: () => T,
): T {
  if (records === undefined) return compute();
  const parts = [profile, String(seed), key];
  return records.once({ kind: "draws", label: key, modules: [callingModule()], parts }, compute);
}

let current: Session | undefined;

/** The session of this kernel, with the signal of the cell that asks for it. */
export function session(): Session {
  current ??= readSession(process.env);
  return { ...current, signal: cellSignal() };
}

/**
 * What has been computed. What was not finished is forgotten: a promise that fails, or that waits when the cell which
 * computes it is interrupted and may then never settle.
 */
class Memory {
  readonly #values = new Map<string, unknown>();

  recall<T>(key: string, compute: () => T): T {
    if (!this.#values.has(key)) {
      const value = compute();
      this.#values.set(key, value);
      if (value instanceof Promise) this.#forgetUnlessFinished(key, value, cellSignal());
    }
    return this.#values.get(key) as T;
  }

  #forgetUnlessFinished(key: string, value: Promise<unknown>, signal: AbortSignal | undefined): void {
    const forget = (): void => {
      if (this.#values.get(key) === value) this.#values.delete(key);
    };
    const finished = (): void => signal?.removeEventListener("abort", forget);
    signal?.addEventListener("abort", forget, { once: true });
    value.then(finished, forget);
  }
}

function profileOf(text: string): Profile {
  if (text === "quick" || text === "full") return text;
  throw new RangeError(`readSession: NCSPARSE_PROFILE must be quick or full, got ${text}`);
}

function isOn(name: string, text: string): boolean {
  if (text === "on" || text === "off") return text === "on";
  throw new RangeError(`readSession: ${name} must be on or off, got ${text}`);
}

function integerOf(name: string, text: string, from: number, to: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= from && value <= to) return value;
  throw new RangeError(`readSession: ${name} must be an integer in [${from}, ${to}], got ${text}`);
}
