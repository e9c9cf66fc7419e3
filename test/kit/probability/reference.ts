/**
 * References with 64 digits, each by another method than the library's: power series and recurrences where the library
 * uses rational approximations, saddle points and continued fractions in doubles.
 */
import { Decimal } from "decimal.js";

/** mathjs's BigNumber, without the two seconds that loading mathjs takes. */
const Big = Decimal.clone({ precision: 64 });

export type BigNumber = Decimal;

/**
 * A decimal string, or the exact value of a double, to 64 digits. (The constructor alone reads 0.9999 as 9999 / 10000,
 * which is not the double that the library is given.)
 */
export function big(value: number | string): BigNumber {
  if (typeof value === "string" || Number.isInteger(value)) return new Big(value);
  let integer = value;
  let halvings = 0;
  for (; !Number.isInteger(integer); halvings++) integer *= 2;
  return new Big(integer).div(new Big(2).pow(halvings));
}

const ONE: BigNumber = big(1);
const TINY: BigNumber = big("1e-64");
const TWO_PI: BigNumber = Big.acos(-1).times(2);

export function bigLog(x: BigNumber): BigNumber {
  return x.ln();
}

/** ln(1 - x) for 0 <= x < 1, by its series where 1 - x would lose digits of x. */
export function bigLog1m(x: BigNumber): BigNumber {
  if (x.gt("1e-3")) return bigLog(ONE.minus(x));
  let power = x;
  let sum = x;
  for (let j = 2; power.gt(x.times(TINY)); j++) {
    power = power.times(x);
    sum = sum.plus(power.div(j));
  }
  return sum.neg();
}

/** |actual / expected - 1|. */
export function relativeError(actual: number, expected: BigNumber): number {
  return big(actual).minus(expected).div(expected).abs().toNumber();
}

/** Error of a logarithm: absolute where |log| < 1, else relative. */
export function logError(actual: number, expected: BigNumber): number {
  const difference = big(actual).minus(expected).abs();
  return (expected.abs().gt(1) ? difference.div(expected.abs()) : difference).toNumber();
}

/** ln phi(x). */
function logDensity(x: BigNumber): BigNumber {
  return x.times(x).plus(bigLog(TWO_PI)).div(-2);
}

/** ln Phic(x), x > 0: Laplace's continued fraction for x > 7, else 1/2 - the odd series. */
export function bigLogNormalTail(x: number): BigNumber {
  return x > 7 ? logTailByFraction(x) : bigLog(tailBySeries(x));
}

/** ln Phic(x) for x > 2, from phi / (x + 1 / (x + 2 / (x + ...))) (DLMF 7.9.3). */
export function logTailByFraction(x: number, terms = 1500): BigNumber {
  const point = big(x);
  let value = point;
  for (let j = terms; j >= 1; j--) value = point.plus(big(j).div(value));
  return logDensity(point).minus(bigLog(value));
}

/** Phic(x) = 1/2 - phi(x) (x + x^3 / 3 + x^5 / (3 5) + ...) (DLMF 7.6.2), for |x| up to about 9. */
export function tailBySeries(x: number): BigNumber {
  const point = big(x);
  const square = point.times(point);
  let term = point;
  let sum = term;
  for (let j = 3; !term.isZero() && term.abs().gt(sum.abs().times(TINY)); j += 2) {
    term = term.times(square).div(j);
    sum = sum.plus(term);
  }
  return big("0.5").minus(logDensity(point).exp().times(sum));
}

/** ln Gamma(x): recurrence up to 60, then Stirling's series with 30 terms (error below 1e-70). */
export function bigLogGamma(x: BigNumber): BigNumber {
  let product = ONE;
  let y = x;
  while (y.lt(60)) {
    product = product.times(y);
    y = y.plus(1);
  }
  const inverse = ONE.div(y);
  let power = inverse;
  let series = big(0);
  for (let j = 1; j <= BERNOULLI.length; j++) {
    series = series.plus(power.times(BERNOULLI[j - 1]!).div(2 * j * (2 * j - 1)));
    power = power.times(inverse).times(inverse);
  }
  const main = y.minus("0.5").times(bigLog(y)).minus(y).plus(bigLog(TWO_PI).div(2));
  return main.plus(series).minus(bigLog(product));
}

