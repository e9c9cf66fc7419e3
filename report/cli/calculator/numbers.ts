/** Options that are numbers: parsed once, refused with their requirement. */
import { InvalidArgumentError, type Command } from "commander";
import type { Size } from "ncsparse";
import { InputError } from "../../errors.js";

type Parser<T> = (text: string) => T;

/** A finite number that meets a requirement, e.g. `number(" in (0, 1)", (x) => x > 0 && x < 1)`. */
function number(requirement: string, meets: (x: number) => boolean): Parser<number> {
  return (text) => {
    const value = toNumber(text);
    if (Number.isFinite(value) && meets(value)) return value;
    throw new InvalidArgumentError(`it must be a number${requirement}.`);
  };
}

export const anyNumber: Parser<number> = number("", () => true);
export const positive: Parser<number> = number(" > 0", (x) => x > 0);
export const nonNegative: Parser<number> = number(" >= 0", (x) => x >= 0);
export const share: Parser<number> = number(" in (0, 1)", (x) => x > 0 && x < 1);

/** An integer of at least `least`, and at most `most`, that doubles hold exactly; 1e6 and 2^17 are understood. */
export function integer(least: number, most = Number.MAX_SAFE_INTEGER, beyond = ""): Parser<number> {
  const span = most < Number.MAX_SAFE_INTEGER ? `[${least}, ${most}]` : `[${least}, 2^53)${beyond}`;
  return (text) => {
    const value = toNumber(text);
    if (Number.isSafeInteger(value) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`it must be an integer in ${span}.`);
  };
}

/** Sampled rows: an interval of a million is a thousandth of the row's own spread, and all of them are held in memory. */
export const sampledRows: Parser<number> = integer(2, 1_000_000);

/** A comma-separated list. */
export function list<T>(parse: Parser<T>): Parser<T[]> {
  return (text) => text.split(",").map((part) => parse(part.trim()));
}

/** One number, or a range low..high; [low, middle, high]. */
export function range(text: string): [low: number, middle: number, high: number] {
  const ends = text.split("..").map(nonNegative);
  if (ends.length > 2) throw new InvalidArgumentError("it must be a number or a range low..high.");
  const low = ends[0]!;
  const high = ends.at(-1)!;
  if (low > high) throw new InvalidArgumentError("the range must be low..high with low <= high.");
  return [low, 0.5 * (low + high), high];
}

function toNumber(text: string): number {
  const power = /^(\d+)\^(\d+)$/.exec(text);
  if (power !== null) return Number(power[1]) ** Number(power[2]);
  return text.trim() === "" ? NaN : Number(text);
}

/** Flags of a length that may be given by its logarithm. */
export interface LengthFlags {
  n?: number;
  lnN?: number;
}

const lengthCount = integer(2, Number.MAX_SAFE_INTEGER, "; --ln-n takes a longer row");

export function withLength(command: Command): Command {
  return command
    .option("--n <n>", "number of keys", lengthCount)
    .option("--ln-n <x>", "its natural logarithm, for n beyond 2^53", positive);
}

/** The length that exactly one of --n and --ln-n gives. */
export function lengthOf(command: string, { n, lnN }: LengthFlags): Size {
  return lengthsOf(command, { n: n === undefined ? n : [n], lnN: lnN === undefined ? lnN : [lnN] })[0]!;
}

/** Flags of several lengths. */
export interface LengthsFlags {
  n?: number[] | undefined;
  lnN?: number[] | undefined;
}

export function withLengths(command: Command): Command {
  return command
    .option("--n <list>", "number of keys, or several", list(lengthCount))
    .option("--ln-n <list>", "natural logarithms, for n beyond 2^53", list(positive));
}

/** The lengths that exactly one of --n and --ln-n gives, in the given order. */
export function lengthsOf(command: string, { n, lnN }: LengthsFlags): Size[] {
  if ((n === undefined) === (lnN === undefined)) throw new InputError(`${command}: give one of --n and --ln-n`);
  return n ?? lnN!.map((ln) => ({ ln }));
}
