import { describe, expect, it } from "vitest";
import { renderInline } from "../../../report/page/markdown.js";
import { contextOf } from "./context.js";

describe("references by label", () => {
  it("name a figure, a table or a box where they have no text of their own", () => {
    expect(renderInline("[](#fig:phase), [fig:phase](#fig:phase)", contextOf())).toBe(
      '<a href="#fig-1-1">Figure 1.1</a>, <a href="#fig-1-1">Figure 1.1</a>',
    );
    expect(renderInline("[tbl:reach](#tbl:reach)", contextOf())).toBe('<a href="#tbl-1-1">Table 1.1</a>');
    expect(renderInline("[T4.3-order](#T4.3-order)", contextOf())).toBe('<a href="#t4-3-order">Theorem 4.3 [T4.3-order]</a>');
    expect(renderInline("[the plane](#fig:phase)", contextOf())).toBe('<a href="#fig-1-1">the plane</a>');
  });

  it("reach into other chapters: by a name that only one has, or through the notebook", () => {
    expect(renderInline("[](#fig:map)", contextOf())).toBe('<a href="#fig-2-2">Figure 2.2</a>');
    expect(renderInline("[](02-other.ipynb#fig:phase)", contextOf())).toBe('<a href="#fig-2-1">Figure 2.1</a>');
    expect(() => renderInline("[](#tbl:twice)", contextOf())).toThrow(
      'cell "intro": several chapters have a label "tbl:twice": say which, as in 02-other#tbl:twice',
    );
  });

  it.each(["#fig:none", "#tbl:none", "#T9.9-none", "#No such heading", "02-other.ipynb#none", "07-none.ipynb"])(
    "fail the report for %s, which nothing has",
    (href) => {
      const render = (): string => renderInline(`[x](<${href}>)`, contextOf());
      expect(render).toThrow(/^notebooks\/01-test\.ipynb: cell "intro": nothing in the report has the label "/);
      try {
        render();
      } catch (error) {
        expect((error as Error).name).toBe("InputError");
      }
    },
  );

  it("may hold a percent sign that encodes nothing", () => {
    for (const href of ["#100%", "02-other.ipynb#100%", "100%.ipynb", "#%E0%A4%A"]) {
      expect(() => renderInline(`[](${href})`, contextOf())).toThrow('nothing in the report has the label "');
      expect(renderInline(`[](${href})`, contextOf({ isWhole: false }))).toContain("(not in this report)");
    }
  });

  it("say so where a part of the report lacks their target", () => {
    const partial = contextOf({ isWhole: false });
    const missing = '<span class="found">(not in this report)</span>';
    expect(renderInline("[the law](#LL-line)", partial)).toBe(`the law ${missing}`);
    expect(renderInline("[](#LL-line)", partial)).toBe(`LL-line ${missing}`);
  });
});
