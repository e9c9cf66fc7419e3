import { mergeClaims, type Claim } from "ncsparse-kit/claims/claim";
import { bernsteinExact } from "./bernstein.js";
import { chernoffAbove, chernoffBelow } from "./chernoff.js";
import { rootSum, subpolynomial } from "./facts.js";
import { hansonWrightExact } from "./hanson-wright.js";
import { hansonWrightProxy } from "./hanson-wright-proxy.js";
import { hansonWrightSparse } from "./hanson-wright-sparse.js";
import { hoeffdingWeighted } from "./weighted-sums.js";
import { hoeffdingExact } from "./hoeffding.js";
import { khintchineAbove, khintchineBelow } from "./khintchine.js";
import { laurentMassartAbove, laurentMassartBelow } from "./laurent-massart.js";
import { hansonWrightGeneral } from "./quadratic-form.js";
import { shift } from "./shift.js";
import { chiSquareIsSubExponential, subExponential } from "./sub-exponential.js";

/** Appendix B: the paper's facts and probability tools, in its order. */
export const APPENDIX_B: readonly Claim[] = [
  shift,
  rootSum,
  subpolynomial,
  mergeClaims(chernoffAbove, [chernoffBelow], { title: "Chernoff’s bounds, above and below the mean" }),
  mergeClaims(hoeffdingExact, [hoeffdingWeighted], { title: "Hoeffding’s bound" }),
  bernsteinExact,
  mergeClaims(khintchineBelow, [khintchineAbove], { title: "Khintchine’s inequality, from both sides" }),
  mergeClaims(hansonWrightExact, [hansonWrightGeneral, hansonWrightProxy, hansonWrightSparse], {
    title: "The Hanson–Wright inequality for normal entries, and how far beyond",
  }),
  mergeClaims(laurentMassartAbove, [laurentMassartBelow], { title: "Laurent and Massart’s tails of chi-square" }),
  mergeClaims(chiSquareIsSubExponential, [subExponential], {
    title: "Chi-square is sub-exponential, and has such tails",
  }),
];
