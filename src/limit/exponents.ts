/**
 * The limit law of a row of attention whose scale grows with its length: i.i.d. Gaussian logits of standard deviation
 * sigma = c sqrt(2 ln n), of which the k = n^C largest are kept. Each function gives the limit, as n -> infinity, of
 * ln(quantity) / ln n, unless it says otherwise.
 *
 * In the units sqrt(2 ln n), n^(1 - v^2) logits lie near v (0 <= v <= 1), each with weight n^(2 c v); a sum is ruled by
 * its largest term. This is Derrida's random energy model ("Random-energy model", Phys. Rev. B 24, 1981), c = 1 its
 * freezing point.
 *
 * | symbol | code |
 * | --- | --- |
 * | c, sigma = c sqrt(2 ln n) | `c`: finite, >= 0 |
 * | C, k = n^C | `window`: in (0, 1) |
 * | u = sqrt(1 - C), where the window ends | `windowEdge(window)` |
 */

/** u = sqrt(1 - C): the kept logits are those above u sigma_max, sigma_max = sqrt(2 ln n) standard deviations. */
function windowEdge(window: number): number {
  return Math.sqrt(1 - window);
}

/** zeta(c), the exponent of the partition function D = sum_j exp(z_j): 1 + c^2 up to freezing, 2c beyond. */
export function partitionExponent(c: number): number {
  requireScale("partitionExponent", c);
  return zeta(c);
}

function zeta(c: number): number {
  return c <= 1 ? 1 + c * c : 2 * c;
}

/** Exponent of the largest probability p_(1): -(1 - c)^2 for c <= 1, 0 beyond (at c = 1, p_(1) ~ (pi ln n)^(-1/2)). */
export function largestProbabilityExponent(c: number): number {
  requireScale("largestProbabilityExponent", c);
  return largest(c);
}

function largest(c: number): number {
  return c <= 1 ? -((1 - c) ** 2) : 0;
}

/** Exponent of the participation ratio 1 / sum_j p_j^2: 1 - 2c^2 for c <= 1/2, 2(1 - c)^2 up to c = 1, 0 beyond. */
export function participationRatioExponent(c: number): number {
  requireScale("participationRatioExponent", c);
  return participation(c);
}

/** 2 zeta(c) - zeta(2c), each branch expanded so that nothing cancels. */
function participation(c: number): number {
  if (c <= 0.5) return 1 - 2 * c * c;
  return c <= 1 ? 2 * (1 - c) ** 2 : 0;
}

/**
 * The critical window C = 1 - c^2 (0 from c = 1 on): in total variation a row is n^C-sparse if and only if C lies above
 * it. On the line, 0 < c < 1, the captured mass tends to 1/2.
 */
export function criticalWindow(c: number): number {
  requireScale("criticalWindow", c);
  return c < 1 ? (1 - c) * (1 + c) : 0;
}

/** Exponent of the captured mass m_k: -(u - c)^2 below the critical line, 0 from it on. */
export function capturedMassExponent(c: number, window: number): number {
  requireScaleAndWindow("capturedMassExponent", c, window);
  const u = windowEdge(window);
  return c < u ? -((u - c) ** 2) : 0;
}

/**
 * Exponent of the tail mass 1 - m_k, the row's error in total variation: 0 up to the critical line, then -(c - u)^2
 * for c <= 1 and -(1 - u)(2c - 1 - u) for c > 1.
 */
export function tailMassExponent(c: number, window: number): number {
  requireScaleAndWindow("tailMassExponent", c, window);
  return tailMass(c, windowEdge(window));
}

function tailMass(c: number, u: number): number {
  if (c <= u) return 0;
  return c <= 1 ? -((c - u) ** 2) : -(1 - u) * (2 * c - 1 - u);
}

/**
 * Exponent of the entrywise maximum of |p_k - p| in a typical row, which p_(1) (1/m - 1) attains: 2c - C - 2cu below the critical line,
 * that of p_(1) times the tail mass above.
 */
export function maxErrorExponent(c: number, window: number): number {
  requireScaleAndWindow("maxErrorExponent", c, window);
  const u = windowEdge(window);
  return c < u ? 2 * c * (1 - u) - window : largest(c) + tailMass(c, u);
}

/**
 * Exponent of the entrywise maximum of |P_k - P| over n independent rows: that of the tail mass, less what the largest of the
 * n^2 logits, near sqrt(2) sigma_max, lacks of the kept sum. Where it lacks nothing and C < 1 - c^2 the maximum tends to 1.
 */
