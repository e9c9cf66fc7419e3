/** Tables of the family. */
import { ideal, METHODS } from "../../practical/methods/index.js";
import { meanInterval } from "ncsparse-kit/probability";
import type { Context } from "ncsparse-kit/claims/claim";
import { causalSample, LENGTH, MAP_INPUTS } from "./samples.js";

/** k of the map: an eighth of the keys. */
const MAP_WINDOW = LENGTH / 8;

/** The head of the map: inputs down, methods across. */
export const MAP_HEADER: readonly string[] = ["input", "ideal $m_k$", ...METHODS.map((method) => method.name)];

/** Mean captured mass of the ideal top-k at k = 32, n = 256, and of each method relative to it; a row for each input. */
export function practicalMap(context: Context): (string | number)[][] {
  return MAP_INPUTS.map((input) => {
    const sample = causalSample(input, context);
    const mass = meanInterval(sample.at(MAP_WINDOW, (_, top) => top.mass)).value;
    return [input, mass, ...METHODS.map((method) => meanInterval(sample.relativeMass(MAP_WINDOW, method)).value)];
  });
}

/** What each method costs beside its kept logits at k = 32, n = 256: products of width d a query, and the rest. */
export function costTable(): (string | number)[][] {
  return [ideal, ...METHODS].map(({ name, causalOnly, cost }) => [
    name,
    causalOnly ? "causal" : "both",
    cost.products(LENGTH, MAP_WINDOW),
    cost.words,
  ]);
}
