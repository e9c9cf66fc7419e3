import { stream, type Stream } from "ncsparse-kit/random";
import { drawInputs } from "../kernels/index.js";
import type { Matrix } from "./matrix.js";

/** Keys, queries and width of the example arrays. */
const LENGTH = 256;
const WIDTH = 32;

/** Directions that the structured keys and queries lie around, and the share of variance that these hold. */
const DIRECTIONS = 8;
const SHARE = 0.7;
/** How much the first key's logit is raised for every query. */
const SINK = 3;

/** Queries, keys and values as a reader would bring them. */
export interface ExampleHead {
  readonly q: Matrix;
  readonly k: Matrix;
  readonly v: Matrix;
}

/**
 * Arrays to try `measureAttention` on, always the same: 256 queries, keys and values of width 32.
 *
 * `gaussian`: all entries independent N(0, 1), as in the paper's setting. `structured`: queries and keys around eight common
 * directions, and a sink: the first coordinate is constant in the queries and 0 in all keys but the first, whose logit it
 * raises by 3.
 */
export function exampleHead(kind: "gaussian" | "structured"): ExampleHead {
  const source = stream(1, "example head", kind);
  if (kind === "gaussian") return { q: normal(source), k: normal(source), v: normal(source) };
  const directions = normal(source, DIRECTIONS);
  const [q, k, v] = [around(source, directions), around(source, directions), normal(source)];
  const constant = Math.sqrt(SINK * Math.sqrt(WIDTH));
  for (let i = 0; i < LENGTH; i++) {
    q.data[i * WIDTH] = constant;
    k.data[i * WIDTH] = i === 0 ? constant : 0;
  }
  return { q, k, v };
}

function normal(source: Stream, rows: number = LENGTH): Matrix {
  const data = new Float64Array(rows * WIDTH);
  drawInputs(source, "gaussian", data);
  return { rows, columns: WIDTH, data };
}

function around(source: Stream, directions: Matrix): Matrix {
  const points = normal(source);
  for (let i = 0; i < LENGTH; i++) {
    const at = Math.floor(source.uniform() * DIRECTIONS) * WIDTH;
    for (let f = 0; f < WIDTH; f++) {
      const own = points.data[i * WIDTH + f]!;
      points.data[i * WIDTH + f] = Math.sqrt(SHARE) * directions.data[at + f]! + Math.sqrt(1 - SHARE) * own;
    }
  }
  return points;
}
