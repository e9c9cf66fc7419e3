import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { launcherPath } from "../../../report/kernel/process.js";

interface Rewritten {
  code: string;
  originalPosition: (offset: number) => { line: number; column: number };
}
const require = createRequire(import.meta.url);
const { rewriteCell } = require(join(dirname(launcherPath()), "rewrite.cjs")) as {
  rewriteCell: (source: string) => Rewritten;
};

describe("rewriteCell", () => {
  it("writes shorthand properties out, except __proto__, which would change its meaning", () => {
    expect(rewriteCell("f({ x, y: { z }, __proto__ })").code).toBe('f({ "x": x, y: { "z": z }, __proto__ })');
    expect(rewriteCell("({ x = 1 } = o)").code).toBe('({ "x": x = 1 } = o)');
  });

  it("quotes property names in patterns that declare", () => {
    expect(rewriteCell("const { a: b, c, ...d } = o").code).toBe('const { "a": b, c, ...d } = o');
    expect(rewriteCell("(({ a: { b: c } }) => c)(o)").code).toBe('(({ "a": { "b": c } }) => c)(o)');
  });

  it("puts an await in front where the parser would not see one", () => {
    for (const code of [
      "await (f())",
      "await [1]",
      "await `a`",
      "for await (const x of y) z(x);",
      "if (a) await (b)",
    ]) {
      expect(rewriteCell(code).code).toBe(`await 0;${code}`);
    }
  });

  it("makes comments of options behind a hash, at the head alone", () => {
    expect(rewriteCell("#| echo: false\n\n//| label: a\n#| x\nf()\n// #| y").code).toBe(
      "//| echo: false\n\n//| label: a\n//| x\nf()\n// #| y",
    );
    expect(rewriteCell("f()\n#| x").code).toBe("f()\n#| x");
    expect(rewriteCell("#| a: b").code).toBe("//| a: b");
  });

  it("leaves everything else alone", () => {
    for (const code of [
      "await f()",
      "async () => await (f())",
      "async function g() { for await (const x of y) z(x); }",
      "o.await(1); ({ await: 1 })",
      "const { a } = o; import { b as c } from 'd'; f({ a: b })",
      "'{ x } await (1)' + `{ x } ${y}` // { x } await (1)",
      "",
    ]) {
      expect(rewriteCell(code).code).toBe(code);
    }
  });

  it("leads positions back to the original", () => {
    const source = "await (1);\nf({ one, two }, 中);";
    const { code, originalPosition } = rewriteCell(source);
    for (const name of ["(1)", "f(", "two }", "中", ";\nf"]) {
      const before = source.slice(0, source.indexOf(name)).split("\n");
      const expected = { line: before.length - 1, column: before.at(-1)!.length };
      // In the rewritten code, "two }" stands behind `"two": `.
      expect(originalPosition(code.lastIndexOf(name)), name).toEqual(expected);
    }
    expect(originalPosition(code.length)).toEqual({ line: 1, column: 19 });
  });
});
