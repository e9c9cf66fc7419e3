/** Companions of Theorem 4.3: without a diagonal, where the order-statistic form begins to inform, and d in the logarithm. */
import { formula, type Formula } from "ncsparse-kit/formula/formula";
import { SYMBOLS } from "./union-quantile.js";

/**
 * `ours`: the same for n queries against m keys that are not among them. Without a diagonal the whole window is spent on
 * independent logits: k + 1 of them would have to exceed sigma_i t, t^2 = 2 (ln(e m / (k + 1)) + ln(2 n / delta) / (k + 1)).
 */
export const epsCross: Formula = formula({
  name: "eps_cross",
  expression:
    "exp(R * sqrt(2 * (1 + ln(m / (k + 1)) + ln(2 * n / delta) / (k + 1))) + R * sqrt(2 * ln(2 * n / delta) / m)) / m",
  symbols: SYMBOLS,
});

/**
 * `ours`: the row scale below which eps_order beats counting at window k: ln eps_order is linear in R, and equals
 * -ln(k + 1) there. At k = n/2 it tends to ln 2 / sqrt(2 ln(2 e)) = 0.37667.
 */
export const orderCriticalScale: Formula = formula({
  name: "orderCriticalScale",
  expression:
    "ln((n - 1) / (k + 1)) / (sqrt(2 * (1 + ln((n - 1) / k) + ln(2 * n / delta) / k)) + sqrt(2 * ln(2 * n / delta) / (n - 1)))",
  symbols: SYMBOLS,
});

/**
 * `ours`: by how much eps_paper grows at most if delta / d stands for delta, as where a union is taken over d coordinates,
 * too: l(m d, delta) - l(m, delta) <= ln d / l(m, delta), the root being concave.
 */
export const dimensionFactorLimit: Formula = formula({
  name: "dimensionFactorLimit",
  expression: "d^(2 * R / sqrt(2 * ln(2 * n * (n - k) / delta)))",
  symbols: SYMBOLS,
});
