/**
 * A map in tiles: rows by columns, in panels side by side. Each tile says its state three times, by colour, by shape and
 * by the number in it, so that it reads in grey and aloud.
 */
import { chartTextWidth } from "./advances.js";
import { chartText } from "./chart-text.js";
import {
  CHART_SIZE,
  chartConfig,
  colour,
  textColour,
  VEGALITE_SCHEMA,
  type ChartSpec,
  type SeriesColour,
} from "./theme.js";

/** Which side of a question a tile is on; `undecided` where its interval holds 0. */
export type TileState = "for" | "against" | "undecided";

export interface Tile {
  readonly row: number;
  readonly column: number;
  readonly state: TileState;
  /** A number, short: three or four characters. */
  readonly text: string;
}

export interface TilePanel {
  /** With `$symbols$`. */
  readonly title: string;
  readonly tiles: readonly Tile[];
}

export interface TileChart {
  readonly panels: readonly TilePanel[];
  /** Names of the rows, top first; a name that ends a group is followed by a gap. */
  readonly rows: readonly { readonly label: string; readonly endsGroup?: boolean }[];
  readonly columns: readonly string[];
  /** What the columns are, with `$symbols$`. */
  readonly columnTitle: string;
  /** What each state means, for the key. */
  readonly states: Readonly<Record<TileState, string>>;
  readonly description: string;
}

const TILE_HEIGHT = 30;
const TILE_GAP = 2;
const GROUP_GAP = 8;
const NAME_GAP = 10;
const PANEL_GAP = 22;
const KEY_HEIGHT = 22;
const HEAD = 22;
const FOOT = 40;
const NUMBER_SIZE = 11;

/** Colour and shape of each state; `for` points up. */
export const TILE_MARKS: Readonly<
  Record<TileState, { readonly shape: string; readonly colour: SeriesColour; readonly filled: boolean }>
> = {
  for: { shape: "triangle-up", colour: "blue", filled: true },
  against: { shape: "triangle-down", colour: "vermillion", filled: true },
  undecided: { shape: "diamond", colour: "orange", filled: false },
};

const STATES = ["for", "against", "undecided"] as const;

/**
 * The Vega-Lite spec of a map in tiles.
 *
 * @throws RangeError where a panel lacks a tile or has one twice
 */
export function tileChart(chart: TileChart): ChartSpec {
  for (const { title, tiles } of chart.panels) requireAllTiles(title, tiles, chart);
  const labels = chart.rows.map(({ label }) => chartText(label));
  const names = Math.ceil(Math.max(...labels.map((label) => chartTextWidth(label, CHART_SIZE.label)))) + NAME_GAP;
  const room = CHART_SIZE.width - names - (chart.panels.length - 1) * PANEL_GAP - 4;
  const width = Math.floor(room / chart.panels.length / chart.columns.length);
  const tops = rowTops(chart);
  const bottom = tops.at(-1)! + TILE_HEIGHT;
  const left = (panel: number): number => names + panel * (width * chart.columns.length + PANEL_GAP);
  const middles = chart.panels.map((_, p) => left(p) + (chart.columns.length * width) / 2);
  const column = (c: number): string => chartText(chart.columns[c]!);
  return {
    $schema: VEGALITE_SCHEMA,
    description: chart.description,
    config: chartConfig(),
    width: CHART_SIZE.width - 4,
    height: bottom + FOOT,
    data: {
      values: chart.panels.flatMap(({ title, tiles }, p) =>
        tiles.map(({ row, column: c, state, text }) => {
          const [x, y] = [left(p) + c * width, tops[row]!];
          return { panel: chartText(title), row: labels[row]!, column: column(c), state, text, x, y };
        }),
      ),
    },
    layer: [
      ...STATES.flatMap((state) => tileLayers(state, width)),
      ...labels.map((text, i) => textLayer(text, names - NAME_GAP, tops[i]! + TILE_HEIGHT / 2, "right")),
      ...chart.panels.flatMap((_, p) =>
        chart.columns.map((_, c) => textLayer(column(c), left(p) + (c + 0.5) * width, bottom + 11, "center")),
      ),
      ...chart.panels.map(({ title }, p) =>
        textLayer(chartText(title), middles[p]!, KEY_HEIGHT + HEAD / 2, "center", { fontWeight: 600 }),
      ),
      ...middles.map((x) =>
        textLayer(chartText(chart.columnTitle), x, bottom + 30, "center", { fontSize: CHART_SIZE.title }),
      ),
      ...keyLayers(chart.states),
    ],
  };
}

