/** Run on the page that is printed: makes the changes that were found on its copy. */
import { change, numbered, type Change } from "./changes.js";

declare const PAPER_PLAN: readonly Change[];

const elements = numbered();
for (const one of PAPER_PLAN) change(elements, one);
