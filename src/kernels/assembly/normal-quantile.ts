// Quantiles of the normal law, as in src/kit/probability/normal-quantile.ts (Wichura's AS241, PPND16) and src/kit/random/log.ts:
// the same operations in the same order, hence the same digits.

/** Rational approximation of the centre, |q| <= 0.425: coefficients, highest power first, numerator then denominator. */
const CENTRE: usize = memory.data<f64>([
  2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457, 13731.693765509461125,
  1971.5909503065514427, 133.14166789178437745, 3.387132872796366608, 5226.495278852854561, 28729.085735721942674,
  39307.89580009271061, 21213.794301586595867, 5394.1960214247511077, 687.1870074920579083, 42.313330701600911252, 1.0,
]);

/**
 * Replaces eight numbers q, |q| <= 0.425, by Phi^{-1}(1/2 + q). Eight polynomials at a time: one alone waits at each step for
 * the step before. Others than that are replaced by anything.
 */
export function normalQuantileCentres(at: usize): void {
  const edge = f64x2.splat(0.180625);
  const r0 = f64x2.sub(edge, f64x2.mul(v128.load(at), v128.load(at)));
  const r1 = f64x2.sub(edge, f64x2.mul(v128.load(at, 16), v128.load(at, 16)));
  const r2 = f64x2.sub(edge, f64x2.mul(v128.load(at, 32), v128.load(at, 32)));
  const r3 = f64x2.sub(edge, f64x2.mul(v128.load(at, 48), v128.load(at, 48)));
  let a = v128.load64_splat(CENTRE);
  let b = v128.load64_splat(CENTRE, 64);
  let a0 = a;
  let a1 = a;
  let a2 = a;
  let a3 = a;
  let b0 = b;
  let b1 = b;
  let b2 = b;
  let b3 = b;
  for (let c = CENTRE + 8; c < CENTRE + 64; c += 8) {
    a = v128.load64_splat(c);
    b = v128.load64_splat(c, 64);
    a0 = f64x2.add(f64x2.mul(a0, r0), a);
    a1 = f64x2.add(f64x2.mul(a1, r1), a);
    a2 = f64x2.add(f64x2.mul(a2, r2), a);
    a3 = f64x2.add(f64x2.mul(a3, r3), a);
    b0 = f64x2.add(f64x2.mul(b0, r0), b);
    b1 = f64x2.add(f64x2.mul(b1, r1), b);
    b2 = f64x2.add(f64x2.mul(b2, r2), b);
    b3 = f64x2.add(f64x2.mul(b3, r3), b);
  }
  v128.store(at, f64x2.div(f64x2.mul(v128.load(at), a0), b0));
  v128.store(at, f64x2.div(f64x2.mul(v128.load(at, 16), a1), b1), 16);
  v128.store(at, f64x2.div(f64x2.mul(v128.load(at, 32), a2), b2), 32);
  v128.store(at, f64x2.div(f64x2.mul(v128.load(at, 48), a3), b3), 48);
}

/** The polynomial of degree 7 at both lanes of r. */
function horner(coefficients: usize, r: v128): v128 {
  let p = f64x2.add(f64x2.mul(v128.load64_splat(coefficients), r), v128.load64_splat(coefficients, 8));
  p = f64x2.add(f64x2.mul(p, r), v128.load64_splat(coefficients, 16));
  p = f64x2.add(f64x2.mul(p, r), v128.load64_splat(coefficients, 24));
  p = f64x2.add(f64x2.mul(p, r), v128.load64_splat(coefficients, 32));
  p = f64x2.add(f64x2.mul(p, r), v128.load64_splat(coefficients, 40));
  p = f64x2.add(f64x2.mul(p, r), v128.load64_splat(coefficients, 48));
  return f64x2.add(f64x2.mul(p, r), v128.load64_splat(coefficients, 56));
}

/** The same of the tail, p <= 0.075, up to sqrt(-ln p) = 5. */
const TAIL: usize = memory.data<f64>([
  7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177, 1.27045825245236838258,
  3.64784832476320460504, 5.7694972214606914055, 4.6303378461565452959, 1.42343711074968357734,
  1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966, 0.14810397642748007459,
  0.68976733498510000455, 1.6763848301838038494, 2.05319162663775882187, 1.0,
]);

