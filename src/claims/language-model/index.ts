import type { Claim } from "ncsparse-kit/claims/claim";
import { costOfWindows } from "./cost-of-windows.js";
import { growing, growingLookups, growingSmall } from "./growing.js";
import { retrieval } from "./retrieval.js";
import { selector } from "./selector.js";
import { massBudget } from "./top-p.js";

/** A language model under windows, in reading order. */
export const LANGUAGE_MODEL: readonly Claim[] = [
  costOfWindows,
  retrieval,
  selector,
  growing,
  growingSmall,
  growingLookups,
  massBudget,
];
