/** What cells emit, as JupyterLab shows it: its own registry and renderers, in a real browser without network. */
import { CLAIMS, findClaim } from "ncsparse";
import { readdir } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { executeAll } from "../../report/notebooks/execute-all.js";
import { readNotebook } from "../../report/notebooks/read.js";
import { enginePath } from "../../report/root.js";
import type { Output } from "../../report/types.js";
import { markdownHtml } from "../../src/kit/notebook/markdown-html.js";
import { fixture } from "../report/notebooks/fixture.js";
import { contrast } from "../../report/config/contrast.js";
import { JUPYTERLAB, openLabPage, type LabPage } from "./lab-page.js";

const CLAIM = "T4.3-frontier";
const VEGALITE = "application/vnd.vegalite.v5+json";

/** Outputs of real cells: a claim, its figure and the figure's caption; then a table, printed text, a value and an error. */
let claim: Output;
let figure: Output;
let caption: Output;
let others: Output[];
let lab: LabPage;

beforeAll(async () => {
  const files = [
    await fixture("one-claim"),
    await readNotebook(enginePath("test", "jupyter", "notebooks", "every-other-output.ipynb")),
  ];
  const [[one, other]] = await Promise.all([
    executeAll(files, { parallel: 2, workers: 1 }),
    openLabPage().then((opened) => (lab = opened)),
  ]);
  const outputsOf = (cells: (typeof files)[0]["notebook"]["cells"]): Output[] =>
    cells.flatMap((cell) => (cell.cell_type === "code" ? cell.outputs : []));
  [claim, figure, caption] = outputsOf(one!.notebook.cells) as [Output, Output, Output];
  others = outputsOf(other!.notebook.cells);
});
afterAll(() => lab.close());

/** Text as it stands on the page outside formulas, with a mark for each formula. */
const PROSE = `[...document.querySelectorAll(".output")].map((output) => {
  const copy = output.cloneNode(true);
  for (const formula of copy.querySelectorAll("mjx-container")) formula.replaceWith("[formula]");
  for (const code of copy.querySelectorAll("pre, code")) code.replaceWith(code.textContent.replace(/[$\\\\]/g, ""));
  return copy.textContent.trim();
}).join("\\n\\n")`;
const FORMULAS = 'document.querySelectorAll("mjx-container").length';
/** What MathJax says of formulas that it cannot read, and macros that it does not know, which it only sets in red. */
const FORMULA_ERRORS = `[...document.querySelectorAll("mjx-assistive-mml [data-mjx-error], mjx-assistive-mml [mathcolor=red]")]
  .map((e) => e.getAttribute("data-mjx-error") ?? e.textContent)`;

const markdown = (text: string): Output => ({
  output_type: "display_data",
  data: { "text/markdown": text },
  metadata: {},
});

const html = (text: string): Output => ({ output_type: "display_data", data: { "text/html": text }, metadata: {} });

