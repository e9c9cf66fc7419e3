import { describe, expect, it } from "vitest";
import { parseModule } from "../../../report/code/parse-module.js";

const TEXT = `
import { a } from "./a.js";
import * as all from "./all.js";
import "./effects.js";
export { b, c as d } from "./b.js";
export * from "./stars.js";
export * as named from "./named.js";
export const one = 1, { two, deep: [three] } = all;
export function four() { return import("./late.js"); }
export default class Five {}
const six = new Worker(new URL("./worker.js", import.meta.url));
export { six, a as seven };
`;

describe("a module", () => {
  it("imports what it names anywhere, also late and as a file beside it", () => {
    const { imports, isOpaque } = parseModule(TEXT);
    expect(imports.map((name) => name.slice(2, -3)).sort()).toEqual(
      ["a", "all", "b", "effects", "late", "named", "stars", "worker"].sort(),
    );
    expect(isOpaque).toBe(false);
  });

  it("exports its own names, and passes others on", () => {
    const { own, passedOn, allFrom } = parseModule(TEXT);
    expect(own).toEqual(expect.arrayContaining(["one", "two", "three", "four", "default", "six", "seven"]));
    expect(passedOn).toEqual({
      b: { from: "./b.js", name: "b" },
      d: { from: "./b.js", name: "c" },
      named: { from: "./named.js", name: "*" },
    });
    expect(allFrom).toEqual(["./stars.js"]);
  });

  it.each([
    "await import(name);",
    "import(`./${name}.js`);",
    "new URL(name, import.meta.url);",
    'const other = require("./other.cjs");',
    "const load = createRequire(import.meta.url);",
    'createRequire(import.meta.url)("./other.cjs");',
    'createRequire(import.meta.url).resolve("./other.cjs");',
    "export {",
  ])("is opaque where it loads what only a run can tell, or cannot be read: %s", (text) => {
    expect(parseModule(text).isOpaque).toBe(true);
  });

  it.each(["createRequire(import.meta.url).cache;", 'f("require");', "new URL('./', import.meta.url).href;"])(
    "is not where it only looks: %s",
    (text) => {
      expect(parseModule(text).isOpaque).toBe(false);
    },
  );
});

describe("what computes", () => {
  const program = (text: string): string => parseModule(text).program;

  it.each([
    ["a comment", "f(1); // one", "f(1);"],
    ["layout", "f( 1,2 );", "f(1, 2);"],
    ["a caption", 'define({ caption: "Old", n: 1 });', 'define({ caption: "New $n$", n: 1 });'],
    ["a caption of several texts", 'define({ caption: "a" + `b ${n} c` });', 'define({ caption: "x" + `y ${n} z` });'],
  ])("is the same whatever %s says", (_, before, after) => {
    expect(program(after)).toBe(program(before));
  });

  it.each([
    ["a number", "f(1);", "f(2);"],
    ["another text", 'define({ title: "Old" });', 'define({ title: "New" });'],
    ["what is put into a caption", "define({ caption: `a ${n}` });", "define({ caption: `a ${m}` });"],
    ["a text named like a caption by a variable", 'define({ [caption]: "Old" });', 'define({ [caption]: "New" });'],
    ["a caption's place in code", 'caption("Old");', 'caption("New");'],
    ["where a line ends", "() => { return\n1 }", "() => { return 1 }"],
    ["what stands in a string like a comment", 'f("/* a */");', 'f("/* b */");'],
  ])("is another where %s changes", (_, before, after) => {
    expect(program(after)).not.toBe(program(before));
  });
});
