import { expect, test } from "vitest";
import { binomialCdf, binomialTail, normalTail } from "../../../src/kit/probability/index.js";
import { fillNormal, stream } from "../../../src/kit/random/index.js";

const BLOCKS = 200;
const BLOCK_DRAWS = 1_000_000;
const DRAWS = BLOCKS * BLOCK_DRAWS;
const THRESHOLDS = [2, 3, 4, 4.5, 5];
const ERROR_RATE = 1e-6; // one-sided, for each count

/** How many of 2e8 normals lie beyond each threshold, above and below 0; one stream per block. */
function countTails(): { above: number[]; below: number[] } {
  const above = THRESHOLDS.map(() => 0);
  const below = THRESHOLDS.map(() => 0);
  const block = new Float64Array(BLOCK_DRAWS);
  for (let b = 0; b < BLOCKS; b++) {
    fillNormal(stream(20240404, "tails", b), block);
    for (const z of block) {
      for (let t = 0; t < THRESHOLDS.length && Math.abs(z) > THRESHOLDS[t]!; t++) {
        if (z > 0) above[t]!++;
        else below[t]!++;
      }
    }
  }
  return { above, below };
}

test("2e8 normals cross +-5 sigma (57 expected on each side) as often as the normal law", () => {
  const { above, below } = countTails();
  for (const counts of [above, below]) {
    counts.forEach((count, t) => {
      const p = normalTail(THRESHOLDS[t]!);
      const at = `${count} beyond ${THRESHOLDS[t]!} sigma, ${p * DRAWS} expected`;
      expect(binomialCdf(count, DRAWS, p), at).toBeGreaterThan(ERROR_RATE);
      expect(binomialTail(count, DRAWS, p), at).toBeGreaterThan(ERROR_RATE);
    });
  }
});
