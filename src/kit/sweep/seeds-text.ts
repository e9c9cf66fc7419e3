/** The shortest way to write seeds in ascending order: "1..10,20". */
export function seedsText(seeds: readonly number[]): string {
  const runs: [from: number, to: number][] = [];
  for (const seed of seeds) {
    const last = runs.at(-1);
    if (last?.[1] === seed - 1) last[1] = seed;
    else runs.push([seed, seed]);
  }
  return runs.map(([from, to]) => (from === to ? String(from) : `${from}..${to}`)).join(",");
}
