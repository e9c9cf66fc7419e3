/** Errors in how results are put together and told: use, outcomes, parts, words, numbers, sums over rows. */
import type { Mutant } from "./mutant.js";

const FORMAT = "src/kit/claims/format.ts";
const WORDING = "src/kit/claims/wording.ts";
const MEASURE = "src/kit/claims/measure.ts";
const FORMAT_TEST = "test/kit/claims/format.test.ts";
const WORDING_TEST = "test/kit/claims/wording.test.ts";
const COMPARE_TEST = "test/kit/claims/compare-ln.test.ts";

const VALUES: readonly Mutant[] = [
  {
    id: "RES-upper-median",
    error: "the bound of the upper median draw in place of the lower",
    file: MEASURE,
    find: "(draws.length - 1) / 2",
    replace: "draws.length / 2",
    noticedBy: { file: COMPARE_TEST, test: "of an even one the lower" },
  },
];

const WORDS: readonly Mutant[] = [
  {
    id: "RES-part-finding",
    error: "every part says the finding of the whole claim again",
    file: "src/kit/claims/parts.ts",
    find: "finding: statement.id === result.id ? result.finding : null",
    replace: "finding: result.finding",
    noticedBy: { file: "test/kit/claims/parts.test.ts", test: "is taken apart into claims of their own" },
    unnoticedAtFirst: true,
  },
  {
    id: "RES-half-vacuous",
    error: "a bound that is vacuous on exactly half of its cells is not said to be",
    file: WORDING,
    find: "use.vacuous < MOSTLY",
    replace: "use.vacuous <= MOSTLY",
    noticedBy: { file: WORDING_TEST, test: "tells that a bound is vacuous from half of its cells on" },
    unnoticedAtFirst: true,
  },
  {
    id: "RES-uncompared-cells",
    error: "vacuous cells counted out of all cells, also those that compare no bound",
    file: WORDING,
    find: "of ${compared.length} cells",
    replace: "of ${cells.length} cells",
    noticedBy: { file: WORDING_TEST, test: "counts only the cells that compare a bound" },
    unnoticedAtFirst: true,
  },
  {
    id: "RES-control-title",
    error: "the titles of controls that must hold and must fail exchanged",
    file: WORDING,
    find: 'expected === "holds" ? "Control: what',
    replace: 'expected === "violated" ? "Control: what',
    noticedBy: { file: WORDING_TEST, test: "names what is expected of it" },
  },
  {
    id: "RES-control-odds",
    error: "the probability of a draw's failure told as that of the control's outcome",
    file: WORDING,
    find: 'rule.kind !== "failure-rate" || control.expected === "holds"',
    replace: 'rule.kind !== "sign"',
    noticedBy: { file: WORDING_TEST, test: "is told of one draw where failing draws must show it false" },
  },
  {
    id: "RES-odds-rounded",
    error: "a lower bound on a probability rounded up",
    file: WORDING,
    find: "Math.floor(probability * 1000)",
    replace: "Math.ceil(probability * 1000)",
    noticedBy: { file: WORDING_TEST, test: "stays a lower bound when it is rounded" },
  },
  {
    id: "RES-plain-below",
    error: "numbers with a fraction set in full up to ten million in place of one",
    file: FORMAT,
    find: "PLAIN_BELOW = 1e6",
    replace: "PLAIN_BELOW = 1e7",
    noticedBy: { file: FORMAT_TEST, test: "is set as" },
    unnoticedAtFirst: true,
  },
  {
    id: "RES-exact-below",
    error: "integers counted out up to 10^12 in place of 10^9",
    file: FORMAT,
    find: "EXACT_BELOW = 1e9",
    replace: "EXACT_BELOW = 1e12",
    noticedBy: { file: FORMAT_TEST, test: "is set as" },
    unnoticedAtFirst: true,
  },
];

export const RESULTS_MUTANTS: readonly Mutant[] = [...VALUES, ...WORDS];
