import { describe, expect, it, vi } from "vitest";
import { renderMarkdown } from "../../../report/page/markdown/markdown.js";
import { emit } from "../../../src/kit/notebook/emit.js";
import { DEFAULT_SEED, readSession, session } from "../../../src/kit/notebook/session.js";
import { mergeClaims } from "../../../src/kit/claims/claim.js";
import { findClaim } from "../../../src/claims/registry.js";
import { show } from "../../../src/claims/show.js";
import { showFigure } from "../../../src/kit/notebook/show.js";
import { showTable } from "../../../src/kit/notebook/table.js";
import { showValue } from "../../../src/kit/notebook/value.js";
import { contextOf } from "../../report/page/context.js";

/** Where a kernel puts the running cell's AbortSignal. */
const CELL_SIGNAL = Symbol.for("ncsparse.cellSignal");

describe("a session", () => {
  it("takes profile, seed and workers from the environment, with defaults for JupyterLab", () => {
    expect(readSession({})).toMatchObject({ profile: "quick", seed: DEFAULT_SEED, workers: 1 });
    const env = { NCSPARSE_PROFILE: "full", NCSPARSE_SEED: "4294967295", NCSPARSE_WORKERS: "2" };
    expect(readSession(env)).toMatchObject({ profile: "full", seed: 4294967295, workers: 2 });
  });

  it.each([
    [{ NCSPARSE_PROFILE: "fast" }, "NCSPARSE_PROFILE must be quick or full, got fast"],
    [{ NCSPARSE_SEED: "-1" }, "NCSPARSE_SEED must be an integer in [0, 4294967295], got -1"],
    [{ NCSPARSE_SEED: "4294967296" }, "got 4294967296"],
    [{ NCSPARSE_SEED: "1e3" }, "got 1e3"],
    [{ NCSPARSE_WORKERS: "0" }, "NCSPARSE_WORKERS must be an integer in [1, 4096], got 0"],
  ])("refuses %j", (env, message) => {
    expect(() => readSession(env)).toThrow(message);
  });

  it("computes what it remembers once", () => {
    const session = readSession({});
    const compute = vi.fn(() => 42);
    expect([session.memo("a", compute), session.memo("a", compute)]).toEqual([42, 42]);
    expect(compute).toHaveBeenCalledTimes(1);
  });

  it("forgets what failed, and what an interrupted cell left unfinished", async () => {
    const { memo } = readSession({});
    await expect(memo("fails", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await memo("fails", () => Promise.resolve(1))).toBe(1);
    expect(() => memo("throws", () => JSON.parse("{") as number)).toThrow(SyntaxError);
    expect(memo("throws", () => 2)).toBe(2);

    const cell = new AbortController();
    vi.stubGlobal(CELL_SIGNAL, cell.signal);
    void memo("waits", () => new Promise<number>(() => undefined));
    const finished = memo("finished", () => Promise.resolve(3));
    await finished;
    cell.abort();
    vi.unstubAllGlobals();
    expect(await memo("waits", () => Promise.resolve(4))).toBe(4);
    expect(memo("finished", () => Promise.resolve(5))).toBe(finished);
  });

  it("has the signal of the cell that asks for it, where the kernel offers one", () => {
    expect(session().signal).toBeUndefined();
    const { signal } = new AbortController();
    vi.stubGlobal(CELL_SIGNAL, signal);
    const asked = session();
    vi.unstubAllGlobals();
    expect(asked.signal).toBe(signal);
  });
});

describe("a claim shown by a cell that is interrupted", () => {
  it("is not displayed", async () => {
    const cell = new AbortController();
    vi.stubGlobal(CELL_SIGNAL, cell.signal);
    const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
    const shown = show("T4.3-frontier");
    vi.unstubAllGlobals();
    cell.abort(new Error("stopped"));
    await expect(shown).rejects.toThrow("stopped");
    expect(log).not.toHaveBeenCalled();
    log.mockRestore();
  });
});

describe("a claim of several parts", () => {
  it("shows the figure of each part, and one that would be the same only once", async () => {
    const whole = findClaim("T4.3-frontier");
    const same = { ...whole, id: "A-same" };
    const other = { ...whole, id: "A-other", figure: findClaim("T4.3-half").figure };
    const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
    await show(mergeClaims(whole, [same, other], {}));
    const lines = log.mock.calls.map(([line]) => String(line));
    log.mockRestore();
    expect(lines.filter((line) => line.startsWith("Figure: "))).toEqual(
      [whole, other].map(({ figure }) => `Figure: ${figure.caption}`),
    );
  });
});

describe("displays outside a kernel", () => {
  it("print their text form", () => {
    const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
    emit({ data: { "text/plain": "hello" }, metadata: {} });
    showTable(["$k$", "name"], [[1234, "a|b"]]);
    expect(log.mock.calls).toEqual([["hello"], ["| $k$ | name |\n| --: | :-- |\n| 1,234 | a\\|b |"]]);
    log.mockRestore();
  });
  it("write bars in a table's text and formulas so that they neither end the cell nor become a norm's double bar", () => {
    const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
    showTable(["$|z|$"], [["$\\{j : |u_j| \\le 1\\}$ or `a|b`\nfor 5 US\\$ | $\\mathrm{KL}(p\\,\\|\\,q) \\\\ x$"]]);
    const [table] = log.mock.calls[0] as [string];
    log.mockRestore();
    expect(table.split("\n")).toEqual([
      "| $\\vert z\\vert$ |",
      "| :-- |",
      "| $\\{j : \\vert u_j\\vert \\le 1\\}$ or `a\\|b` for 5 US\\$ \\| $\\mathrm{KL}(p\\,\\Vert\\,q) \\\\ x$ |",
    ]);
  });
  it("write formulas that the report sets in a table, too", () => {
    const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
    showTable(["size"], [["$n - |\\mathcal S|$, $|x|^2$"], ["$\\{j : |u_j| \\le \\varepsilon\\}$"]]);
    const [table] = log.mock.calls[0] as [string];
    log.mockRestore();
    const html = renderMarkdown(table, contextOf());
    expect(html).not.toMatch(/[$\\]/);
    expect(html.split("<td")).toHaveLength(3);
  });
  it.each([undefined, "", "A chart."])("refuse a figure described as %j", async (description) => {
    await expect(showFigure({ $schema: "", description, mark: "point" }, "A caption.")).rejects.toThrow(
      "a figure's description must say what it shows in 20 characters or more",
    );
  });
  it("show a value as a line, by a name that prose can say", () => {
    const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
    showValue("error.mean-1", 0.031234);
    showValue("who", "we");
    expect(log.mock.calls).toEqual([["error.mean-1 = 0.0312"], ["who = we"]]);
    log.mockRestore();
  });
  it.each(["2x", "a b", "a-", "", "a..b"])("refuse a value of the name %j", (name) => {
    expect(() => showValue(name, 1)).toThrow(
      `showValue: the name must be a letter, then letters, digits, "_", and "." or "-" between them, got ${JSON.stringify(name)}`,
    );
  });
  it.each([NaN, Infinity])("refuse a value of %d", (value) => {
    expect(() => showValue("a", value)).toThrow(`showValue: a must be a finite number or a text, got ${value}`);
  });
  it("refuse a table whose rows do not fit its header", () => {
    expect(() => showTable(["a", "b"], [[1]])).toThrow("showTable: each row must have 2 cells, got 1");
  });
});
