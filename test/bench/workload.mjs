// The workload that every contender does: rows of self-attention, 11 thresholds, 20 windows, 3 norms.

export const D = 64;

export const THRESHOLDS = [1e-2, 1e-4, 5e-5, 2e-5, 1e-5, 5e-6, 2e-6, 1e-6, 5e-7, 2e-7, 1e-7];

/** 20 windows, from 1 to n/2, evenly spread in the logarithm. */
export function windowsFor(n) {
  const windows = new Set();
  for (let i = 0; windows.size < 20; i++) windows.add(Math.min(n, Math.max(i + 1, Math.round((n / 2) ** (i / 19)))));
  return [...windows];
}

/** Logits that a contender computes in one repetition: about as long for each. */
export const LOGITS = { kernel: 2 ** 23, workers: 2 ** 27, plain: 2 ** 18, numpy: 2 ** 22 };

/** Whole rows, at least 16, that make about this many logits. */
export function rowsFor(n, logits) {
  return Math.min(n, Math.max(16, Math.round(logits / n)));
}
