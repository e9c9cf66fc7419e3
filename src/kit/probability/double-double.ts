const SPLITTER = 134217729; // 2^27 + 1

/** a + b as a rounded sum and its exact rounding error (Knuth). */
export function twoSum(a: number, b: number): [sum: number, error: number] {
  const sum = a + b;
  const part = sum - a;
  return [sum, a - (sum - part) + (b - part)];
}

/** a b as a rounded product and its exact rounding error (Dekker, Veltkamp); |a|, |b| < 2^996. */
export function twoProduct(a: number, b: number): [product: number, error: number] {
  const product = a * b;
  const aScaled = SPLITTER * a;
  const aHigh = aScaled - (aScaled - a);
  const aLow = a - aHigh;
  const bScaled = SPLITTER * b;
  const bHigh = bScaled - (bScaled - b);
  const bLow = b - bHigh;
  return [product, aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow)];
}
