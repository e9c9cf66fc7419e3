/** Step of the trapezoidal rule: the functions of u are analytic within pi of the line. */
const STEP = 0.5;
/** ln of the distance to the end, in units of `scale`, from which on nothing is left: 1e-9. */
const NEAREST = -21;
/** From this many scales on the nodes' distance grows, by a factor e over this many. */
const EVEN = 80;
const GROWTH = 4;
/** Halvings of the range of u, below 1e4, to rounding. */
const HALVINGS = 60;

/** Places and weights of an integral. */
export interface Nodes {
  readonly x: Float64Array;
  readonly dx: Float64Array;
}

/**
 * Nodes for an integral over [low, high]: geometric towards `low`, where the integrand may end abruptly, evenly half a
 * `scale` apart up to 80 scales, and ever wider beyond; at `high` the integrand must have vanished.
 */
export function rayNodes(low: number, high: number, scale: number): Nodes {
  const end = argument((high - low) / scale);
  const count = Math.ceil((end - NEAREST) / STEP);
  const step = (end - NEAREST) / count;
  const at = (j: number): number => NEAREST + (j + 0.5) * step;
  return {
    x: Float64Array.from({ length: count }, (_, j) => low + scale * distance(at(j))),
    dx: Float64Array.from({ length: count }, (_, j) => scale * step * slope(at(j))),
  };
}

/** ln(1 + e^u) + e^((u - 80) / 4). */
function distance(u: number): number {
  return (u > 40 ? u : Math.log1p(Math.exp(u))) + Math.exp((u - EVEN) / GROWTH);
}

function slope(u: number): number {
  return 1 / (1 + Math.exp(-u)) + Math.exp((u - EVEN) / GROWTH) / GROWTH;
}

/** The u of a distance. */
function argument(wanted: number): number {
  let [low, high] = [NEAREST, 1e4];
  for (let halving = 0; halving < HALVINGS; halving++) {
    const middle = 0.5 * (low + high);
    if (distance(middle) < wanted) low = middle;
    else high = middle;
  }
  return high;
}
