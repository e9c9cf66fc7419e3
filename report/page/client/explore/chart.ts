/** A live chart of a panel: drawn to the column's width, redrawn when that changes. */
import type { Config, Spec, View } from "vega";
import { chartConfig } from "ncsparse-kit/figures/theme";
import { makeOnePicture, openView, setTexts } from "../figures/view.js";

const FONT = String(chartConfig().font);

/** Rows of a chart's data sets, by name. */
export type ChartData = Readonly<Record<string, readonly object[]>>;

export class LiveChart {
  private readonly view: View;

  /**
   * @param stage where the chart stands; its `aria-label` goes with the picture
   * @param plot the spec at a width in px
   */
  constructor(
    private readonly stage: HTMLElement,
    plot: (width: number) => Spec,
  ) {
    this.view = openView(plot(stage.clientWidth), vegaConfig());
    this.view.initialize(stage);
    new ResizeObserver(() => {
      if (stage.clientWidth > 0 && stage.clientWidth !== this.view.width())
        void this.draw(() => this.view.width(stage.clientWidth));
    }).observe(stage);
  }

  /** Shows other data, and says in words what the picture shows. */
  async show(data: ChartData, signals: Readonly<Record<string, number>>, description: string): Promise<void> {
    await this.draw(() => {
      for (const [name, rows] of Object.entries(data)) this.view.data(name, [...rows]);
      for (const [name, value] of Object.entries(signals)) this.view.signal(name, value);
    });
    this.stage.querySelector("svg")?.setAttribute("aria-label", description);
  }

  /** Calls back with the values of two scales, `x` and `y`, where the reader clicks into the plot. */
  onClick(picked: (x: number, y: number) => void): void {
    this.view.addEventListener("click", (event) => {
      const [left, top] = this.view.origin();
      const svg = this.stage.querySelector("svg")?.getBoundingClientRect();
      if (svg === undefined || !(event instanceof MouseEvent)) return;
      const value = (name: string, px: number): number =>
        (this.view.scale(name) as { invert: (px: number) => number }).invert(px);
      picked(value("x", event.clientX - svg.left - left), value("y", event.clientY - svg.top - top));
    });
  }

  private async draw(change: () => void): Promise<void> {
    change();
    await this.view.runAsync();
    const svg = this.stage.querySelector("svg");
    if (svg === null) return;
    svg.setAttribute("class", "chart");
    svg.setAttribute("role", "img");
    svg.setAttribute("font-family", FONT);
    setTexts(svg);
    makeOnePicture(svg);
  }
}

/** The theme for a spec that Vega-Lite has not compiled: its one `font` is spread over what Vega asks. */
function vegaConfig(): Config {
  const { axis, ...rest } = chartConfig() as Config;
  return { ...rest, axis: { ...axis, labelFont: FONT, titleFont: FONT }, text: { ...rest.text, font: FONT } };
}
