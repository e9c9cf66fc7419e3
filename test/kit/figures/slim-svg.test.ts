import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { slimSvg } from "../../../src/kit/figures/slim-svg.js";

describe("a slimmed drawing", () => {
  it("loses groups without content, and those that hold only such", () => {
    expect(slimSvg("<g><g></g><g/></g><g><text>a</text></g>")).toBe("<g><text>a</text></g>");
  });

  it("keeps every end tag of what it keeps, also beside a group that closes itself", () => {
    expect(slimSvg('<g a="b"><text>x</text><g c="d"/></g>')).toBe('<g a="b"><text>x</text></g>');
    expect(slimSvg('<g a="b"><g c="d"/></g>')).toBe("");
    expect(slimSvg('<g a="x>y"><g b="/"><path d="M0,0" fill="red"/></g></g>')).toBe(
      '<g a="x>y"><g b="/"><path d="M0,0" fill="red"/></g></g>',
    );
  });

  it("is balanced and keeps all marks, for any nesting of groups", () => {
    const { tree } = fc.letrec<{ tree: string }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 5 },
        fc.constantFrom("<text>t</text>", "<g/>", '<g a="b"/>', '<path d="M1,1" stroke="red"/>', "<g></g>"),
        fc.array(tie("tree"), { maxLength: 3 }).map((parts) => `<g c="d">${parts.join("")}</g>`),
      ),
    }));
    const count = (text: string, mark: RegExp): number => [...text.matchAll(mark)].length;
    fc.assert(
      fc.property(tree, (svg) => {
        const slim = slimSvg(svg);
        expect(count(slim, /<g[ >]/g)).toBe(count(slim, /<\/g>/g));
        for (const mark of [/<text>/g, /<path/g]) expect(count(slim, mark)).toBe(count(svg, mark));
        expect(slim).not.toMatch(/<g[^>]*>\s*<\/g>|<g[^>]*\/>/);
      }),
    );
  });
});
