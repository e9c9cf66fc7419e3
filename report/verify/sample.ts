/** Some of many, by chance. */
import { stream } from "ncsparse-kit/random";

/** The option: how many, or all. */
export type SampleSize = number | "all";

/**
 * Each choice of that many is as likely as any other, and the same seed makes the same one of the same list.
 *
 * @param seed an integer in [0, 2^32 - 1]
 * @returns as many as there are where more are asked for, in the order of the list
 */
export function sampleOf<T>(list: readonly T[], size: SampleSize, seed: number): T[] {
  if (size === "all" || size >= list.length) return [...list];
  const draws = stream(seed, "sample");
  const indices = [...list.keys()];
  for (let drawn = 0; drawn < size; drawn++) {
    const other = drawn + Math.floor(draws.uniform() * (indices.length - drawn));
    [indices[drawn], indices[other]] = [indices[other]!, indices[drawn]!];
  }
  const chosen = indices.slice(0, size).sort((a, b) => a - b);
  return chosen.map((index) => list[index]!);
}
