/**
 * Real numbers that may be too large or too small for a double: a sign and the logarithm of the size.
 *
 * The relative error of a value is about |ln x| rounding errors, i.e. below 1e-13 for every size that a double has.
 * This is what lets one formula be read at n = 10^112.
 */
export interface LogNumber {
  readonly sign: -1 | 0 | 1;
  /** ln |x|; -Infinity for 0. */
  readonly ln: number;
}

export const ZERO: LogNumber = { sign: 0, ln: -Infinity };

/** From a finite double. */
export function fromNumber(x: number): LogNumber {
  if (!Number.isFinite(x)) throw new RangeError(`fromNumber: x must be finite, got ${x}`);
  return x === 0 ? ZERO : { sign: x > 0 ? 1 : -1, ln: Math.log(Math.abs(x)) };
}

/** The positive number whose logarithm is `ln`. */
export function fromLn(ln: number): LogNumber {
  if (Number.isNaN(ln) || ln === Infinity) throw new RangeError(`fromLn: ln must be below Infinity, got ${ln}`);
  return ln === -Infinity ? ZERO : { sign: 1, ln };
}

/** To a double: Infinity or 0 where the value does not fit. */
export function toNumber(x: LogNumber): number {
  return x.sign === 0 ? 0 : x.sign * Math.exp(x.ln);
}

export function negate(x: LogNumber): LogNumber {
  return x.sign === 0 ? x : { sign: x.sign === 1 ? -1 : 1, ln: x.ln };
}

export function multiply(x: LogNumber, y: LogNumber): LogNumber {
  if (x.sign === 0 || y.sign === 0) return ZERO;
  return { sign: x.sign === y.sign ? 1 : -1, ln: x.ln + y.ln };
}

export function divide(x: LogNumber, y: LogNumber): LogNumber {
  if (y.sign === 0) throw new RangeError("divide: the divisor must not be 0, got 0");
  return multiply(x, { sign: y.sign, ln: -y.ln });
}

export function add(x: LogNumber, y: LogNumber): LogNumber {
  if (x.sign === 0) return y;
  if (y.sign === 0) return x;
  const [big, small] = x.ln >= y.ln ? [x, y] : [y, x];
  const ratio = Math.exp(small.ln - big.ln); // in (0, 1]
  if (big.sign === small.sign) return { sign: big.sign, ln: big.ln + Math.log1p(ratio) };
  if (ratio === 1) return ZERO;
  return { sign: big.sign, ln: big.ln + Math.log1p(-ratio) };
}

export function subtract(x: LogNumber, y: LogNumber): LogNumber {
  return add(x, negate(y));
}

/** x^y for x > 0 (any real y), and 0^y for y > 0. */
export function power(x: LogNumber, y: LogNumber): LogNumber {
  const exponent = toNumber(y);
  if (x.sign === 0 && exponent > 0) return ZERO;
  if (x.sign !== 1) throw new RangeError(`power: the base must be positive, got sign ${x.sign}`);
  return finite("power", { sign: 1, ln: x.ln * exponent });
}

export function exponential(x: LogNumber): LogNumber {
  return finite("exponential", { sign: 1, ln: toNumber(x) });
}

/** ln x for x > 0. */
export function logarithm(x: LogNumber): LogNumber {
  if (x.sign !== 1) throw new RangeError(`logarithm: x must be positive, got sign ${x.sign}`);
  return fromNumber(x.ln);
}

function finite(name: string, x: LogNumber): LogNumber {
  if (!Number.isFinite(x.ln)) throw new RangeError(`${name}: the result's logarithm must be finite, got ${x.ln}`);
  return x;
}