/** Phi^{-1}(1 - p) of both lanes, 2^-65 <= p <= 0.075. */
export function normalQuantileTail(p: v128): v128 {
  const root = f64x2.sqrt(f64x2.neg(portableLog(p)));
  const r = f64x2.sub(root, f64x2.splat(1.6));
  let quantile = f64x2.div(horner(TAIL, r), horner(TAIL + 64, r));
  const first = f64x2.extract_lane(root, 0);
  const second = f64x2.extract_lane(root, 1);
  if (first > 5) quantile = f64x2.replace_lane(quantile, 0, farTail(first - 5));
  if (second > 5) quantile = f64x2.replace_lane(quantile, 1, farTail(second - 5));
  return quantile;
}

function farTail(r: f64): f64 {
  const top =
    ((((((2.01033439929228813265e-7 * r + 2.71155556874348757815e-5) * r + 0.0012426609473880784386) * r +
      0.026532189526576123093) *
      r +
      0.29656057182850489123) *
      r +
      1.7848265399172913358) *
      r +
      5.4637849111641143699) *
      r +
    6.6579046435011037772;
  const bottom =
    ((((((2.04426310338993978564e-15 * r + 1.4215117583164458887e-7) * r + 1.8463183175100546818e-5) * r +
      7.868691311456132591e-4) *
      r +
      0.0148753612908506148525) *
      r +
      0.13692988092273580531) *
      r +
      0.59983220655588793769) *
      r +
    1.0;
  return top / bottom;
}

/** ln x of both lanes, normal numbers below 0.7: fdlibm's e_log.c from +, -, *, / alone. */
function portableLog(x: v128): v128 {
  // x = mantissa 2^exponent, the mantissa in [sqrt 1/2, sqrt 2)
  const significand = v128.or(v128.and(x, i64x2.splat(0x000fffffffffffff)), f64x2.splat(1));
  const isLarge = f64x2.ge(significand, f64x2.splat(1.4142135623730952));
  const mantissa = v128.bitselect(f64x2.mul(significand, f64x2.splat(0.5)), significand, isLarge);
  const biased = i64x2.shr_u(x, 52);
  const exponent = f64x2.add(
    f64x2.sub(f64x2.convert_low_i32x4_u(i32x4.shuffle(biased, biased, 0, 2, 0, 2)), f64x2.splat(1023)),
    v128.and(isLarge, f64x2.splat(1)),
  );
  const f = f64x2.sub(mantissa, f64x2.splat(1));
  const s = f64x2.div(f, f64x2.add(f64x2.splat(2), f));
  const z = f64x2.mul(s, s);
  const halfSquare = f64x2.mul(f64x2.mul(f64x2.splat(0.5), f), f);
  const remainder = f64x2.mul(z, logarithmPolynomial(z));
  const low = f64x2.mul(exponent, f64x2.splat(1.90821492927058770002e-10));
  const correction = f64x2.add(f64x2.mul(s, f64x2.add(halfSquare, remainder)), low);
  return f64x2.sub(
    f64x2.mul(exponent, f64x2.splat(6.9314718036912381649e-1)),
    f64x2.sub(f64x2.sub(halfSquare, correction), f),
  );
}

/** fdlibm's Lg1 + z (Lg2 + z (...)). */
function logarithmPolynomial(z: v128): v128 {
  let p = f64x2.add(f64x2.splat(1.531383769920937332e-1), f64x2.mul(z, f64x2.splat(1.479819860511658591e-1)));
  p = f64x2.add(f64x2.splat(1.818357216161805012e-1), f64x2.mul(z, p));
  p = f64x2.add(f64x2.splat(2.222219843214978396e-1), f64x2.mul(z, p));
  p = f64x2.add(f64x2.splat(2.857142874366239149e-1), f64x2.mul(z, p));
  p = f64x2.add(f64x2.splat(3.999999999940941908e-1), f64x2.mul(z, p));
  return f64x2.add(f64x2.splat(6.66666666666673513e-1), f64x2.mul(z, p));
}
