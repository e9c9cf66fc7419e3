import {
  headsFrom,
  headsOf,
  openTensors,
  selectArrays,
  type ArrayRole,
  type HeadKind,
  type HeadRef,
  type PlacedArray,
  type TensorSet,
} from "ncsparse";
import { InputError } from "../../../errors.js";
import { rotaryOf, type DumpFlags } from "./dump-flags.js";

/** Heads whose arrays can be read until they are closed. */
export interface ResolvedHeads {
  readonly heads: readonly HeadRef[];
  readonly close: () => void;
}

/**
 * The heads that flags and operands mean: those of a dump, of --q and --k, of --logits or of --probabilities. Headers are
 * read, entries not yet.
 *
 * @throws InputError or RangeError that says in one line which file or flag is wrong
 */
export async function resolveHeads(dump: readonly string[], flags: DumpFlags): Promise<ResolvedHeads> {
  const kind = requestedKind(dump, flags);
  const opened: TensorSet[] = [];
  const close = (): void => {
    for (const set of opened) set.close();
  };
  const open = async (flag: string, paths: readonly string[]): Promise<TensorSet> => {
    const set = await toldBy(flag, () => openTensors(paths));
    opened.push(set);
    return set;
  };
  try {
    const heads =
      kind === undefined ? headsOf(await open("measure:", dump), options(flags)) : await fromFiles(kind, flags, open);
    requireKeys(heads, flags);
    return { heads, close };
  } catch (error) {
    close();
    throw error;
  }
}

/** What flags ask for; undefined for a dump, which says itself. */
function requestedKind(dump: readonly string[], flags: DumpFlags): HeadKind | undefined {
  const asked = [
    ...(dump.length > 0 ? [undefined] : []),
    ...(flags.q !== undefined || flags.k !== undefined ? (["keys"] as const) : []),
    ...(flags.logits !== undefined ? (["logits"] as const) : []),
    ...(flags.probabilities !== undefined ? (["probabilities"] as const) : []),
  ];
  if (asked.length !== 1)
    throw new InputError("measure: give one of a dump, --q and --k, --logits and --probabilities");
  const [kind] = asked;
  if (kind === "keys" && (flags.q === undefined || flags.k === undefined)) {
    throw new InputError(`measure: ${flags.q === undefined ? "--q" : "--k"} must be given, too`);
  }
  if (kind === undefined && flags.v !== undefined)
    throw new InputError("measure: --v goes with --q, --logits or --probabilities");
  return kind;
}

function options({ names, axes }: DumpFlags): { names?: NonNullable<DumpFlags["names"]>; axes?: string } {
  return { ...(names === undefined ? {} : { names }), ...(axes === undefined ? {} : { axes }) };
}

/** One file a role. */
async function fromFiles(
  kind: HeadKind,
  flags: DumpFlags,
  open: (flag: string, paths: readonly string[]) => Promise<TensorSet>,
): Promise<HeadRef[]> {
  const roles: readonly ArrayRole[] = kind === "keys" ? ["q", "k", "v"] : [kind, "v"];
  const arrays: Partial<Record<ArrayRole, readonly PlacedArray[]>> = {};
  for (const role of roles) {
    const file = flags[role];
    if (file !== undefined) arrays[role] = arraysOf(await open(`--${role}`, [file]), role, file, flags.names?.[role]);
  }
  return headsFrom(kind, arrays, flags.axes);
}

/** A file's only array has the flag's role, whatever its name. */
function arraysOf(set: TensorSet, role: ArrayRole, file: string, pattern: string | undefined): readonly PlacedArray[] {
  const all = [...set.tensors.values()];
  if (pattern === undefined && all.length === 1) return [{ tensor: all[0]!, place: {} }];
  const arrays = selectArrays(set, role, pattern);
  if (arrays.length === 0) {
    throw new InputError(
      `--${role} ${file}: of several arrays one must be named ${role}; give --names ${role}=PATTERN`,
    );
  }
  return arrays;
}

function requireKeys(heads: readonly HeadRef[], flags: DumpFlags): void {
  const kind = heads[0]?.source.kind;
  if (rotaryOf(flags) !== undefined && kind !== "keys") {
    throw new InputError(`measure: --rope-theta turns queries and keys, got ${kind ?? "no heads"}`);
  }
}

/** Runs what reads files, and names the flag in place of the library's function. */
export async function toldBy<T>(flag: string, task: () => T | Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new InputError(error.message.replace(/^(openTensors|readRows):/, () => flag));
  }
}
