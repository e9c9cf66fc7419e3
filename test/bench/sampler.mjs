// One row of the limit law with 20 windows (npm run bench -- --mode sampler): milliseconds a row.
import { RowSampler, stream } from "ncsparse";

const ROWS = 200;

/** ln n; sigma = 2, and sigma = sqrt(2 ln n) / 2, the middle of the liquid phase. */
const LAWS = [12, 1000].flatMap((power) => [
  { power, scale: { sigma: 2 } },
  { power, scale: { c: 0.5 } },
]);

/** One line a law: the median over rounds, each of 200 rows. */
export function sampler(rounds) {
  return LAWS.map(({ power, scale }) => {
    const lnN = power * Math.LN10;
    const windows = Array.from({ length: 20 }, (_, w) => ({ ln: (lnN * w) / 20 }));
    const law = new RowSampler({ n: { ln: lnN }, scale, windows });
    const times = Array.from({ length: rounds + 1 }, (_, round) => {
      const start = performance.now();
      for (let row = 0; row < ROWS; row++) law.sample(stream(1, "bench", round, row));
      return (performance.now() - start) / ROWS;
    });
    const sorted = times.slice(1).sort((a, b) => a - b); // the first round warms up
    return { power, scale, median: sorted[sorted.length >> 1], best: sorted[0] };
  });
}
