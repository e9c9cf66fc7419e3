/** Maps of a model: a row a layer, a cell a head, coloured by one quantity. */
import type { HeadFigures, MeasuredHead } from "ncsparse";
import { sayNumber } from "../../../../text/numbers.js";

export interface MapQuantity {
  readonly id: string;
  readonly name: string;
  /** What to see in it. */
  readonly words: string;
  readonly log: boolean;
  readonly of: (figures: HeadFigures) => number;
  /** People's digits by default. */
  readonly digits?: number;
}

const QUANTITIES: readonly MapQuantity[] = [
  {
    id: "exponent",
    name: "exponent C",
    words:
      "How the keys that a row needs grow with its length: k = α n^C. At 0 a constant window serves, at 1 the need is a share of the row.",
    log: false,
    of: ({ exponent }) => exponent?.C ?? NaN,
    digits: 2,
  },
  {
    id: "needed",
    name: "needed k",
    words: "The fewest keys that keep the budget of total variation, on the row in the middle.",
    log: true,
    of: ({ needed }) => needed.tv.median,
  },
  {
    id: "sigma",
    name: "row scale σ",
    words: "The standard deviation of a row's logits, on the row in the middle.",
    log: false,
    of: ({ sigma }) => sigma.median,
  },
  {
    id: "c",
    name: "c = σ / √(2 ln n)",
    words: "The row scale beside the length's own: Gaussian rows are frozen from c = 1 on.",
    log: false,
    of: ({ c }) => c.median,
  },
  {
    id: "freezing",
    name: "freezing, by gaps",
    words:
      "The same without a law: 1 / max (ln N(t) / t), N(t) the keys within t of the largest logit. Frozen from 1 on.",
    log: false,
    of: ({ freezing }) => freezing.median,
  },
  {
    id: "law",
    name: "needed / predicted",
    words:
      "Needed keys over those of Gaussian logits of the same row scales: below 1 the head is sparser than its scale says.",
    log: true,
    of: ({ needed }) => needed.tv.median / needed.tvPredicted.median,
  },
];

/** Numbers are written into the cells up to this many heads a layer. */
const WRITTEN = 16;

export interface MapView {
  readonly id: string;
  readonly name: string;
  readonly words: string;
  readonly first: boolean;
  readonly low: string;
  readonly high: string;
  readonly columns: number;
  readonly layers: readonly { readonly layer: string; readonly cells: readonly CellView[] }[];
}

interface CellView {
  readonly href: string;
  readonly label: string;
  /** The colour's place between the ends, in per cent. */
  readonly share: number;
  readonly dark: boolean;
  readonly text: string;
}

/** @param heads of one batch */
export function mapViews(heads: readonly MeasuredHead[]): MapView[] {
  return QUANTITIES.map((quantity, q) => mapView(quantity, heads, q === 0));
}

function mapView(
  { id, name, words, log, of, digits }: MapQuantity,
  heads: readonly MeasuredHead[],
  first: boolean,
): MapView {
  const values = heads.map(({ figures }) => of(figures)).filter((x) => Number.isFinite(x));
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const share = (x: number): number => {
    if (!(high > low) || !Number.isFinite(x)) return 0;
    return Math.round(100 * (log ? Math.log(x / low) / Math.log(high / low) : (x - low) / (high - low)));
  };
  const text = (x: number): string => (digits === undefined || !Number.isFinite(x) ? sayNumber(x) : x.toFixed(digits));
  const layers = [...new Set(heads.map(({ layer }) => layer))];
  const columns = 1 + Math.max(...heads.map(({ head }) => head));
  return {
    id,
    name,
    words,
    first,
    low: values.length === 0 ? "–" : text(low),
    high: values.length === 0 ? "–" : text(high),
    columns,
    layers: layers.map((layer) => ({
      layer: String(layer),
      cells: heads
        .filter((one) => one.layer === layer)
        .map((one) => {
          const value = of(one.figures);
          return {
            href: `#${headId(one)}`,
            label: `layer ${one.layer}, head ${one.head}: ${name} ${text(value)}`,
            share: share(value),
            dark: share(value) > 55,
            text: columns <= WRITTEN ? text(value) : "",
          };
        }),
    })),
  };
}

export function headId({ layer, head }: MeasuredHead): string {
  return `head-${layer}-${head}`;
}
