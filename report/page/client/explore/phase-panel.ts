/** The phase diagram at a chosen n, and what a typical row has at one point of its plane. */
import { LiveChart } from "./chart.js";
import { Fields } from "./fields.js";
import { lnOf, parseLength, parseNumber } from "./parse.js";
import {
  LAST_SCALE,
  limitLines,
  massContours,
  phaseValues,
  type PhaseValues,
  type PlanePoint,
} from "./phase-values.js";
import { phasePlot } from "./plots.js";
import { countQuantity, type Quantity } from "./quantity.js";
import { showAnswer, showCommand, showRows, type ResultRow } from "./results.js";

/** Steps of the plane that a click lands on: finer than a finger. */
const CLICK_STEP = 0.01;

/** Brings the panel to life and computes once. */
export async function phasePanel(panel: HTMLElement): Promise<void> {
  const chart = new LiveChart(panel.querySelector<HTMLElement>(".live-chart")!, phasePlot);
  let drawnLnN = NaN;
  const fields = new Fields(panel, async () => {
    const n = parseLength("n", fields.text("n"));
    const lnN = lnOf(n);
    const point = {
      c: parseNumber("c", fields.text("c"), { least: 0, most: LAST_SCALE }),
      C: parseNumber("C", fields.text("C"), { least: 0, most: 1, open: true }),
    };
    const values = phaseValues(lnN, point);
    showAnswer(panel, ...answer(values, point));
    showRows(panel, resultRows(values, lnN));
    const length = typeof n === "number" ? `--n ${n}` : `--ln-n ${lnN}`;
    showCommand(panel, `npx ncsparse exponents --c ${point.c} --C ${point.C} ${length}`);
    // The contours depend on n alone, and cost more than everything else.
    const plane = lnN === drawnLnN ? {} : planeOf(lnN);
    drawnLnN = lnN;
    await chart.show({ ...plane, point: [point] }, {}, describe(values, point));
  });
  chart.onClick((c, C) => {
    fields.set("c", onGrid(c, 0, LAST_SCALE));
    fields.set("C", onGrid(C, CLICK_STEP, 1 - CLICK_STEP));
    fields.later();
  });
  await fields.now();
}

function planeOf(lnN: number): Record<string, object[]> {
  const contours = massContours(lnN);
  return {
    shade: contours.flatMap(({ share, points }) => points.map((point) => ({ share, ...point }))),
    half: contours.find(({ share }) => share === 0.5)!.points,
    ...limitLines(),
  };
}

function answer(values: PhaseValues, { c }: PlanePoint): (string | Quantity)[][] {
  const where = {
    "below critical": "Below the critical line: in the limit the window misses almost all of the mass.",
    critical: "On the critical line: in the limit the window holds half of the mass.",
    "above critical": "Above the critical line: in the limit the window holds almost all of the mass.",
    frozen: "Frozen: in the limit a few entries hold everything.",
  }[values.phase];
  const numbers = [
    "Here $\\sigma$ = ",
    { key: "sigma", value: values.sigma },
    " and $k$ = ",
    countQuantity("k", values.k),
    "; a typical row captures ",
    { key: "answer.mass", ln: values.rows[0]!.ln! },
    ". Half of its mass stands on $n^C$ keys with $C$ = ",
    { key: "half", value: values.half },
    " (limit ",
    { key: "critical", value: values.critical },
    ").",
  ];
  return [[where], numbers, [validity(c)]];
}

/** What the library says of its typical row. */
function validity(c: number): string {
  if (c < 0.5)
    return "The typical row: many entries share every sum, so rows have these values up to an error that vanishes with $n$.";
  if (c < 1)
    return "The typical row: mass and total variation are shared by many entries; a few hold the squares, so $l_2$ is right up to a bounded factor.";
  return "The typical row: a few entries hold the sums, so its values are right up to a bounded factor.";
}

function resultRows({ rows, output }: PhaseValues, lnN: number): ResultRow[] {
  const lines = rows.map(({ key, label, ln, exponent }) => ({
    label,
    cells: [
      ln === null ? null : { key: `law.${key}`, ln },
      ln === null ? null : { key: `power.${key}`, value: ln / lnN },
      { key: `limit.${key}`, value: exponent },
    ],
  }));
  const outputCells = [output.law === null ? null : { key: "law.output", value: output.law }, null, null];
  return [...lines, { label: "output along the query, relative", cells: outputCells }];
}

function describe({ phase, half }: PhaseValues, { c, C }: PlanePoint): string {
  return `Phase diagram: row scale c from 0 to ${LAST_SCALE}, window exponent C from 0 to 1, captured mass as shade. The point c = ${c}, C = ${C} is ${phase}; half of the mass stands at C = ${half.toPrecision(3)} for this c.`;
}

function onGrid(value: number, least: number, most: number): string {
  const stepped = Math.round(value / CLICK_STEP) * CLICK_STEP;
  return String(Number(Math.min(most, Math.max(least, stepped)).toFixed(2)));
}
