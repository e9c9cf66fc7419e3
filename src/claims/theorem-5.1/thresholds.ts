/** The thresholds of the paper's Figure 1: 1e-4, 5e-5, 2e-5, ..., 1e-7. */
export const PAPER_THRESHOLDS = [1e-4, 5e-5, 2e-5, 1e-5, 5e-6, 2e-6, 1e-6, 5e-7, 2e-7, 1e-7] as const;

export const DELTA = 0.1;