/** Markdown of JupyterLab has neither: a notebook that used them would show their source. */
const NOT_IN_JUPYTERLAB = /\[\^|^:::/m;
/** Tags of equations as they are shown: "(eq:terms)". */
const TAGS = `[...document.querySelectorAll("mjx-assistive-mml mlabeledtr > mtd:first-child")].map((e) => e.textContent)`;
/** Links that show nothing. */
const EMPTY_LINKS = `[...document.querySelectorAll(".output a")].filter((a) => a.textContent.trim() === "" && !a.querySelector("mjx-container"))
  .map((a) => a.getAttribute("href"))`;

describe("what JupyterLab prefers", () => {
  it("is HTML for a claim and Vega-Lite for a figure, whether the notebook is trusted or not", async () => {
    for (const trusted of [true, false])
      expect(await lab.render([claim, figure], { ...JUPYTERLAB, trusted })).toEqual(["text/html", VEGALITE]);
  });

  it("is the SVG drawing of a figure without a Vega renderer, and its description where SVG is not trusted", async () => {
    const bare = { ...JUPYTERLAB, vega: false };
    expect(await lab.render([claim, figure], bare)).toEqual(["text/html", "image/svg+xml"]);
    expect(await lab.render([claim, figure], { ...bare, trusted: false })).toEqual(["text/html", "text/plain"]);
  });

  it("is Markdown for a table and the usual for what is printed, returned and thrown", async () => {
    expect(await lab.render(others)).toEqual([
      "text/markdown",
      "application/vnd.jupyter.stdout",
      "text/plain",
      "application/vnd.jupyter.stderr",
    ]);
    expect(lab.complaints).toEqual([]);
  });
});

describe("a claim in JupyterLab", () => {
  it("shows title, verdict and control in words, and every formula typeset", async () => {
    await lab.render([claim]);
    const { title, item, statement } = findClaim(CLAIM);
    const prose = await lab.read<string>(PROSE);
    const [first, second, third, ...rest] = prose.split(/\n+/);
    expect(first).toBe(`${title} (${item}, ours; ${CLAIM})`);
    expect(second).toMatch(/^\[formula\] holds at the stated \[formula\] and fails at \[formula\]/);
    expect(third).toBe("[formula]");
    expect(rest[0]).toMatch(/^holds, as expected — holds on 4 of 4 cells\. Expected: holds\. /);
    expect(rest[1]).toMatch(/^Control: how this could have failed\. .* This control was found violated, as it must be\. It comes out so with probability .*\)\.$/);
    expect(rest[2]).toMatch(/^4 cells/);
    expect(statement).toContain("$");
    expect(prose).not.toMatch(/[$\\]/);
    expect(await lab.read(FORMULA_ERRORS)).toEqual([]);
    expect(lab.complaints).toEqual([]);
    expect(lab.requests).toEqual([]);
  });

  it("is in a box of its outcome's colour with its cells folded, trusted or not", async () => {
    const box = `(() => {
      const box = document.querySelector(".output div[style]");
      const { borderLeftColor, borderLeftWidth } = getComputedStyle(box);
      const verdict = getComputedStyle(box.querySelector("strong[style]"));
      const fold = box.querySelector("details");
      return {
        side: borderLeftColor + " " + borderLeftWidth,
        verdict: verdict.color + " on " + verdict.backgroundColor,
        isOpen: fold.open,
        heads: [...fold.querySelectorAll("th")].map((head) => head.textContent),
        outcomes: [...fold.querySelectorAll("tbody tr")].map((row) => row.lastElementChild.textContent),
      };
    })()`;
    for (const trusted of [true, false]) {
      await lab.render([claim], { ...JUPYTERLAB, trusted });
      const { heads, ...look } = await lab.read<{ heads: string[] }>(box);
      expect(look, `trusted: ${trusted}`).toEqual({
        side: "rgb(0, 120, 90) 6px",
        verdict: "rgb(255, 255, 255) on rgb(0, 120, 90)",
        isOpen: false,
        outcomes: ["holds", "holds", "holds", "holds"],
      });
      expect(heads).toEqual(expect.arrayContaining(["R", "estimate", "target", "outcome"]));
    }
  });

  it("has title and verdict in bold and its bound as a displayed formula", async () => {
    await lab.render([claim]);
    expect(await lab.read('[...document.querySelectorAll("strong")].map((e) => e.textContent)')).toEqual([
      findClaim(CLAIM).title,
      "holds, as expected",
      "violated",
    ]);
    expect(await lab.read(`document.querySelectorAll('mjx-container[display="true"]').length`)).toBe(1);
  });
});