/** B_2, B_4, ..., B_60 from sum_j C(m + 1, j) B_j = 0, in 64 digits carried with exact binomials. */
const BERNOULLI: BigNumber[] = evenBernoulli(30);

function evenBernoulli(count: number): BigNumber[] {
  // Tangent numbers are integers, so nothing is lost: B_2j = (-1)^(j-1) 2j T_j / (4^j (4^j - 1)) (Knuth & Buckholtz).
  const tangent: bigint[] = [0n, 1n];
  for (let k = 2; k <= count; k++) tangent[k] = BigInt(k - 1) * tangent[k - 1]!;
  for (let k = 2; k <= count; k++) {
    for (let j = k; j <= count; j++) {
      tangent[j] = BigInt(j - k) * tangent[j - 1]! + BigInt(j - k + 2) * tangent[j]!;
    }
  }
  return Array.from({ length: count }, (_, i) => {
    const j = i + 1;
    const four = 4n ** BigInt(j);
    const value = big((2n * BigInt(j) * tangent[j]!).toString()).div((four * (four - 1n)).toString());
    return j % 2 === 1 ? value : value.neg();
  });
}

/** P(a, x) by the power series of gamma(a, x) (DLMF 8.7.1); 64 digits, so 1 - P is good to 40 while Q > 1e-24. */
export function bigGammaP(a: number, x: number): BigNumber {
  const shape = big(a);
  const point = big(x);
  let term = ONE.div(shape);
  let sum = term;
  for (let j = 1; term.gt(sum.times(TINY)); j++) {
    term = term.times(point).div(shape.plus(j));
    sum = sum.plus(term);
  }
  const log = shape.times(bigLog(point)).minus(point).minus(bigLogGamma(shape));
  return log.exp().times(sum);
}

/** ln I_x(a, b) by the hypergeometric series with positive terms (DLMF 8.17.8), for x below 1. */
export function bigLogIncompleteBeta(x: number, a: number, b: number): BigNumber {
  const point = big(x);
  const [p, q] = [big(a), big(b)];
  const n = p.plus(q);
  let term = ONE;
  let sum = term;
  for (let j = 0; term.gt(sum.times(TINY)); j++) {
    term = term
      .times(n.plus(j))
      .times(point)
      .div(p.plus(j + 1));
    sum = sum.plus(term);
  }
  const front = p.times(bigLog(point)).plus(q.times(bigLog(ONE.minus(point))));
  const logBeta = bigLogGamma(p).plus(bigLogGamma(q)).minus(bigLogGamma(n));
  return front.minus(bigLog(p)).minus(logBeta).plus(bigLog(sum));
}

/** P[X <= k] and P[X > k] for X ~ Bin(n, p) as exact fractions, p in (0, 1): a double, hence an integer over a power of 2. */
export function exactBinomial(k: number, n: number, p: number): { cdf: BigNumber; above: BigNumber } {
  let bits = 0;
  let scaled = p;
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    bits++;
  }
  const success = BigInt(scaled);
  const failure = (1n << BigInt(bits)) - success;
  let term = failure ** BigInt(n);
  let [below, above] = [0n, 0n];
  for (let j = 0; j <= n; j++) {
    if (j <= k) below += term;
    else above += term;
    term = (term * BigInt(n - j) * success) / (BigInt(j + 1) * failure); // exact
  }
  const total = (1n << BigInt(bits * n)).toString();
  return { cdf: big(below.toString()).div(total), above: big(above.toString()).div(total) };
}

/** ln P[X >= k] for X ~ Bin(n, p), k above the mean, by adding the mass function upwards to 1e-22 of the sum. */
export function bigLogBinomialTail(k: number, n: number, p: number): BigNumber {
  const success = big(p);
  const failure = ONE.minus(success);
  const odds = success.div(failure);
  let term = ONE;
  let sum = term;
  for (let j = k; j < n && term.gt(sum.times("1e-22")); j++) {
    term = term
      .times(n - j)
      .div(j + 1)
      .times(odds);
    sum = sum.plus(term);
  }
  const choose = bigLogGamma(big(n + 1))
    .minus(bigLogGamma(big(k + 1)))
    .minus(bigLogGamma(big(n - k + 1)));
  const mass = choose.plus(bigLog(success).times(k)).plus(bigLog(failure).times(n - k));
  return mass.plus(bigLog(sum));
}
