/** Errors of units and scales: logarithms and their bases, seconds, bytes, percent, the zone of a date. */
import type { Mutant } from "./mutant.js";

const VALUES_TEST = "test/report/page/client/explore/values.test.ts";
const PROGRESS_TEST = "test/report/cli/progress.test.ts";
const ROW_VALUES = "report/page/client/explore/row-values.ts";
const WINDOW_RULE = "src/window/window-rule.ts";
const WINDOW_TEST = "test/window/window.test.ts";
const UTC = "src/kit/figures/utc.ts";
const UTC_TEST = "test/kit/figures/utc.test.ts";

export const UNIT_MUTANTS: readonly Mutant[] = [
  {
    id: "UNIT-quantum-ten",
    error: "the smallest stored number as a power of ten",
    file: "src/bounds/stored-row.ts",
    find: "const lnQuantum = exponent * Math.LN2;",
    replace: "const lnQuantum = exponent * Math.LN10;",
    noticedBy: { file: "test/bounds/stored-row.test.ts", test: "is 1 where entries span many quanta" },
  },
  {
    id: "UNIT-reason-two",
    error: "a refused window's length as a power of two under the base ten",
    file: WINDOW_RULE,
    find: "`10^${Number((ln / Math.LN10).toPrecision(4))}`",
    replace: "`10^${Number((ln / Math.LN2).toPrecision(4))}`",
    noticedBy: { file: WINDOW_TEST, test: "says how long rows must be" },
  },
  {
    id: "UNIT-reason-plain",
    error: "lengths of up to 35 digits written in full where a window is refused, in four of which only",
    file: WINDOW_RULE,
    find: "const LN_PLAIN: number = 15 * Math.LN10;",
    replace: "const LN_PLAIN: number = 35 * Math.LN10;",
    noticedBy: { file: WINDOW_TEST, test: "says how long rows must be" },
  },
  {
    id: "UNIT-whole-natural",
    error: "the law's curve ends at ln n on an axis of powers of ten",
    file: ROW_VALUES,
    find: "{ log10K: n.ln / Math.LN10, mass: 1 }",
    replace: "{ log10K: n.ln, mass: 1 }",
    noticedBy: { file: VALUES_TEST, test: "stands by the base-10 logarithm of its windows" },
  },
  {
    id: "UNIT-law-natural",
    error: "the law's windows in natural logarithms under an axis of powers of ten",
    file: ROW_VALUES,
    find: "({ log10K: lnK / Math.LN10, mass",
    replace: "({ log10K: lnK, mass",
    noticedBy: { file: VALUES_TEST, test: "is that of equal entries at equal logits" },
    unnoticedAtFirst: true,
  },
  {
    id: "UNIT-most-natural",
    error: "lengths on the page up to e^1000 for 10^1000",
    file: "report/page/client/explore/parse.ts",
    find: "const MOST_LN = 1000 * Math.LN10;",
    replace: "const MOST_LN = 1000;",
    noticedBy: { file: VALUES_TEST, test: "is a length of up to 10^1000, and no more" },
  },
  {
    id: "UNIT-collapse-natural",
    error: "log10 n0 that is ln n0",
    file: "report/cli/calculator/collapse.ts",
    find: "const log10 = lnN0 / Math.LN10;",
    replace: "const log10 = lnN0;",
    noticedBy: { file: "test/report/cli/calculator.test.ts", test: "collapse: 451650 is the smallest n" },
  },
  {
    id: "UNIT-kept-seconds",
    error: "the seconds of a notebook taken from the cache told as milliseconds",
    file: "report/cli/progress.ts",
    find: "its outputs of ${seconds(event.seconds * 1000)}",
    replace: "its outputs of ${seconds(event.seconds)}",
    noticedBy: { file: PROGRESS_TEST, test: "a notebook's seconds are told as seconds" },
    unnoticedAtFirst: true,
  },
  {
    id: "UNIT-done-seconds",
    error: "the seconds of an executed notebook told as milliseconds",
    file: "report/cli/progress.ts",
    find: '"done"} after ${seconds(event.seconds * 1000)}',
    replace: '"done"} after ${seconds(event.seconds)}',
    noticedBy: { file: PROGRESS_TEST, test: "a notebook's seconds are told as seconds" },
    unnoticedAtFirst: true,
  },
  {
    id: "UNIT-cell-limit",
    error: "the limit of a cell told in milliseconds",
    file: "report/kernel/failure.ts",
    find: "${timeoutMs / 1000} s",
    replace: "${timeoutMs} s",
    noticedBy: { file: "test/report/kernel/failure.test.ts", test: "names the limit of a cell in seconds" },
  },
  {
    id: "UNIT-pdf-date",
    error: "SOURCE_DATE_EPOCH read as milliseconds",
    file: "report/pdf/metadata.ts",
    find: "new Date(Number(seconds) * 1000)",
    replace: "new Date(Number(seconds))",
    noticedBy: { file: "test/report/pdf/print.test.ts", test: "carries the date of SOURCE_DATE_EPOCH, or none" },
  },
  {
    id: "UNIT-cache-mib",
    error: "megabytes of 10^6 bytes called MiB",
    file: "report/cli/cache.ts",
    find: "(bytes / 2 ** 20)",
    replace: "(bytes / 1e6)",
    noticedBy: { file: "test/report/cli/cache.test.ts", test: "sizes are in MiB of 2^20 bytes" },
    unnoticedAtFirst: true,
  },
  {
    id: "UNIT-advantage-share",
    error: "advantages as shares in a table of percents",
    file: "src/claims/strategies/tables.ts",
    find: "(100 * Math.abs(value)).toFixed(2)",
    replace: "Math.abs(value).toFixed(2)",
    noticedBy: { file: "test/claims/strategies.test.ts", test: "is told in percent" },
    unnoticedAtFirst: true,
  },
  {
    id: "UNIT-local-parse",
    error: "dates without a zone drawn at the reader's midnight",
    file: UTC,
    find: "if (LOCAL_ISO.test(date)) return `${date}Z`;",
    replace: "if (LOCAL_ISO.test(date)) return date;",
    noticedBy: { file: UTC_TEST, test: "takes dates without a zone for UTC" },
  },
  {
    id: "UNIT-local-scale",
    error: "an axis of time in the reader's zone",
    file: UTC,
    find: 'if (key === "scale" && out.type === "time") out.type = "utc";',
    replace: "",
    noticedBy: { file: UTC_TEST, test: "are handed to the page's client in UTC" },
  },
];