export function matrixMaxErrorExponent(c: number, window: number): number {
  requireScaleAndWindow("matrixMaxErrorExponent", c, window);
  const u = windowEdge(window);
  return tailMass(c, u) + Math.min(0, 2 * Math.SQRT2 * c - keptSum(c, u, window));
}

/** Exponent of the kept entries' sum, before normalising. */
function keptSum(c: number, u: number, window: number): number {
  return c < u ? window + 2 * c * u : zeta(c);
}

/**
 * The window C_max(c) above which the entrywise maximum of |P_k - P| over n independent rows vanishes: the critical window
 * 1 - c^2 from c = sqrt 2 - 1 on, and 2 c (sqrt 2 - u) below, u = c + sqrt(c^2 - 2 sqrt 2 c + 1). Below it the maximum tends to 1.
 */
export function matrixMaxCriticalWindow(c: number): number {
  requireScale("matrixMaxCriticalWindow", c);
  if (c >= Math.SQRT2 - 1) return criticalWindow(c);
  return 2 * c * (Math.SQRT2 - c - Math.sqrt((Math.SQRT2 - 1 - c) * (Math.SQRT2 + 1 - c)));
}

/** Exponent of the l2 error ||p_k - p||_2 of a typical row. */
export function rowErrorExponent(c: number, window: number): number {
  requireScaleAndWindow("rowErrorExponent", c, window);
  const u = windowEdge(window);
  return c < u ? rowErrorBelow(c, u) : tailMass(c, u) - 0.5 * participation(c);
}

/** Below the critical line p_k dwarfs p: the norm of p_k, by where the squares' mass, near 2c, falls in [u, 1]. */
function rowErrorBelow(c: number, u: number): number {
  if (2 * c <= u) return -(1 - u) * (1 + u) * 0.5;
  if (2 * c <= 1) return 0.5 * (4 * c * c - 1 + 2 * u * u - 4 * u * c);
  return -(1 - u) * (1 + u - 2 * c);
}

/**
 * Exponent of the Frobenius error ||P_k - P||_F of n independent rows.
 *
 * Up to c = 1/2 and from c = 1 on it is a typical row's l2 error plus 1/2. In between the few rows whose largest logit
 * is exceptional carry the sum: n^(2 - v^2) rows have one near v > 1, and their squared error is n^(4 c (v - 1)) times
 * the typical one until that entry holds a fixed share of the kept mass. The best v is 2c or where that happens.
 */
export function frobeniusErrorExponent(c: number, window: number): number {
  requireScaleAndWindow("frobeniusErrorExponent", c, window);
  const u = windowEdge(window);
  const typical = rowErrorExponent(c, window) + 0.5;
  if (c <= 0.5 || c >= 1) return typical;
  const v = Math.min(2 * c, keptSum(c, u, window) / (2 * c));
  return typical + 0.5 * (1 - v * v) + 2 * c * (v - 1);
}

/**
 * The window C_F(c) = 1 - u^2 above which the Frobenius error of n independent rows vanishes. For c <= 1/sqrt 3 it
 * vanishes for no C < 1, and the function gives 1; then u = c - sqrt(1 - (c + 1/c)^2 / 8) up to c = 1, and
 * u = c - sqrt(1/2 + (c - 1)^2) beyond.
 */
export function frobeniusCriticalWindow(c: number): number {
  requireScale("frobeniusCriticalWindow", c);
  if (3 * c * c <= 1) return 1;
  if (c <= 1) return 1 - (c - Math.sqrt(1 - (c + 1 / c) ** 2 / 8)) ** 2;
  const gap = 0.5 / (c - 1 + Math.sqrt(0.5 + (c - 1) ** 2)); // 1 - u, without cancellation at large c
  return gap * (2 - gap);
}

/**
 * Limit (not an exponent) of the relative output error along W^T x_i, ||(p_k - p) V|| / ||p V||: (u - c) / c below the
 * critical line, 0 from it on; Infinity at c = 0, where the output itself vanishes.
 */
export function outputErrorLimit(c: number, window: number): number {
  requireScaleAndWindow("outputErrorLimit", c, window);
  const u = windowEdge(window);
  return c < u ? (u - c) / c : 0;
}

function requireScale(caller: string, c: number): void {
  if (!(c >= 0 && c < Infinity)) throw new RangeError(`${caller}: c must be finite and >= 0, got ${c}`);
}

function requireScaleAndWindow(caller: string, c: number, window: number): void {
  requireScale(caller, c);
  if (!(window > 0 && window < 1)) throw new RangeError(`${caller}: window must be in (0, 1), got ${window}`);
}
