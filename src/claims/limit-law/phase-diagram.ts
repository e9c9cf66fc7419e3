/** The phase diagram of attention: which windows hold a row's mass, by the row scale and the window's exponent. */
import { phaseChart, type ChartSpec, type PhaseLine, type PhasePoint } from "ncsparse-kit/figures";
import { criticalWindow, frobeniusCriticalWindow } from "../../limit/exponents.js";
import { halfMassWindow } from "../../limit/finite-size.js";
import { windowHolding } from "../../limit/window-holding.js";

const LAST_SCALE = 1.5;
/** Points of a line: smooth at 540 px. */
const POINTS = 60;
/** Shares of the mass at whose contours the shade steps. */
const SHARES = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];
const LN_SHADED = 100 * Math.LN10;
const BISECTIONS = 30;

/** Critical lines at finite lengths, by the decimal exponent of n, and where their labels stand. */
const LENGTHS: readonly { power: number; at: number }[] = [
  { power: 3, at: 0.2 },
  { power: 6, at: 0.37 },
  { power: 100, at: 0.62 },
  { power: 1000, at: 0 },
];

/**
 * The plane of c and C: the critical line C = 1 - c^2 and its finite-n forms, the Frobenius line, the freezing point, and
 * as shade the captured mass of a typical row at n = 10^100.
 */
export function phaseDiagram(): ChartSpec {
  return phaseChart({
    x: { title: "row scale $c = \\sigma / \\sqrt$(2 $\\ln\\,n$)", domain: [0, LAST_SCALE] },
    y: { title: "window exponent $C$: the $n^C$ largest are kept", domain: [0, 1] },
    shades: SHARES.map((share) => scales(0, LAST_SCALE).map((c) => ({ x: c, y: windowHolding(LN_SHADED, c, share) }))),
    lines: [...LENGTHS.map(finiteLine), frobeniusLine(), freezingLine(), criticalLine()],
    regions: [
      { text: ["not sparse", "the window misses", "almost all mass"], x: 0.3, y: 0.36 },
      { text: ["$n^C$-sparse", "the window holds", "almost all mass"], x: 0.845, y: 0.62, colour: "blue" },
      { text: ["frozen", "finitely many hold", "any given share"], x: 1.26, y: 0.24, colour: "blue" },
      { text: ["also in the Frobenius norm"], x: 1.26, y: 0.93, colour: "purple" },
    ],
    description:
      "Phase diagram of attention. Above the line C = 1 - c^2 a window of n^C entries holds almost all of a row's mass, below it almost none; beyond c = 1 a number of entries that does not grow with n holds any given share. At n = 10^3 and 10^6 the line lies lower, at 10^100 close to its limit. The Frobenius error vanishes only in a region at the upper right, from c = 1/sqrt 3 on.",
  });
}

function scales(from: number, to: number): number[] {
  return Array.from({ length: POINTS + 1 }, (_, i) => from + ((to - from) * i) / POINTS);
}

/** C = 1 - c^2. */
export function criticalLine(): PhaseLine {
  const points = scales(0, 1).map((c) => ({ x: c, y: criticalWindow(c) }));
  return { label: "$C = 1 - c^2$, the limit", points, colour: "ink", width: 2.6, at: 0.36, away: 13 };
}

function finiteLine({ power, at }: { power: number; at: number }): PhaseLine {
  const points = untilZero((c) =>
    c === 0 ? 1 + Math.log(0.5) / (power * Math.LN10) : halfMassWindow(power * Math.LN10, c),
  );
  return { label: at === 0 ? "" : `$n = 10^{${power}}$`, points, colour: "blue", width: 1, at, away: -9 };
}

/** A falling line up to where it meets C = 0. */
function untilZero(line: (c: number) => number): PhasePoint[] {
  let [low, high] = [0, LAST_SCALE];
  for (let step = 0; step < BISECTIONS; step++) {
    const middle = 0.5 * (low + high);
    if (line(middle) > 0) low = middle;
    else high = middle;
  }
  return scales(0, low).map((c) => ({ x: c, y: Math.max(0, line(c)) }));
}

function frobeniusLine(): PhaseLine {
  const points = scales(Math.sqrt(1 / 3), LAST_SCALE).map((c) => ({ x: c, y: frobeniusCriticalWindow(c) }));
  return { label: "Frobenius line", points, colour: "purple", width: 1.8, at: 1.3, away: -11 };
}

/** c = 1. */
export function freezingLine(): PhaseLine {
  const points = [0, 1].map((y) => ({ x: 1, y }));
  return { label: "freezing, $c = 1$", points, colour: "muted", width: 1.2, dash: [5, 4], at: 0.24, away: -10 };
}
