/** Failure probabilities of the family's controls, computed before the run. */
import { binomialTail, clopperPearson, LEVEL, meanInterval, quantileInterval } from "ncsparse-kit/probability";

/**
 * A lower bound on the probability that the interval of a mean lies above 1 + tolerance, for draws in [0, ceiling] of mean
 * at least `truth`. The interval's half-width is t sd / sqrt(M), and in a sample of mean x within [0, c] the variance is at
 * most x (c - x) M / (M - 1) (Bhatia & Davis 2000); Hoeffding's inequality bounds how low x falls.
 */
export function boundedMeanPower(options: {
  truth: number;
  ceiling: number;
  draws: number;
  tolerance: number;
}): number {
  const { truth, ceiling, draws, tolerance } = options;
  // Student's t over sqrt(M - 1): the half-width of M / 2 values -1 and as many 1.
  const signs = Float64Array.from({ length: draws }, (_, draw) => (draw % 2 === 0 ? 1 : -1));
  const half = meanInterval(signs).high;
  const steps = 1000;
  let least = ceiling; // from here up the interval lies above the band
  for (let step = steps; step >= 0; step--) {
    const x = (ceiling * step) / steps;
    if (x - half * Math.sqrt(x * (ceiling - x)) <= 1 + tolerance) break;
    least = x;
  }
  return truth <= least ? 0 : 1 - Math.exp(-2 * draws * ((truth - least) / ceiling) ** 2);
}

/** A pilot: in how many of how many draws, independent of every run's, a false statement failed. */
export interface Pilot {
  readonly failures: number;
  readonly draws: number;
}

/**
 * A lower bound on the probability that the median's interval over `draws` draws has the wrong sign, where a draw has it
 * with at least the probability that the pilot leaves at `LEVEL`.
 */
export function pilotPower(pilot: Pilot, draws: number): number {
  const single = clopperPearson(pilot.failures, pilot.draws, LEVEL).low;
  const ranks = Float64Array.from({ length: draws }, (_, i) => i + 1);
  return binomialTail(quantileInterval(ranks, 0.5).high, draws, single);
}

/** A lower bound on the probability that a control comes out violated, where the pilot ran the whole control each time. */
export function wholePilotPower({ failures, draws }: Pilot): number {
  return clopperPearson(failures, draws, LEVEL).low;
}

/** How `pilotPower` is told in a claim's box. */
export function pilotWords({ failures, draws }: Pilot): string {
  return `a pilot of ${draws} other draws, of which ${failures} failed: the lower end of that share’s interval, then the binomial law of the median’s interval`;
}
