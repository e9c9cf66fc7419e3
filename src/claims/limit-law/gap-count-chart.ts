/** The plane of row scale and window: where a window holds the mass, where the gap count freezes, where length laws lead. */
import type { ClaimResult } from "ncsparse-kit/claims/result";
import { phaseChart, type ChartSpec, type PhaseLine, type PhaseMark } from "ncsparse-kit/figures";
import { gapCountLimit, gapCountWindow } from "../../limit/gap-count.js";
import { lawParameter } from "../../limit/length-law.js";
import { LENGTH_LAWS, type DrawnLaw } from "./length-laws.js";
import { criticalLine, freezingLine } from "./phase-diagram.js";

const LAST_SCALE = 1.3;
const POINTS = 60;
/** The cells whose measured scales are drawn. */
const DRAWN_LENGTH = "10¹⁰⁰⁰";
/** Decimal exponents of n from and to which a law's path leads. */
const FIRST_POWER = 3;
const LAST_POWER = 16;
/** Heights of the paths: they cross no window, and lie where the plane is empty. */
const LOWEST_PATH = 0.05;
const PATH_STEP = 0.065;

/** @param result of the claim that measures the gap count */
export function gapCountChart({ cells }: ClaimResult): ChartSpec {
  const measured = cells.filter(({ parameters }) => parameters.n === DRAWN_LENGTH);
  return phaseChart({
    x: { title: "row scale $c = \\sigma / \\sqrt$(2 $\\ln\\,n$)", domain: [0, LAST_SCALE] },
    y: { title: "exponent $C$ of the keys counted or kept", domain: [0, 1] },
    shades: [],
    lines: [criticalLine(), gapCountLine(), { ...freezingLine(), at: 0.86 }, ...MOVING_LAWS.map(pathOf)],
    marks: measured.map(({ parameters, estimate }): PhaseMark => {
      const C = Number(parameters.C);
      return { x: estimate.value * gapCountLimit(C), y: C, label: "", colour: "green" };
    }),
    regions: [
      { text: ["the window misses", "almost all mass"], x: 0.3, y: 0.5 },
      { text: ["frozen"], x: 1.15, y: 0.55, colour: "blue" },
    ],
    description: `The plane of the row scale c and the exponent C. The line C = 1 - c^2 falls from (0, 1) to (1, 0); the gap-count line C = 4c(1-c) falls from (1/2, 1) to the same end. Measured scales at n = 10^1000: ${measured.map(({ parameters, estimate }) => `${(estimate.value * gapCountLimit(Number(parameters.C))).toFixed(3)} at C = ${parameters.C}`).join(", ")}. At the bottom the paths of three length laws from n = 10^3 to 10^16: at a fixed scale a row moves left, under SSMax and YaRN right, across c = 1.`,
  });
}

/** C = 4c(1 - c). */
function gapCountLine(): PhaseLine {
  const points = Array.from({ length: POINTS + 1 }, (_, i) => {
    const c = 0.5 + (0.5 * i) / POINTS;
    return { x: c, y: gapCountWindow(c) };
  });
  return { label: "gap count, $C = 4c(1-c)$", points, colour: "green", width: 2, at: 0.8, away: 12 };
}

/** Whose rows stay is no path. */
const MOVING_LAWS = LENGTH_LAWS.filter(({ law }) => law.name !== "critical");
const DIRECTIONS: Readonly<Record<string, string>> = {
  fixed: "\u2190 fixed scale",
  log: "SSMax \u2192",
  yarn: "YaRN \u2192",
};

function pathOf({ law, colour }: DrawnLaw, i: number): PhaseLine {
  const y = LOWEST_PATH + i * PATH_STEP;
  const ends = [FIRST_POWER, LAST_POWER].map((power) => Math.min(LAST_SCALE, lawParameter(law, power * Math.LN10)));
  const points = [...ends].sort((a, b) => a - b).map((x) => ({ x, y }));
  return { label: DIRECTIONS[law.name]!, points, colour, width: 2.2, at: points[0]!.x + 0.15, away: 8 };
}