describe("a figure in JupyterLab", () => {
  /** The chart's size, the least distance of its ink from its edge, its ground, and the colours of its words. */
  const CHART = `(() => {
    const svg = document.querySelector(".output .vega-embed svg.marks");
    const whole = svg.getBoundingClientRect();
    const inked = [...svg.querySelectorAll("text, .mark-symbol path, .mark-line path, .mark-rule line")];
    const margins = inked.map((mark) => mark.getBoundingClientRect()).map((mark) =>
      Math.min(mark.left - whole.left, mark.top - whole.top, whole.right - mark.right, whole.bottom - mark.bottom));
    const words = [...svg.querySelectorAll("text")].filter((text) => text.textContent !== "");
    return {
      width: whole.width,
      height: whole.height,
      margin: Math.min(...margins),
      ground: getComputedStyle(svg).backgroundColor,
      inks: words.map((text) => getComputedStyle(text).fill),
    };
  })()`;
  interface Chart {
    width: number;
    height: number;
    margin: number;
    ground: string;
    inks: string[];
  }
  /** The sheet by which the chart follows the theme; vega-embed adds one sheet to a page, that of the first chart. */
  const SHEET = 'document.getElementById("vega-embed-style")';

  const hex = (rgb: string): string =>
    `#${[...rgb.matchAll(/\d+/g)].map(([part]) => Number(part).toString(16).padStart(2, "0")).join("")}`;

  function expectLegible({ ground, inks }: Chart): void {
    expect(inks.length).toBeGreaterThan(10);
    for (const ink of inks) expect(contrast(hex(ink), hex(ground)), `${ink} on ${ground}`).toBeGreaterThanOrEqual(4.5);
  }

  it("is drawn by Vega, with a margin, without a warning, an error or a request", async () => {
    await lab.render([figure]);
    const { width, height, margin } = await lab.read<Chart>(CHART);
    expect(width).toBeGreaterThan(400);
    expect(height).toBeGreaterThan(150);
    expect(margin).toBeGreaterThanOrEqual(10);
    expect(lab.complaints).toEqual([]);
    expect(lab.requests).toEqual([]);
  });

  it("stands on the page's own ground, in inks that can be read there, in a light and a dark theme", async () => {
    for (const [theme, ground] of [["light", "rgb(255, 255, 255)"] as const, ["dark", "rgb(17, 17, 17)"] as const]) {
      await lab.render([figure], { ...JUPYTERLAB, theme });
      const chart = await lab.read<Chart>(CHART);
      expect(chart.ground).toBe(ground);
      expectLegible(chart);
    }
  });

  it("stands on light paper where another chart was drawn first, without the sheet by which it follows the theme", async () => {
    await lab.read(`void (${SHEET}.textContent = "")`);
    await lab.render([figure], { ...JUPYTERLAB, theme: "dark" });
    const chart = await lab.read<Chart>(CHART);
    await lab.read(`${SHEET}.remove()`);
    expect(chart.ground).toBe("rgb(254, 254, 253)");
    expectLegible(chart);
  });

  it("has its caption below it, typeset, as a table has its own above", async () => {
    expect(await lab.render([figure, caption])).toEqual([VEGALITE, "text/markdown"]);
    const [, text] = await lab.read<string>(PROSE).then((prose) => /(Figure: [^]*)$/.exec(prose) ?? []);
    expect(text).toMatch(/^Figure: [^$\\]+\[formula\]/);
    expect(await lab.read(FORMULA_ERRORS)).toEqual([]);
  });

  it("is the same chart as SVG, on paper and described", async () => {
    await lab.render([figure], { ...JUPYTERLAB, vega: false, theme: "dark" });
    // JupyterLab puts SVG into an <img>.
    await lab.page.waitForFunction('document.querySelector(".output img")?.complete');
    expect(await lab.read('document.querySelector(".output img").naturalWidth')).toBeGreaterThan(400);
    const svg = (figure as { data: Record<string, string> }).data["image/svg+xml"]!;
    expect(svg).toContain('fill="#fefefd"');
    const chart = (figure as { data: Record<string, { description: string }> }).data[VEGALITE]!;
    expect(svg).toContain(chart.description);
    expect(lab.complaints).toEqual([]);
    expect(lab.requests).toEqual([]);
  });
});