function requireAllTiles(title: string, tiles: readonly Tile[], { rows, columns }: TileChart): void {
  const places = new Set(tiles.map(({ row, column }) => row * columns.length + column));
  const all = rows.length * columns.length;
  if (places.size !== tiles.length || tiles.length !== all) {
    throw new RangeError(
      `tileChart: panel "${title}" must have ${all} distinct tiles, got ${places.size} of ${tiles.length}`,
    );
  }
}

function rowTops({ rows }: TileChart): number[] {
  let y = KEY_HEIGHT + HEAD;
  return rows.map(({ endsGroup }) => {
    const top = y;
    y += TILE_HEIGHT + (endsGroup ? GROUP_GAP : 0);
    return top;
  });
}

const place = (field: "x" | "y"): Record<string, unknown> => ({ field, type: "quantitative", scale: null, axis: null });

/** Ground, shape and number of the tiles of one state. */
function tileLayers(state: TileState, width: number): Record<string, unknown>[] {
  const { shape, colour: name, filled } = TILE_MARKS[state];
  const middle = { calculate: `datum.y + ${(TILE_HEIGHT - TILE_GAP) / 2}`, as: "my" };
  const of = [{ filter: `datum.state === '${state}'` }, middle];
  const at = (dx: number): Record<string, unknown>[] => [...of, { calculate: `datum.x + ${dx}`, as: "mx" }];
  const ends = [
    ...of,
    { calculate: `datum.x + ${width - TILE_GAP}`, as: "x2" },
    { calculate: `datum.y + ${TILE_HEIGHT - TILE_GAP}`, as: "y2" },
  ];
  const middleOf = { x: { ...place("x"), field: "mx" }, y: { ...place("y"), field: "my" } };
  const tooltip = ["panel", "row", "column", "text", "state"].map((field) => ({ field, type: "nominal" }));
  const centre = (width - TILE_GAP) / 2;
  return [
    {
      transform: ends,
      mark: { type: "rect", color: colour(name), opacity: 0.16 },
      encoding: { x: place("x"), x2: { field: "x2" }, y: place("y"), y2: { field: "y2" }, tooltip },
    },
    {
      transform: at(centre),
      mark: {
        type: "point",
        shape,
        size: 34,
        fill: filled ? colour(name) : colour("halo"),
        stroke: colour(name),
        strokeWidth: 1.2,
        opacity: 1,
        yOffset: -6,
      },
      encoding: middleOf,
    },
    {
      transform: at(centre),
      mark: { type: "text", baseline: "middle", align: "center", dy: 7, fontSize: NUMBER_SIZE, color: colour("ink") },
      encoding: { ...middleOf, text: { field: "text", type: "nominal" } },
    },
  ];
}

function textLayer(
  text: string,
  x: number,
  y: number,
  align: string,
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    data: { values: [{}] },
    mark: { type: "text", text, align, baseline: "middle", color: colour("ink"), ...more },
    encoding: { x: { value: x }, y: { value: y } },
  };
}

/** The key, in one line: shape and meaning of each state. */
function keyLayers(states: TileChart["states"]): Record<string, unknown>[] {
  let x = 4;
  return STATES.flatMap((state) => {
    const { shape, colour: name, filled } = TILE_MARKS[state];
    const text = chartText(states[state]);
    const at = x;
    x += chartTextWidth(text, CHART_SIZE.label) + 34;
    const mark = {
      type: "point",
      shape,
      size: 50,
      fill: filled ? colour(name) : colour("halo"),
      stroke: colour(name),
      opacity: 1,
    };
    return [
      { data: { values: [{}] }, mark, encoding: { x: { value: at + 4 }, y: { value: 9 } } },
      textLayer(text, at + 14, 9, "left", { color: textColour(name) }),
    ];
  });
}
