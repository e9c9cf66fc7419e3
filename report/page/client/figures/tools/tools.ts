/** Under each figure: its numbers, its files, a larger view, its series one by one. Built when the reader opens it. */
import { figureSource, type FigureSource } from "../figure-source.js";
import { symbolsHtml } from "../view.js";
import { dataView } from "./data-view.js";
import { download } from "./download.js";
import { openLarger } from "./larger.js";
import { labelsOf, seriesOf, type SeriesSwitch } from "./series.js";
import { dataTables, toCsv, type DataTable } from "./tables.js";

/**
 * Adds the tools to a drawn figure.
 *
 * @param still the static drawing that came with the page; what "SVG" saves
 */
export function addTools(figure: HTMLElement, still: SVGElement): void {
  const label = figure.querySelector(".figure-label")?.textContent ?? "figure";
  const details = document.createElement("details");
  details.className = "figure-tools";
  const summary = document.createElement("summary");
  summary.textContent = "Data and downloads";
  summary.setAttribute("aria-label", `Data and downloads, ${label}`);
  details.append(summary);
  details.addEventListener("toggle", () => void fill(details, figure, still, label), { once: true });
  figure.append(details);
  pointAtLabels(figure);
}

async function fill(details: HTMLElement, figure: HTMLElement, still: SVGElement, label: string): Promise<void> {
  const source = await figureSource(figure);
  const tables = dataTables(source.vegaLite);
  details.append(
    deeds(figure, still, source, tables),
    ...seriesRow(figure),
    ...tables.map((table, i) => dataView(table, `${label}, data${tables.length > 1 ? ` ${i + 1}` : ""}`)),
  );
}

function deeds(figure: HTMLElement, still: SVGElement, source: FigureSource, tables: DataTable[]): HTMLElement {
  const name = figure.id.replace(/^fig-/, "figure-");
  const row = document.createElement("p");
  row.className = "tool-row";
  row.append(
    button("SVG", "Download as SVG", () => {
      download(`${name}.svg`, "image/svg+xml", new XMLSerializer().serializeToString(still));
    }),
    button("CSV", "Download the data as CSV", () => download(`${name}.csv`, "text/csv", toCsv(tables))),
    button("Vega-Lite", "Download the Vega-Lite spec", () => {
      download(`${name}.vl.json`, "application/json", `${JSON.stringify(source.vegaLite, null, 2)}\n`);
    }),
    button("Larger", "Open in the whole window", () => void openLarger(figure, still, source)),
  );
  return row;
}

/** A button for each series; pressed, it alone is shown. */
function seriesRow(figure: HTMLElement): HTMLElement[] {
  const series = seriesOf(figure);
  if (series === null) return [];
  const row = document.createElement("p");
  row.className = "tool-row series-row";
  row.append("Only ");
  for (const name of series.names) {
    const one = button("", "", () => choose(figure, series, one.getAttribute("aria-pressed") === "true" ? null : name));
    one.innerHTML = symbolsHtml(name);
    one.dataset.series = name;
    one.setAttribute("aria-pressed", String(figure.dataset.single === name));
    row.append(one);
  }
  return [row];
}

/** Direct labels answer to the pointer; the buttons of the series row are the same for the keyboard. */
function pointAtLabels(figure: HTMLElement): void {
  const series = seriesOf(figure);
  if (series === null) return;
  for (const { element, name } of labelsOf(figure, series.names)) {
    element.classList.add("names-series");
    element.addEventListener("click", () => choose(figure, series, figure.dataset.single === name ? null : name));
  }
}

function choose(figure: HTMLElement, series: SeriesSwitch, name: string | null): void {
  series.single(name);
  if (name === null) delete figure.dataset.single;
  else figure.dataset.single = name;
  for (const one of figure.querySelectorAll<HTMLElement>("[data-series]"))
    one.setAttribute("aria-pressed", String(one.dataset.series === name));
}

function button(text: string, title: string, act: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  if (title !== "") made.title = title;
  made.addEventListener("click", act);
  return made;
}
