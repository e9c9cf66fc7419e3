import { describe, expect, it } from "vitest";
import { numberEquations } from "../../../../report/page/markdown/equations.js";
import { renderInline, renderMarkdown } from "../../../../report/page/markdown/markdown.js";
import { contextOf } from "../context.js";

describe("references by label", () => {
  it("name a figure, a table or a box where they have no text of their own", () => {
    expect(renderInline("[](#fig:phase), [fig:phase](#fig:phase)", contextOf())).toBe(
      '<a href="#fig-1-1">Figure 1.1</a>, <a href="#fig-1-1">Figure 1.1</a>',
    );
    expect(renderInline("[tbl:reach](#tbl:reach)", contextOf())).toBe('<a href="#tbl-1-1">Table 1.1</a>');
    expect(renderInline("[T4.3-order](#T4.3-order)", contextOf())).toBe(
      '<a href="#t4-3-order">Theorem 4.3 [T4.3-order]</a>',
    );
    expect(renderInline("[the plane](#fig:phase)", contextOf())).toBe('<a href="#fig-1-1">the plane</a>');
  });

  it("name an equation by the tag that JupyterLab shows, in any chapter, or by LaTeX's own label", () => {
    const equations = numberEquations(
      ["$$a$$ $$b \\tag{eq:terms}$$", "$$c \\label{sum}$$ $$d \\tag{*}$$"].map((markdown, index) => ({
        number: index + 1,
        anchor: `0${index + 1}-${index === 0 ? "test" : "other"}`,
        sources: [markdown],
      })),
    );
    const context = contextOf({ equations });
    expect(renderInline("By [eq:terms](#eq:terms), [the sum](02-other.ipynb#eq:sum)", context)).toBe(
      'By <a href="#eq-eq-terms">(1.1)</a>, <a href="#eq-sum">the sum</a>',
    );
    expect(renderInline("$\\eqref{eq:terms}$ and [](#eq:sum)", context)).toBe(
      '<a href="#eq-eq-terms">(1.1)</a> and <a href="#eq-sum">(2.1)</a>',
    );
    const shown = renderMarkdown("$$\nb \\tag{eq:terms}\n$$\n\n$$\nd \\tag{*}\n$$", context);
    expect(shown).toContain('id="eq-eq-terms"');
    expect(shown).toContain("(1.1)");
    expect(shown).not.toContain("eq:terms");
    expect(shown).toContain("(*)");
  });

  it("reach into other chapters: by a name that only one has, or through the notebook", () => {
    expect(renderInline("[](#fig:map)", contextOf())).toBe('<a href="#fig-2-2">Figure 2.2</a>');
    expect(renderInline("[](02-other.ipynb#fig:phase)", contextOf())).toBe('<a href="#fig-2-1">Figure 2.1</a>');
    expect(() => renderInline("[](#tbl:twice)", contextOf())).toThrow(
      'cell "intro": several chapters have a label "tbl:twice": say which, as in 02-other#tbl:twice',
    );
    // With a failed notebook the own table may be missing: its failure is told instead.
    expect(renderInline("[](#tbl:twice)", contextOf({ isWhole: false }))).toContain("(not in this report)");
  });

  it.each(["[x](#fig:none)", "[x](02-other.ipynb#tbl:none)", "[](#T9.9-none)", "[T9](#T9 'outcome')"])(
    "fail the report where the page is to say what %s is, which nothing is",
    (link) => {
      const render = (): string => renderInline(link, contextOf());
      expect(render).toThrow(/^notebooks\/01-test\.ipynb: cell "intro": nothing in the report has the label "/);
      try {
        render();
      } catch (error) {
        expect((error as Error).name).toBe("InputError");
      }
    },
  );

  it.each(["#No such heading", "02-other.ipynb#none"])(
    "keep words of their own where %s is nowhere, with a mark and a warning",
    (href) => {
      const context = contextOf();
      expect(renderInline(`[x](<${href}>)`, context)).toBe('x <span class="found">(not in this report)</span>');
      expect(context.warnings).toEqual([
        { place: context.where, isLoss: true, message: `a link to ${href}: nothing in the report is called that` },
      ]);
    },
  );

  it("lose a file's address, as the page travels without it, and the author is told", () => {
    const context = contextOf();
    expect(renderInline("[the code](../src/a%20b.ts)", context)).toBe("the code");
    expect(context.warnings).toMatchObject([
      { isLoss: false, message: expect.stringContaining("the file ../src/a b.ts:") as string },
    ]);
  });

  it.each([
    ["[next](07-none.ipynb)", "next"],
    ["[next](07-none.ipynb#a-part)", "next"],
    ["[](07-none.ipynb)", "07-none.ipynb"],
    ["[next](../elsewhere/07%20none.ipynb)", "next"],
    ["<a href='07-none.ipynb'>next</a>", "next"],
  ])(
    "of a whole report to a notebook that it has not, as in %s, keep their text, and the author is told",
    (link, text) => {
      const context = contextOf();
      expect(renderInline(link, context)).toBe(text);
      expect(context.warnings).toMatchObject([
        {
          isLoss: false,
          message: expect.stringMatching(/^a link to the notebook .*07.none\.ipynb.*: the page/) as string,
        },
      ]);
      const partial = contextOf({ isWhole: false });
      if (!link.includes("elsewhere")) expect(renderInline(link, partial)).toContain("(not in this report)");
    },
  );

  it("lead to a heading by the slugs that other programs make of it", () => {
    const at = (href: string): string => renderInline(`[x](${href})`, contextOf());
    for (const slug of ["#whats-set", "#Whats-Set", "01-test.ipynb#whats-set"])
      expect(at(slug)).toBe('<a href="#01-test-setting">x</a>');
  });

  it("to a work are links to a file where there is no bibliography", () => {
    const context = contextOf();
    expect(renderInline("[Derrida](references.bib#derrida1981) and @derrida1981", context)).toBe(
      "Derrida and @derrida1981",
    );
    expect(context.warnings).toMatchObject([{ isLoss: false }]);
  });

  it("may hold a percent sign that encodes nothing", () => {
    for (const href of ["#100%", "02-other.ipynb#100%", "#%E0%A4%A"]) {
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
