/** Figures follow the reader's colour scheme: each colour token of the theme becomes a custom property. */
import { CHART_COLOURS } from "ncsparse-kit/figures/theme";

/** Custom properties for light and dark ground, and the attribute selectors that apply them to SVG. */
export function chartCss(): string {
  const tokens = Object.entries(CHART_COLOURS);
  const light = tokens.map(([name, tone]) => `--chart-${name}:${tone.light};`).join("");
  const dark = tokens.map(([name, tone]) => `--chart-${name}:${tone.dark};`).join("");
  const rules = tokens.map(
    ([name, tone]) =>
      `.chart [fill="${tone.light}"]{fill:var(--chart-${name})}.chart [stroke="${tone.light}"]{stroke:var(--chart-${name})}`,
  );
  return `:root{${light}}\n@media screen and (prefers-color-scheme:dark){:root{${dark}}}\n${rules.join("\n")}`;
}
