/** Completion (Tab) and tooltips (Shift-Tab) as front ends ask for them. `|` marks the cursor. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CLAIMS } from "../../../src/claims/registry.js";
import { statementsOf } from "../../../src/kit/claims/claim.js";
import type { JsonObject } from "../../../report/kernel/protocol.js";
import { openRawKernel, types } from "./raw-kernel.js";
import type { RawKernel } from "./raw-kernel.js";

let kernel: RawKernel;
beforeAll(async () => {
  kernel = await openRawKernel();
  const { reply } = await kernel.execute('import { show } from "ncsparse"; const lengths = [64, 128];');
  expect(reply.status).toBe("ok");
});
afterAll(() => kernel.close());

async function ask(type: string, marked: string): Promise<JsonObject> {
  const characters = Array.from(marked);
  const cursor_pos = characters.indexOf("|");
  const code = characters.filter((_, at) => at !== cursor_pos).join("");
  return (await kernel.answer(kernel.send(type, { code, cursor_pos }))).reply;
}

/** The cell's text with the first completion that ends so, and all completions. */
async function completed(marked: string, choice: string): Promise<{ text: string; matches: string[] }> {
  const { matches, cursor_start, cursor_end } = (await ask("complete_request", marked)) as unknown as {
    matches: string[];
    cursor_start: number;
    cursor_end: number;
  };
  expect(matches).toContain(choice);
  const code = Array.from(marked).filter((character) => character !== "|");
  return { text: [...code.slice(0, cursor_start), choice, ...code.slice(cursor_end)].join(""), matches };
}

async function tooltip(marked: string): Promise<string | undefined> {
  const { data } = (await ask("inspect_request", marked)) as { data: Record<string, string> };
  return data["text/markdown"];
}

describe("completion", () => {
  it("offers every claim's id inside show(, whichever quotes are there", async () => {
    const ids = CLAIMS.flatMap(statementsOf).map(({ id }) => id);
    for (const marked of ['await show("|', 'await show("|");', "await show('|');\nlengths"]) {
      const { matches } = await completed(marked, "S0-proxy");
      expect(matches, marked).toEqual(expect.arrayContaining(ids));
    }
  });

  it("offers the ids that begin as what is typed, which they replace", async () => {
    const { text, matches } = await completed('const face = "😀"; await show("L4.2-b|")', "L4.2-bounded");
    expect(text).toBe('const face = "😀"; await show("L4.2-bounded")');
    expect(matches.every((id) => id.startsWith("L4.2-b"))).toBe(true);
  });

  it("offers a module's names between the braces of an import", async () => {
    expect((await completed('import { sho|, CLAIMS } from "ncsparse";', "showTable")).text).toBe(
      'import { showTable, CLAIMS } from "ncsparse";',
    );
  });

  it("offers the project's names with the rest of the line before a module is named", async () => {
    const choice = 'showFigure } from "ncsparse-kit";';
    for (const marked of ["import { showF|", "const x = 1;\nimport { showF| }\nx"]) {
      const { text } = await completed(marked, choice);
      expect(text).toBe(marked.replace(/showF\|( \})?/, choice));
    }
    // The words that follow are no part of the name.
    const { matches } = await ask("complete_request", "import { ncsparse|");
    expect(matches).toEqual([]);
    expect((await completed("import { CLAIMS, showF|", 'showFigure } from "ncsparse";')).text).toBe(
      'import { CLAIMS, showFigure } from "ncsparse";',
    );
  });

  it("offers modules, earlier cells' names and properties", async () => {
    expect((await completed('import x from "ncsp|"', "ncsparse-kit")).text).toBe('import x from "ncsparse-kit"');
    expect((await completed('import x from "ncsparse-kit/fig|"', "figures")).text).toBe(
      'import x from "ncsparse-kit/figures"',
    );
    expect((await completed("len|", "lengths")).text).toBe("lengths");
    expect((await completed("lengths.toSo|", "toSorted")).text).toBe("lengths.toSorted");
  });

  it("says what each is, in JupyterLab's way", async () => {
    const { metadata } = await ask("complete_request", 'await show("S0-prox|")');
    const [first] = (metadata as { _jupyter_types_experimental: object[] })._jupyter_types_experimental;
    expect(first).toEqual({ text: "S0-proxy", type: "string", start: 12, end: 19 });
  });

  it("answers where nothing can stand", async () => {
    expect(await ask("complete_request", "'free te|xt'")).toMatchObject({ status: "ok", matches: [] });
    expect(await ask("complete_request", "((`${[{|")).toMatchObject({ status: "ok" });
  });
});

describe("a tooltip", () => {
  it("says how a function is called, inside its brackets as on its name", async () => {
    for (const marked of ["await show(|", 'await show("S0|")', 'await sh|ow("S0-proxy")']) {
      const text = await tooltip(marked);
      expect(text, marked).toContain("show(claimOrId: Claim | ClaimId | FormerClaimId): Promise<void>\n");
      expect(text, marked).toContain("```\n\nRun a claim and display it:");
      expect(text, marked).toContain("\n- `claimOrId`: a claim, or the id of one in the registry");
    }
  });

  it("says what a name is, and nothing of a place without one", async () => {
    expect(await tooltip("leng|ths")).toBe("```typescript\nconst lengths: number[]\n```");
    expect(await ask("inspect_request", "lengths; |")).toMatchObject({ status: "ok", found: false, data: {} });
  });
});

describe("an id that no claim has", () => {
  it("is a type error that names the nearest", async () => {
    const { reply } = await kernel.execute('await show("L4.2-par1");');
    expect(reply.evalue).toMatch(/^1:12 - Argument of type '"L4.2-par1"' .* The nearest is "L4.2-part1".$/);
    expect((await kernel.execute('await show("NOPE");')).reply.evalue).toMatch(/ The nearest is "[A-Z].*".$/);
  });

  it("is an error of the run where types do not tell", async () => {
    const { reply } = await kernel.execute('await show(JSON.parse(`"L4.2-par1"`));');
    expect(reply).toMatchObject({ ename: "RangeError" });
    expect(reply.evalue).toContain("got L4.2-par1; the nearest is L4.2-part1");
  });
});

describe("a question that tslab does not know", () => {
  it("about earlier sessions is answered, and prints nothing in the last cell", async () => {
    const answer = await kernel.answer(kernel.send("history_request", { hist_access_type: "tail", n: 10 }));
    expect(answer).toMatchObject({ replyType: "history_reply", reply: { status: "ok", history: [] } });
    expect(types(answer)).toEqual([]);
  });
});
