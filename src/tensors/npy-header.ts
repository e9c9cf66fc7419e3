import type { Dtype } from "./array-ref.js";

/** What the header of an .npy file says. */
export interface NpyHeader {
  readonly shape: readonly number[];
  /** Of an entry; or why entries of its type are not read, and what to do instead. */
  readonly type: Exclude<Dtype, "bfloat16"> | { readonly refused: string };
  readonly bigEndian: boolean;
  readonly fortran: boolean;
}

/**
 * The header's text: a Python dictionary with the keys descr, fortran_order and shape, in quotes of either kind; sizes may
 * be Python 2's long integers, as in (6L, 4L).
 *
 * @throws RangeError where it cannot be read
 */
export function parseNpyHeader(header: string): NpyHeader {
  const descr = /(['"])descr\1:\s*(?:(['"])(.*?)\2|\S)/.exec(header);
  const order = /(['"])fortran_order\1:\s*(True|False)/.exec(header);
  const shape = /(['"])shape\1:\s*\(([\dL,\s]*)\)/.exec(header);
  if (descr === null || order === null || shape === null) {
    throw new RangeError(`readNpy: the header must name descr, fortran_order and shape, got ${header.trim()}`);
  }
  return { ...typeOf(descr[3]), shape: sizesOf(shape[2]!), fortran: order[2] === "True" };
}

function sizesOf(text: string): number[] {
  const sizes = text
    .split(",")
    .map((size) => size.trim().replace(/(?<=^\d+)L$/, ""))
    .filter((size) => size !== "");
  if (!sizes.every((size) => Number.isSafeInteger(Number(size)))) {
    throw new RangeError(`readNpy: the shape must be integers that doubles hold, got (${text})`);
  }
  return sizes.map(Number);
}

const TYPES = { f2: "float16", f4: "float32", f8: "float64" } as const;

/** @param descr NumPy's code, e.g. `<f4`; undefined for a structured type */
function typeOf(descr: string | undefined): Pick<NpyHeader, "type" | "bigEndian"> {
  const [, order = "", code = ""] = /^([<>]?)(.*)$/.exec(descr ?? "") ?? [];
  const bigEndian = order === ">";
  if (order !== "" && Object.hasOwn(TYPES, code)) return { type: TYPES[code as keyof typeof TYPES], bigEndian };
  const [kind, remedy] = descr === undefined ? STRUCTURED : (kindOf(descr) ?? ["", AS_FLOAT32]);
  const got = descr === undefined ? kind : `${descr}${kind === "" ? "" : ` (${kind})`}`;
  return { type: { refused: `the type must be float16, float32 or float64, got ${got}; ${remedy}` }, bigEndian };
}

const AS_FLOAT32 = "save a.astype(np.float32)";
const STRUCTURED = ["a structured type", 'save one field, a["name"].astype(np.float32)'] as const;

/** NumPy's kinds that are not read, by the letter of their code, with what to do instead. */
const KINDS: readonly (readonly [pattern: RegExp, kind: string, remedy: string])[] = [
  [/^[<>|]?[iu]\d+$/, "integers", AS_FLOAT32],
  [/^[|]?b1$/, "booleans", AS_FLOAT32],
  [/^[<>]?f1[26]$/, "long doubles", "save a.astype(np.float64)"],
  [/^[<>]?c\d+$/, "complex numbers", "save a.real.astype(np.float32)"],
  [/^[|]?O\d*$/, "Python objects, a pickle", "save np.stack(a).astype(np.float32)"],
  [/^[<>|]?V2$/, "two bytes of no type, as NumPy saves bfloat16", AS_FLOAT32],
  [/^[<>|]?V\d+$/, "bytes of no type", AS_FLOAT32],
  [/^[<>|]?[SU]\d+$/, "text", "save its numbers, a.astype(np.float32)"],
  [/^[<>]?[mM]8/, "times", AS_FLOAT32],
];

function kindOf(descr: string): readonly [kind: string, remedy: string] | undefined {
  const found = KINDS.find(([pattern]) => pattern.test(descr));
  return found === undefined ? undefined : [found[1], found[2]];
}
