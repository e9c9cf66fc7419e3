import { describe, expect, it } from "vitest";
import {
  codeWithoutOptions,
  optionsOf,
  splitOptions,
  type CellOptions,
} from "../../../report/notebooks/cell-options.js";

const NONE: CellOptions = {
  skips: false,
  raises: false,
  code: null,
  output: "shown",
  cell: "shown",
  showsWarnings: true,
  label: null,
  captions: [],
  alt: null,
  tableCaption: null,
  isFront: false,
  isSummary: false,
  problems: [],
};
const tagged = (...tags: string[]): CellOptions => optionsOf({ source: "x", metadata: { tags } });
const written = (...lines: string[]): CellOptions => optionsOf({ source: [...lines, "x"].join("\n"), metadata: {} });

describe("what a cell says of itself", () => {
  it.each([
    ["hide-input", { code: "folded" }],
    ["hide-output", { output: "folded" }],
    ["front", { isFront: true }],
    ["summary", { isSummary: true }],
    ["hide-cell", { cell: "folded" }],
    ["remove-input", { code: "removed" }],
    ["remove-output", { output: "removed" }],
    ["remove-cell", { cell: "removed" }],
    ["raises-exception", { raises: true }],
    ["skip-execution", { skips: true }],
    ["parameters", {}],
  ])("by the tag %s", (tag, change) => {
    expect(tagged(tag)).toEqual({ ...NONE, ...change });
    expect(written(`//| tags: [${tag}]`)).toEqual({ ...NONE, ...change });
  });

  it.each([
    ["echo: false", { code: "removed" }],
    ["echo: true", { code: "shown" }],
    ["echo: fenced", { code: "shown" }],
    ["code-fold: true", { code: "folded" }],
    ["code-fold: show", { code: "shown" }],
    ["output: false", { output: "removed" }],
    ["output: asis", {}],
    ["include: false", { cell: "removed" }],
    ["eval: false", { skips: true }],
    ["error: true", { raises: true }],
    ["warning: false", { showsWarnings: false }],
    ["label: fig-phase", { label: "phase" }],
    ["label: tbl-reach", { label: "reach" }],
    ["fig-cap: The phase of $n$", { captions: ["The phase of $n$"] }],
    ["fig-cap: [One, Two]", { captions: ["One", "Two"] }],
    ["fig-alt: In words", { alt: "In words" }],
    ["tbl-cap: Reach", { tableCaption: "Reach" }],
  ])("by the option %s, after either sign of a comment", (option, change) => {
    expect(written(`//| ${option}`)).toEqual({ ...NONE, ...change });
    expect(written(`#| ${option}`)).toEqual({ ...NONE, ...change });
  });

  it("by what JupyterLab folds itself", () => {
    const of = (metadata: Record<string, unknown>): CellOptions => optionsOf({ source: "x", metadata });
    expect(of({ jupyter: { source_hidden: true } }).code).toBe("folded");
    expect(of({ jupyter: { outputs_hidden: true } }).output).toBe("folded");
    expect(of({ collapsed: true }).output).toBe("folded");
    expect(of({ jupyter: null, tags: "remove-cell" })).toEqual(NONE);
  });

  it("more strongly by what removes than by what folds", () => {
    expect(tagged("hide-input", "remove-input").code).toBe("removed");
    expect(written("//| echo: true", "//| tags: [hide-input]").code).toBe("folded");
  });

  it.each([
    ["//| echo: maybe", 'the option "echo" must be true or false, got "maybe"'],
    ["//| label: [a]", 'the option "label" must be a text, got ["a"]'],
    ["//| fig-cap: 3", 'the option "fig-cap" must be a text or a list of texts, got 3'],
    ["//| layout-ncol: 2", 'the option "layout-ncol" has no meaning in a report'],
    ["//| just words", 'options must be lines "name: value", got "just words"'],
    ["//| a: b: c", "options cannot be read as YAML: "],
    ["//| tags: &t [a]\n//| label: *t", "options cannot be read as YAML: "],
  ])("%s is told and changes nothing", (line, problem) => {
    const { problems, ...rest } = written(line);
    expect({ ...rest, problems: [] }).toEqual(NONE);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(problem);
  });
});

describe("the code of a cell with options", () => {
  it("is what comes after them", () => {
    expect(splitOptions("//| echo: true\n\n//| label: a\nconst x = 1;\n//| not: one")).toEqual({
      options: [" echo: true", " label: a"],
      code: "const x = 1;\n//| not: one",
    });
    expect(splitOptions("// | no\nx")).toEqual({ options: [], code: "// | no\nx" });
    expect(splitOptions("//| eval: false")).toEqual({ options: [" eval: false"], code: "" });
  });

  it("depends on their number of lines alone", () => {
    expect(codeWithoutOptions("//| echo: true\n#| a: b\nx\ny")).toBe("//|\n//|\nx\ny");
    expect(codeWithoutOptions("x\n#| a: b")).toBe("x\n#| a: b");
  });
});
