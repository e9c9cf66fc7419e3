/**
 * The error rate of one end of one confidence interval: 0.01 shared by at most 2048 ends that can make a verdict wrong (a
 * test of the registry holds it to that number), so that all verdicts of a report are right together with probability 99 %.
 * Against one side (a failure rate, a sign) one end of a cell's interval can; against a band either end can.
 *
 * It is a constant, not 0.01 over the units that happen to run: a verdict must not depend on which other claims run.
 */
export const LEVEL: number = 0.01 / 2048;
