/** Singling out one series of a figure: its direct label is clicked, or its button pressed, and the others step back. */

/** What Vega leaves on the elements that it draws. */
interface VegaItem {
  readonly datum?: Readonly<Record<string, unknown>>;
  readonly text?: unknown;
}

const DIMMED = "dimmed";

export interface SeriesSwitch {
  /** Chart text of the labels, in the figure's order. */
  readonly names: readonly string[];
  /** Shows one series, or all (null). */
  single(name: string | null): void;
}

/**
 * The series of a drawn figure: a field whose values the figure writes as labels in its plot; null where it has not two.
 *
 * @param figure holds the drawing of a Vega view
 */
export function seriesOf(figure: Element): SeriesSwitch | null {
  const marks = [...figure.querySelectorAll(".drawing .role-mark :is(path, line, text)")].map((element) => ({
    element,
    item: itemOf(element),
  }));
  const labels = marks.flatMap(({ element, item }) => (element.tagName === "text" ? textOf(item) : []));
  const found = seriesField(
    marks.flatMap(({ item }) => (item?.datum === undefined ? [] : [item.datum])),
    new Set(labels),
  );
  if (found === null) return null;
  const { field, names } = found;
  const seriesAt = (element: Element, item: VegaItem | undefined): string | null => {
    const named = element.tagName === "text" ? item?.text : item?.datum?.[field];
    return typeof named === "string" && names.includes(named) ? named : null;
  };
  const parts = marks.flatMap(({ element, item }) => {
    const name = seriesAt(element, item);
    return name === null ? [] : [{ element, name }];
  });
  return {
    names,
    single: (name) => {
      for (const part of parts) part.element.classList.toggle(DIMMED, name !== null && part.name !== name);
    },
  };
}

/** The direct labels of a figure that name one of some series. */
export function labelsOf(figure: Element, names: readonly string[]): { element: Element; name: string }[] {
  return [...figure.querySelectorAll(".drawing .role-mark text")].flatMap((element) => {
    const found = textOf(itemOf(element)).filter((name) => names.includes(name));
    return found.map((name) => ({ element, name }));
  });
}

/** What a label says, before its symbols were set; nothing for text of several lines. */
function textOf(item: VegaItem | undefined): string[] {
  return typeof item?.text === "string" ? [item.text] : [];
}

/** Lines carry an item of theirs; its datum tells the series. */
function itemOf(element: Element): VegaItem | undefined {
  const bound = (element as unknown as { __data__?: VegaItem | readonly VegaItem[] }).__data__;
  return Array.isArray(bound) ? (bound as readonly VegaItem[])[0] : (bound as VegaItem | undefined);
}

function seriesField(
  data: readonly Readonly<Record<string, unknown>>[],
  labels: ReadonlySet<string>,
): { field: string; names: string[] } | null {
  const fields = new Set(data.flatMap((datum) => Object.keys(datum).filter((key) => typeof datum[key] === "string")));
  for (const field of fields) {
    const values = new Set(data.map((datum) => datum[field]));
    const names = [...labels].filter((label) => label !== "" && values.has(label));
    // Where each name has one row, the names are those of rows, not of series.
    const several = names.some((name) => new Set(data.filter((datum) => datum[field] === name).map(rowText)).size > 1);
    if (names.length >= 2 && several) return { field, names };
  }
  return null;
}

/** Tells rows apart that several marks show; Vega's own keys are symbols, which JSON leaves out. */
function rowText(row: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(row);
}
