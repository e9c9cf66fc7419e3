/** ln(x / (1 - x)): of a mean tail it is nearly linear in ln k and in ln n. */
export function logit(x: number): number {
  return Math.log(x) - Math.log1p(-x);
}
