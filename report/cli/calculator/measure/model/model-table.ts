/** A line for each head. */
import type { MeasuredHead } from "ncsparse";
import type { TextTable } from "../measure-text.js";
import { sayNumber } from "../../../../text/numbers.js";

/** @param most heads, evenly chosen; all by default */
export function headsTable(heads: readonly MeasuredHead[], most = heads.length): TextTable {
  const withBatch = heads.some(({ batch }) => batch !== heads[0]!.batch);
  const withOutput = heads.some(({ figures }) => figures.needed.output !== null);
  const count = Math.min(most, heads.length);
  const shown = Array.from({ length: count }, (_, i) => heads[Math.floor((i * heads.length) / count)]!);
  return {
    title: count < heads.length ? `${sayNumber(count)} of ${sayNumber(heads.length)} heads (--json has all)` : "Heads",
    header: [
      ...(withBatch ? ["batch"] : []),
      ...["layer", "head", "sigma", "c", "kurtosis", "freezing", "needed k", "predicted", "certified"],
      ...(withOutput ? ["for output"] : []),
      ...["C", "low", "high"],
    ],
    rows: shown.map(({ batch, layer, head, figures: f }) => [
      ...(withBatch ? [String(batch)] : []),
      ...[String(layer), String(head)],
      ...[f.sigma, f.c, f.excessKurtosis, f.freezing].map(({ median }) => sayNumber(median)),
      ...[f.needed.tv, f.needed.tvPredicted, f.needed.tvCertified].map(({ median }) => sayNumber(median)),
      ...(withOutput ? [sayNumber(f.needed.output?.median ?? NaN)] : []),
      ...[f.exponent?.C, f.exponent?.low, f.exponent?.high].map((x) => x?.toFixed(2) ?? "–"),
    ]),
  };
}

/** Budgets and selectors at equal cost, over the heads on which they were compared. */
export function comparedTables(heads: readonly MeasuredHead[]): TextTable[] {
  const compared = heads.flatMap((head) => (head.compared === null ? [] : [head.compared]));
  if (compared.length === 0) return [];
  const { k } = compared[0]!;
  const of = compared.length === 1 ? "1 head" : `${sayNumber(compared.length)} heads`;
  const table = (what: "budgets" | "selectors", title: string): TextTable => ({
    title: `${title}, ${sayNumber(k)} keys a row, mean over ${of}`,
    header: [what.slice(0, -1), "captured mass", ...(what === "budgets" ? ["95 % of rows have"] : []), "output error"],
    rows: compared[0]![what].map(({ name }, i) => {
      const mean = (of: "mass" | "massLow" | "output"): string =>
        sayNumber(compared.reduce((sum, one) => sum + one[what][i]![of], 0) / compared.length);
      const label = name.startsWith("k ~ n^") ? "k ~ n^C, each head's own C" : name;
      return [label, mean("mass"), ...(what === "budgets" ? [mean("massLow")] : []), mean("output")];
    }),
  });
  return [
    table("budgets", "The largest keys, by how many a row is given"),
    table("selectors", "As many keys for every row, by how they are chosen"),
  ];
}