describe("other outputs in JupyterLab", () => {
  it("are a table with its heads typeset and numbers to the right, text, and an error with name and place", async () => {
    await lab.render(others);
    const cells = (part: string): string =>
      `[...document.querySelectorAll(".output ${part}")].map((cell) => [cell.textContent.trim() && !cell.querySelector("mjx-container") ? cell.textContent : "[formula]", cell.align || cell.style.textAlign])`;
    expect(await lab.read(cells("th"))).toEqual([
      ["[formula]", "right"],
      ["[formula]", "right"],
      ["[formula]", "left"],
    ]);
    expect(await lab.read(cells("td"))).toEqual([
      ["1", "right"],
      ["0.500", "right"],
      ["[formula]", "left"],
      ["20", "right"],
      ["1.25 × 10⁻⁷", "right"],
      ["—", "left"],
    ]);
    const texts = await lab.read<string[]>('[...document.querySelectorAll(".output pre")].map((e) => e.textContent)');
    expect(texts).toEqual(["printed ≥ 0\n", "42", "RangeError: k must be at least 1, got 0\n    at <cell>"]);
    expect(await lab.read(FORMULA_ERRORS)).toEqual([]);
  });
});

describe("prose in JupyterLab", () => {
  it("that is not typeset is told from prose that is", async () => {
    await lab.render([markdown("$x^2^3$, $\\nosuchmacro x$, $x$ and 5 US$")]);
    expect(await lab.read(FORMULA_ERRORS)).toEqual(["Double exponent: use braces to clarify", "\\nosuchmacro"]);
    expect(await lab.read(PROSE)).toBe("[formula], [formula], [formula] and 5 US$");
  });

  it("of every notebook is typeset without an error and leaves no source of a formula behind", async () => {
    const names = (await readdir(enginePath("notebooks"))).filter((name) => name.endsWith(".ipynb"));
    expect(names.length).toBeGreaterThanOrEqual(3);
    for (const name of names) {
      const { notebook } = await readNotebook(enginePath("notebooks", name));
      const prose = notebook.cells.flatMap((cell) =>
        cell.cell_type === "markdown" ? [[cell.source].flat().join("")] : [],
      );
      await lab.render(prose.map(markdown));
      expect(await lab.read(FORMULA_ERRORS), name).toEqual([]);
      expect(await lab.read(FORMULAS), name).toBeGreaterThan(2); // the chapter on scores has four
      expect(await lab.read(PROSE), name).not.toMatch(/[$\\]/);
      expect(await lab.read(PROSE), name).not.toMatch(/@\w|\(\?\?\?\)/);
      expect(await lab.read(EMPTY_LINKS), name).toEqual([]);
      const tags = [...prose.join("\n").matchAll(/\\tag\{([^}]+)\}/g)].map(([, tag]) => `(${tag})`);
      expect(await lab.read(TAGS), name).toEqual(tags);
      expect(prose.join("\n\n"), name).not.toMatch(NOT_IN_JUPYTERLAB);
      expect(lab.complaints, name).toEqual([]);
    }
  });

  it("of every claim, its statement, bound, reason, control and figure's caption, is so too", async () => {
    const texts = CLAIMS.map(({ statement, bound, expected, control, figure: { caption: own } }) =>
      [statement, bound ? `$$${bound.tex}$$` : "", expected.reason, control.statement, own].join("\n\n"),
    );
    const count = [];
    for (const outputs of [texts.map(markdown), texts.map((text) => html(markdownHtml(text)))]) {
      await lab.render(outputs);
      expect(await lab.read(FORMULA_ERRORS)).toEqual([]);
      expect(await lab.read(PROSE)).not.toMatch(/[$\\]/);
      expect(lab.complaints).toEqual([]);
      count.push(await lab.read<number>(FORMULAS));
    }
    expect(count[0]).toBeGreaterThan(CLAIMS.length);
    expect(count[1]).toBe(count[0]);
  });
});
