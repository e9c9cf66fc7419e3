/** "Choose a window": n, sigma and a budget give k, what it captures, its error in every norm, and one drawn row. */
import type { Size } from "ncsparse/limit/sampler/count";
import type { WindowSample } from "ncsparse/limit/sampler/row-sampler";
import { inspectWindow, type WindowInspection } from "ncsparse/window/inspect-window";
import { LiveChart } from "./chart.js";
import { Fields } from "./fields.js";
import { lnOf, parseLength, parseRange, parseShare, parseWindow } from "./parse.js";
import { rowPlot } from "./plots.js";
import { drawnRow, lawCurve } from "./row-values.js";
import { countQuantity, type Quantity } from "./quantity.js";
import { showAnswer, showCommand, showRows, type ResultRow } from "./results.js";

/** Enough for two digits of a mean; each answer stays below half a second. */
const SAMPLED_ROWS = 200;
/** As few as may be sampled where no sampled number is shown. */
const LEAST_ROWS = 2;
/** Amounts that a reader who switches the kind of budget begins with. */
const FIRST_AMOUNT: Readonly<Record<string, string>> = { tv: "0.05", mass: "0.95", k: "1000" };

interface Question {
  readonly n: Size;
  /** The least of the scales: it needs the most keys. */
  readonly sigma: number;
  /** The largest, where a range was asked of. */
  readonly mostSigma: number;
  readonly budget: { readonly tv: number } | { readonly k: Size };
}

/** Brings the panel to life and computes once. */
export async function windowPanel(panel: HTMLElement): Promise<void> {
  const chart = new LiveChart(panel.querySelector<HTMLElement>(".live-chart")!, rowPlot);
  let rowIndex = 0;
  let last: { question: Question; found: WindowInspection } | null = null;

  const drawRow = async (): Promise<void> => {
    if (last === null) return;
    const { question, found } = last;
    const { points, at } = drawnRow(found.n, found.k, question.sigma, rowIndex);
    showRows(panel, resultRows(found, at));
    const number = panel.querySelector(".row-number");
    if (number !== null) number.textContent = `row ${rowIndex + 1} of the seed`;
    const wanted = "tv" in question.budget ? [{ mass: 1 - question.budget.tv }] : [];
    panel.toggleAttribute("data-no-law", found.law === null);
    const data = {
      law: found.law === null ? [] : lawCurve(found.n, question.sigma),
      row: points,
      window: [{ log10K: found.k.ln / Math.LN10 }],
      wanted,
    };
    const mass = Math.exp(at.lnMass).toPrecision(3);
    await chart.show(
      data,
      { most: found.n.ln / Math.LN10 },
      `Captured mass against the window, from 0 to 1: ${found.law === null ? "one drawn row; the law of a typical row does not apply here" : "the law of a typical row, and one drawn row beside it"}. At the window k the drawn row captures ${mass}.`,
    );
  };

  const fields = new Fields(panel, async () => {
    const question = ask(fields);
    const found = inspectWindow({ ...question, rows: SAMPLED_ROWS });
    last = { question, found };
    showAnswer(panel, ...answer(found, question));
    showCommand(panel, command(question));
    await drawRow();
  });
  fields.control("budget").addEventListener("change", () => {
    fields.set("amount", FIRST_AMOUNT[fields.text("budget")]!);
    fields.later();
  });
  panel.querySelector('[data-deed="draw"]')?.addEventListener("click", () => {
    rowIndex += 1;
    void drawRow();
  });
  await fields.now();
}

function ask(fields: Fields): Question {
  const n = parseLength("n", fields.text("n"));
  const scales = parseRange("sigma", fields.text("sigma"), { least: 0, most: 100, open: true });
  const { low: sigma, high: mostSigma } = scales;
  const [kind, amount] = [fields.text("budget"), fields.text("amount")];
  if (kind === "k") return { n, sigma, mostSigma, budget: { k: parseWindow("amount", amount, n) } };
  const share = parseShare("amount", amount);
  return { n, sigma, mostSigma, budget: { tv: kind === "tv" ? share : 1 - share } };
}

