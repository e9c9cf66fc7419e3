import type { Stream } from "ncsparse-kit/random";
import type { HeadInput } from "../head.js";
import { normals, type Shape } from "./gaussian.js";

/**
 * Queries and keys around common directions: each is sqrt(kappa) times one of M standard normal vectors, chosen at random,
 * plus sqrt(1 - kappa) times noise of its own; entries have variance 1.
 *
 * @param clusters M directions, and their concentration kappa in [0, 1]
 */
export function clustersInput(shape: Shape, clusters: { M: number; kappa: number }, source: Stream): HeadInput {
  const { M, kappa } = clusters;
  if (!(kappa >= 0 && kappa <= 1)) throw new RangeError(`clustersInput: kappa must be in [0, 1], got ${kappa}`);
  const { n, d } = shape;
  const centres = normals(source, M * d);
  const around = (): Float64Array => {
    const points = normals(source, n * d);
    for (let i = 0; i < n; i++) {
      const centre = Math.floor(source.uniform() * M) * d;
      for (let f = 0; f < d; f++) {
        points[i * d + f] = Math.sqrt(kappa) * centres[centre + f]! + Math.sqrt(1 - kappa) * points[i * d + f]!;
      }
    }
    return points;
  };
  return { n, d, queries: around(), keys: around() };
}
