/** What `ncsparse measure` says of a model's heads, in sentences: the terminal and the page say the same. */
import { growthOf, type HeadFigures, type MeasuredHead, type MeasureHeadSettings, type ModelSummary } from "ncsparse";
import { sayNumber } from "../../../../text/numbers.js";

/** A prediction within this factor of what was measured is called right. */
const RIGHT = 1.25;

export interface ModelWords {
  /** What to do, first. */
  readonly answer: string;
  /** What it rests on. */
  readonly sentences: readonly string[];
}

export function modelWords(
  heads: readonly MeasuredHead[],
  summary: ModelSummary,
  settings: MeasureHeadSettings,
): ModelWords {
  const longest = Math.max(...heads.map(({ figures }) => figures.keys));
  return {
    answer: answerOf(summary, settings, longest),
    sentences: [
      growthSentence(summary),
      sharedSentence(summary, settings, longest),
      scaleSentence(heads, summary),
      lawSentence(heads),
    ],
  };
}

/** e.g. "29 of 32 heads keep the output within 5 % with k = 0.9 n^0.61 keys a row: 112 of 2,048." */
function answerOf({ law, heads, shared }: ModelSummary, settings: MeasureHeadSettings, longest: number): string {
  if (law === null) {
    return `With ${sayNumber(shared.each)} of ${sayNumber(longest)} keys a row the ${plural(heads, "head")} ${heads === 1 ? "keeps" : "keep"} ${kept("tv", settings)} on average; rows of one length do not tell how that grows.`;
  }
  const k = Math.min(longest, Math.ceil(law.alpha * longest ** law.C));
  return `${sayNumber(law.served)} of ${plural(law.of, "head")} keep ${kept(law.budget, settings)} with k = ${sayNumber(law.alpha)} n^${law.C.toFixed(2)} keys a row: ${sayNumber(k)} of ${sayNumber(longest)} (${sayNumber((100 * k) / longest)} %).`;
}

function kept(budget: "tv" | "output", { tv, output }: MeasureHeadSettings): string {
  if (budget === "output") return `their output within ${sayNumber(100 * output)} %`;
  return `${sayNumber(100 * (1 - tv))} % of the attention`;
}

function growthSentence({ growth, C, heads }: ModelSummary): string {
  if (growth.untold === heads) return "No rows are of different lengths, so the growth of the need was not measured.";
  const parts = [
    [growth.sparse, "grows as n^C with C between 0 and 1 (they are n^C-sparse)"],
    [growth.linear, "cannot be told from a constant share of the row"],
    [growth.bounded, "does not grow"],
    [growth.untold, "cannot be told, as their rows are too short"],
  ] as const;
  const told = parts.filter(([count]) => count > 0).map(([count, what]) => `for ${sayNumber(count)} it ${what}`);
  return `What a row needs, as rows grow: of ${plural(heads, "head")}, ${list(told)}. The exponent C of the head in the middle is ${C.median.toFixed(2)} (from ${C.least.toFixed(2)} to ${C.most.toFixed(2)}).`;
}

function sharedSentence({ shared, heads }: ModelSummary, { tv }: MeasureHeadSettings, longest: number): string {
  const whole = `At ${sayNumber(longest)} keys, ${sayNumber(shared.each)} keys a row keep the mean total variation within ${sayNumber(tv)}`;
  if (heads === 1) return `${whole}.`;
  const saved = 100 * (1 - shared.perHead / shared.each);
  return `${whole} with the same number for every head; shared out by head, ${sayNumber(shared.perHead)} do${saved >= 1 ? `, ${sayNumber(saved)} % fewer` : ""}.`;
}

function scaleSentence(heads: readonly MeasuredHead[], { sigma, c }: ModelSummary): string {
  const frozen = heads.filter(({ figures }) => figures.freezing.median >= 1).length;
  const scales = `The head in the middle has row scale sigma = ${sayNumber(sigma.median)} (from ${sayNumber(sigma.least)} to ${sayNumber(sigma.most)}) and c = sigma / sqrt(2 ln n) = ${sayNumber(c.median)} (from ${sayNumber(c.least)} to ${sayNumber(c.most)})`;
  const phase = `${frozen === 0 ? "no head is" : frozen === 1 ? "1 head is" : `${sayNumber(frozen)} heads are`} frozen, with a few keys that hold most of the mass`;
  return `${scales}; ${phase}.`;
}

/** How often the row scale alone says what is needed. */
function lawSentence(heads: readonly MeasuredHead[]): string {
  const right = heads.filter(({ figures }) => isPredicted(figures)).length;
  return `For ${sayNumber(right)} of ${plural(heads.length, "head")} Gaussian logits of the same row scales need as many keys as were measured, within a factor of ${RIGHT}.`;
}

function isPredicted({ needed }: HeadFigures): boolean {
  const ratio = needed.tv.median / needed.tvPredicted.median;
  return ratio <= RIGHT && ratio >= 1 / RIGHT;
}

/** One head in a line. */
export function headWords({ figures }: MeasuredHead): string {
  const { exponent, needed, keys } = figures;
  const need = `A row in the middle needs ${sayNumber(needed.tv.median)} of ${sayNumber(keys)} keys; Gaussian logits of the same scales would need ${sayNumber(needed.tvPredicted.median)}.`;
  if (exponent === null) return need;
  const interval = `C = ${exponent.C.toFixed(2)} [${exponent.low.toFixed(2)}, ${exponent.high.toFixed(2)}]`;
  const verdict = {
    sparse: `What a row needs grows as n^C with ${interval}: this head is n^C-sparse.`,
    linear: `What a row needs grows as n^C with ${interval}: it is not told from a constant share of the row.`,
    bounded: `What a row needs does not grow: ${interval}.`,
    untold: "",
  }[growthOf(exponent)];
  return `${need} ${verdict}`;
}

function plural(count: number, what: string): string {
  return `${sayNumber(count)} ${what}${count === 1 ? "" : "s"}`;
}

function list(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join("");
  return `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)!}`;
}
