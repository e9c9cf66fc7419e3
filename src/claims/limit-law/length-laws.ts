/** Where laws of the scale by length lead a row in the phase diagram, as its length grows. */
import { phaseChart, type ChartSpec, type PhaseLine, type PhasePoint } from "ncsparse-kit/figures";
import { lawParameter, type LengthLaw } from "../../limit/length-law.js";

/** Decimal exponents of n: from a short input to lengths that no machine holds, where the laws part. */
const FIRST_POWER = 2;
const LAST_POWER = 16;
/** Points of a line: smooth at 540 px. */
const POINTS = 80;
const LARGEST_SCALE = 2;
/** The trained length, and the scale that all laws but the critical one have there. */
const TRAINED = 4096;
const SCALE = 2;

/** How a law is drawn. */
export interface DrawnLaw extends Pick<PhaseLine, "label" | "colour" | "at" | "away"> {
  law: LengthLaw;
}

/** Laws that agree at n = 4096. */
export const LENGTH_LAWS: readonly DrawnLaw[] = [
  { law: { name: "fixed", sigma: SCALE }, label: "fixed scale", colour: "blue", at: 12, away: -9 },
  {
    law: { name: "critical", c: lawParameter({ name: "fixed", sigma: SCALE }, Math.log(TRAINED)) },
    label: "as $\\sqrt$($\\ln\\,n$)",
    colour: "green",
    at: 12,
    away: -9,
  },
  {
    law: { name: "log", a: SCALE / Math.log(TRAINED) },
    label: "SSMax, as $\\ln\\,n$",
    colour: "orange",
    at: 12,
    away: -9,
  },
  { law: { name: "yarn", sigma: SCALE, trained: TRAINED }, label: "YaRN", colour: "purple", at: 7.6, away: 11 },
];

/**
 * The place c(n) = sigma(n) / sqrt(2 ln n) of rows under four laws of the scale, alike at n = 4096, up to n = 10^16. Above
 * c = 1 rows are frozen; that line is where a gap count would set the critical scale of Gaussian rows, too.
 */
export function lengthLawsChart(): ChartSpec {
  const frozen = [
    { x: FIRST_POWER, y: 1 },
    { x: LAST_POWER, y: 1 },
  ];
  return phaseChart({
    x: { title: "length, decimal exponent of $n$", domain: [FIRST_POWER, LAST_POWER] },
    y: { title: "row scale $c = \\sigma / \\sqrt$(2 $\\ln\\,n$)", domain: [0, LARGEST_SCALE] },
    shades: [frozen],
    lines: [
      ...LENGTH_LAWS.map(lineOf),
      { label: "freezing, $c = 1$", points: frozen, colour: "ink", width: 2.2, at: 3.4, away: 11 },
    ],
    regions: [
      { text: ["frozen", "finitely many keys hold", "any given share"], x: 4.4, y: 1.62, colour: "blue" },
      { text: ["spread", "the mass lies on many keys"], x: 4.8, y: 0.2 },
    ],
    description:
      "Where four laws of the row scale lead as the length grows from a hundred to 10^16, alike at n = 4096. At a fixed scale c falls towards 0; at a scale that grows as the root of ln n it stays; under SSMax it rises slowly and crosses c = 1, the freezing line, near 10^15; under YaRN it falls as at a fixed scale up to the trained length, then rises and crosses the line between 10^6 and 10^7.",
  });
}

function lineOf({ law, ...drawn }: DrawnLaw): PhaseLine {
  const points = Array.from({ length: POINTS + 1 }, (_, i): PhasePoint => {
    const power = FIRST_POWER + ((LAST_POWER - FIRST_POWER) * i) / POINTS;
    return { x: power, y: lawParameter(law, power * Math.LN10) };
  });
  return { ...drawn, points: points.filter(({ y }) => y <= LARGEST_SCALE), width: 1.8 };
}
