/** Which values are the same when they are read back: data, and nothing that lives of its class or its code. */

const CONTAINERS: readonly object[] = [Object.prototype, Array.prototype, Map.prototype, Set.prototype];

/** Of what there is nothing to look into. */
const LEAVES: readonly object[] = [
  ArrayBuffer,
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
  Date,
].map(({ prototype }) => prototype as object);

/**
 * Whether a value is data throughout: primitives, plain objects, arrays, typed arrays, maps, sets, dates. An instance of a
 * class would come back as an object without its methods, and a function not at all.
 */
export function isPlain(value: unknown, seen: Set<unknown> = new Set<unknown>()): boolean {
  if (typeof value === "function" || typeof value === "symbol") return false;
  if (typeof value !== "object" || value === null || seen.has(value)) return true;
  seen.add(value);
  const prototype = Object.getPrototypeOf(value) as object | null;
  if (prototype !== null && LEAVES.includes(prototype)) return true;
  if (prototype !== null && !CONTAINERS.includes(prototype)) return false;
  return contentsOf(value).every((one) => isPlain(one, seen));
}

function contentsOf(value: object): unknown[] {
  if (value instanceof Map) return [...value].flat();
  if (value instanceof Set) return [...value];
  return Object.values(value);
}
