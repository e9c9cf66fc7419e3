/** Errors of what prose says of values and equations, and of how formulas are set. */
import type { Mutant } from "./mutant.js";

const VALUES_TEST = "test/report/page/markdown/values.test.ts";
const EQUATIONS_TEST = "test/report/page/markdown/equations.test.ts";

export const PROSE_MUTANTS: readonly Mutant[] = [
  {
    id: "PROSE-value-of-another",
    error: "a value that several chapters show taken from the first of them",
    file: "report/page/markdown/values.ts",
    find: "found.length === 1 ? found[0]![1] : null;\n  const problem = problemOf(reference, found, env);",
    replace: "found[0]?.[1] ?? null;\n  const problem = problemOf(reference, found.slice(0, 1), env);",
    noticedBy: { file: VALUES_TEST, test: "is refused where its cell can be named" },
  },
  {
    id: "PROSE-value-as-tex",
    error: "double braces without blanks in a formula taken for a value",
    file: "report/values/grammar.ts",
    find: "\\{\\{[ \\t]+${INNER}[ \\t]+\\}\\}",
    replace: "\\{\\{[ \\t]*${INNER}[ \\t]*\\}\\}",
    noticedBy: { file: VALUES_TEST, test: "are TeX's grouping in a formula" },
  },
  {
    id: "PROSE-equation-rows",
    error: "all rows of an alignment under one number",
    file: "report/page/math/equation-rows.ts",
    find: "if (isRowed && this.#depth === 0) this.#nextRow();",
    replace: "if (isRowed && this.#depth < 0) this.#nextRow();",
    noticedBy: { file: EQUATIONS_TEST, test: "number each row of an alignment that has one" },
  },
  {
    id: "PROSE-equation-elsewhere",
    error: "a reference to the first chapter's equation of that label, and not to the own one's",
    file: "report/page/markdown/equations.ts",
    find: "if (own !== undefined) return [[key, own]];",
    replace: "if (own !== undefined && equations.size === 0) return [[key, own]];",
    noticedBy: { file: EQUATIONS_TEST, test: "lead to the own chapter's label first" },
  },
  {
    id: "PROSE-stacked-operator",
    error: "operators of several letters as a browser stacks them",
    file: "report/page/math/math.ts",
    find: "if (row < 0) return",
    replace: "if (row < 1_000_000) return",
    noticedBy: {
      file: "test/report/page/math/formula-support.test.ts",
      test: "that are set leave no command and no red behind",
    },
  },
];