function answer(found: WindowInspection, question: Question): (string | Quantity)[][] {
  const { n, k, tvExpected, sampled, tvError } = found;
  const first = [
    "The window: $k$ = ",
    countQuantity("k", k),
    ", a share of ",
    { key: "share", ln: k.ln - n.ln },
    " of the keys ($k = n^C$ with $C$ = ",
    { key: "C", value: k.ln / n.ln },
    "). On average a row leaves ",
    { key: "answer.expected", value: tvExpected },
    ` of its mass. ${SAMPLED_ROWS} sampled rows capture `,
    { key: "answer.mass", ln: sampled.lnMass },
    " and leave ",
    { key: "answer.tv", ln: sampled.lnTail },
    " on average (standard error of that mean ",
    { key: "tvError", value: tvError },
    ", standard deviation from row to row ",
    { key: "tvSpread", value: tvError * Math.sqrt(SAMPLED_ROWS) },
    ").",
  ];
  const others = question.mostSigma === question.sigma ? [] : [otherEnd(question)];
  return [first, ...others, [validity(found)]];
}

/** What the largest scale of a range needs, or loses: the answer is of the least, which is the safe one. */
function otherEnd({ n, sigma, mostSigma, budget }: Question): (string | Quantity)[] {
  const { k, tvExpected } = inspectWindow({ n, sigma: mostSigma, budget, rows: LEAST_ROWS });
  return [
    `That is at $\\sigma$ = ${sigma}, the safe end of the range. At $\\sigma$ = ${mostSigma} it is $k$ = `,
    countQuantity("other.k", k),
    ", and a row leaves ",
    { key: "other.expected", value: tvExpected },
    ".",
  ];
}

/** The library's own statement of where its rule and its law hold. */
function validity({ method, ruleReason, lawReason }: WindowInspection): string {
  const chosen = {
    rule: "Chosen by the window rule, which applies here.",
    integral: `Chosen by the mean itself, an integral, since the window rule does not apply: ${ruleReason}.`,
    given: "The window was given.",
  }[method];
  const law =
    lawReason === ""
      ? " The closed-form errors of the column “law” hold to a few per cent."
      : method === "integral" && lawReason === ruleReason
        ? " The closed-form errors of the column “law” do not apply either."
        : ` The closed-form errors of the column “law” do not apply: ${lawReason}.`;
  return chosen + law;
}

function resultRows({ law, sampled, k, n }: WindowInspection, row: WindowSample): ResultRow[] {
  const line = (key: string, label: string, byLaw: number | undefined, byRows: number, drawn?: number): ResultRow => ({
    label,
    cells: [
      byLaw === undefined ? null : { key: `law.${key}`, ln: byLaw },
      { key: `sampled.${key}`, ln: byRows },
      drawn === undefined ? null : { key: `row.${key}`, ln: drawn },
    ],
  });
  const rows = [
    line("mass", "captured mass $m_k$, mean", law?.lnMass, sampled.lnMass, row.lnMass),
    line("tv", "total variation $1 - m_k$, mean", law?.lnTail, sampled.lnTail, row.lnTail),
    line("l1", "$l_1$, mean", law?.lnL1, sampled.lnL1, row.lnL1),
    line("l2", "$l_2$, root mean square", law?.lnL2, sampled.lnL2, row.lnL2),
    line("max", "largest entry, median", law?.lnMax, sampled.lnMax, row.lnLinf),
    line("frobenius", "Frobenius, $n$ rows", law?.lnFrobenius, sampled.lnFrobenius),
  ];
  const output = law === null || k.ln === n.ln ? null : { key: "law.output", ln: law.lnOutput };
  return [...rows, { label: "output along the query, relative", cells: [output, null, null] }];
}

function command({ n, sigma, mostSigma, budget }: Question): string {
  const length = typeof n === "number" ? `--n ${n}` : `--ln-n ${lnOf(n)}`;
  const rows = `--rows ${SAMPLED_ROWS}`;
  const scales = mostSigma === sigma ? sigma : `${sigma}..${mostSigma}`;
  if ("tv" in budget) return `npx ncsparse window ${length} --sigma ${scales} --tv ${budget.tv} ${rows}`;
  const window = typeof budget.k === "number" ? `--k ${budget.k}` : `--C ${lnOf(budget.k) / lnOf(n)}`;
  return `npx ncsparse sample ${length} --sigma ${sigma} ${window} ${rows}`;
}
