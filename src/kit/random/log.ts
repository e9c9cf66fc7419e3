const LN2_HIGH = 6.9314718036912381649e-1; // ln 2 to 32 bits, so that exponent * LN2_HIGH is exact
const LN2_LOW = 1.90821492927058770002e-10;

/**
 * ln x for x in (0, 1], within one ulp, from +, -, *, / alone.
 *
 * Draws end up in ledgers that are compared digit by digit, and ECMAScript leaves the last digits of `Math.log` to
 * the engine. x is doubled (exactly) into [sqrt(1/2), sqrt 2); there ln x = 2 artanh((x - 1) / (x + 1)) with the
 * polynomial of fdlibm's e_log.c (error below 2^-58). The loop costs -log2(x) doublings: meant for probabilities.
 */
export function portableLog(x: number): number {
  if (!(x > 0)) throw new RangeError(`portableLog: x must be in (0, 1], got ${x}`);
  let mantissa = x;
  let exponent = 0;
  // Ends: each turn doubles x > 0, at most 1074 times.
  while (mantissa < Math.SQRT1_2) {
    mantissa *= 2;
    exponent--;
  }
  const f = mantissa - 1;
  const s = f / (2 + f);
  const z = s * s;
  const halfSquare = 0.5 * f * f;
  const remainder = z * artanhRemainder(z);
  return exponent * LN2_HIGH - (halfSquare - (s * (halfSquare + remainder) + exponent * LN2_LOW) - f);
}

/** (2 artanh(s) / s - 2) / s^2 at z = s^2: fdlibm's minimax polynomial on |s| <= 0.1716. */
function artanhRemainder(z: number): number {
  return (
    6.66666666666673513e-1 +
    z *
      (3.999999999940941908e-1 +
        z *
          (2.857142874366239149e-1 +
            z *
              (2.222219843214978396e-1 +
                z * (1.818357216161805012e-1 + z * (1.531383769920937332e-1 + z * 1.479819860511658591e-1)))))
  );
}
