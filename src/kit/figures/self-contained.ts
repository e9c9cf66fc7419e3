/** Figures carry their data: a spec that would load something, or link somewhere, is refused. */

/** Keys that make Vega or Vega-Lite fetch or link, wherever they stand in a spec. */
const LOADING_KEYS: ReadonlySet<string> = new Set(["url", "href", "loader", "topojson"]);

/**
 * Refuses a spec that names data, images or links to be loaded.
 *
 * @throws RangeError with the path of the offending key, e.g. `data.url`
 */
export function assertSelfContained(spec: unknown, path = ""): void {
  if (typeof spec !== "object" || spec === null) return;
  for (const [key, value] of Object.entries(spec)) {
    // Rows of data may have a column of any name: only the grammar around them is judged.
    if (key === "datasets" || (key === "values" && Array.isArray(value))) continue;
    const here = path === "" ? key : `${path}.${key}`;
    if (LOADING_KEYS.has(key)) throw new RangeError(`figure: "${here}" would load something; figures carry their data`);
    assertSelfContained(value, here);
  }
}
