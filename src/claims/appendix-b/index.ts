import type { Claim } from "../claim.js";
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
  chernoffAbove,
  chernoffBelow,
  hoeffdingExact,
  hoeffdingWeighted,
  bernsteinExact,
  khintchineBelow,
  khintchineAbove,
  hansonWrightExact,
  hansonWrightGeneral,
  hansonWrightProxy,
  hansonWrightSparse,
  laurentMassartAbove,
  laurentMassartBelow,
  chiSquareIsSubExponential,
  subExponential,
];
