/** The numbers of the phase panel: the library's finite-n law and limit at one point of the plane. */
import {
  capturedMassExponent,
  criticalWindow,
  frobeniusCriticalWindow,
  frobeniusErrorExponent,
  maxErrorExponent,
  outputErrorLimit,
  participationRatioExponent,
  rowErrorExponent,
  tailMassExponent,
} from "ncsparse/limit/exponents";
import { outputErrorLaw, rowScale } from "ncsparse/limit/finite-size";
import { compareCounts, countOf, neighbour, type Count } from "ncsparse/limit/sampler/count";
import { typicalRow } from "ncsparse/limit/typical-row";
import { windowHolding } from "ncsparse/limit/window-holding";

/** The plane's widest row scale, as in the report's own figure. */
export const LAST_SCALE = 1.5;
const SHARES = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];
const POINTS = 60;

export interface PlanePoint {
  readonly c: number;
  readonly C: number;
}

/** What the limit says of one quantity, and what a typical row at this n has. */
export interface PhaseRow {
  readonly key: string;
  /** Chart text. */
  readonly label: string;
  /** ln of the quantity; null where the finite-n law is not about it. */
  readonly ln: number | null;
  /** Limit of ln(quantity) / ln n. */
  readonly exponent: number;
}

export interface PhaseValues {
  readonly sigma: number;
  /** The window n^C as a whole number below n. */
  readonly k: Count;
  readonly phase: "below critical" | "critical" | "above critical" | "frozen";
  readonly critical: number;
  readonly frobenius: number;
  /** Window exponent at which a typical row holds half of its mass. */
  readonly half: number;
  /** Relative output error along W^T x_i; infinite in the limit at c = 0, where the output vanishes. */
  readonly output: { readonly law: number | null; readonly limit: number };
  readonly rows: readonly PhaseRow[];
}

/** Everything at one point; c in [0, 1.5], C in (0, 1), ln n > 0. */
export function phaseValues(lnN: number, { c, C }: PlanePoint): PhaseValues {
  const sigma = rowScale(lnN, c);
  const k = windowOf(lnN, C);
  const lnK = k.ln;
  const row = typicalRow(lnN, sigma, lnK);
  const critical = criticalWindow(c);
  return {
    sigma,
    k,
    phase: c > 1 ? "frozen" : C > critical ? "above critical" : C < critical ? "below critical" : "critical",
    critical,
    frobenius: frobeniusCriticalWindow(c),
    half: windowHolding(lnN, c, 0.5),
    output: { law: sigma > 0 ? outputErrorLaw(lnN, sigma, lnK) : null, limit: outputErrorLimit(c, C) },
    rows: [
      { key: "m", label: "captured mass $m_k$", ln: row.lnMass, exponent: capturedMassExponent(c, C) },
      { key: "tv", label: "total variation $1 - m_k$", ln: row.lnTail, exponent: tailMassExponent(c, C) },
      { key: "l2", label: "$l_2$ error of a row", ln: row.lnL2, exponent: rowErrorExponent(c, C) },
      { key: "max", label: "largest entry of the error", ln: row.lnMax, exponent: maxErrorExponent(c, C) },
      { key: "frobenius", label: "Frobenius error of $n$ rows", ln: null, exponent: frobeniusErrorExponent(c, C) },
      {
        key: "participation",
        label: "participation ratio 1 / Σ $p^2$",
        ln: row.lnParticipation,
        exponent: participationRatioExponent(c),
      },
    ],
  };
}

/** n^C, rounded; at most n - 1, as the law is about rows of which something is left. */
export function windowOf(lnN: number, C: number): Count {
  const k = countOf("windowOf", "k", { ln: C * lnN });
  const n = countOf("windowOf", "n", { ln: lnN });
  return compareCounts(k, n) < 0 ? k : neighbour(n, -1);
}

/** Contours of the captured mass of a typical row, by tenths; each from c = 0 to the plane's end. */
export function massContours(lnN: number): { share: number; points: PlanePoint[] }[] {
  return SHARES.map((share) => ({
    share,
    points: scales(0, LAST_SCALE).map((c) => ({ c, C: windowHolding(lnN, c, share) })),
  }));
}

/** The critical line of the limit, and the one of the Frobenius norm. */
export function limitLines(): { critical: PlanePoint[]; frobenius: PlanePoint[] } {
  return {
    critical: scales(0, 1).map((c) => ({ c, C: criticalWindow(c) })),
    frobenius: scales(Math.sqrt(1 / 3), LAST_SCALE).map((c) => ({ c, C: frobeniusCriticalWindow(c) })),
  };
}

function scales(from: number, to: number): number[] {
  return Array.from({ length: POINTS + 1 }, (_, i) => from + ((to - from) * i) / POINTS);
}
