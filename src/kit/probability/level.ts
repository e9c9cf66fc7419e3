/**
 * The error rate of one end of one confidence interval: 0.01 shared by at most 2048 probabilistic units (a test of the
 * registry holds it to that number), so that all verdicts of a report are right together with probability 99 %.
 *
 * It is a constant, not 0.01 over the units that happen to run: a verdict must not depend on which other claims run.
 */
export const LEVEL: number = 0.01 / 2048;
