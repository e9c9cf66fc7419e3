import { SPARSITY } from "../../fixtures/report/notebooks.js";
import { readDocument } from "../../../report/document/read.js";
import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { renderPage } from "../../../report/page/page.js";
import { plainText } from "../../../report/page/assets/print-css.js";
import { representative } from "../../../report/page/claims/ledger-table.js";
import { CELLS } from "../../fixtures/report/claims.js";
import { CLEAN_INPUT, PAGE_INPUT } from "../../fixtures/report/page-input.js";

let html = "";
let clean = "";
beforeAll(async () => {
  html = await renderPage(PAGE_INPUT);
  clean = await renderPage(CLEAN_INPUT);
});

/** The body without scripts: what a reader without JavaScript sees. */
const body = (page: string): string => page.slice(page.indexOf("<body")).replace(/<script[\s\S]*?<\/script>/g, "");
const plain = (page: string): string =>
  body(page)
    .replace(/<math[\s\S]*?<\/math>/g, "")
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ");

describe("the page", () => {
  it("is the same bytes for the same input", async () => {
    expect(await renderPage(PAGE_INPUT)).toBe(html);
  });

  it("keeps the words of notebooks that it fills in its own parts by", async () => {
    const words = ["style", "sources", "script"].map((name) => `/*${name}*/`);
    const page = await renderPage({ ...CLEAN_INPUT, abstract: `\`${words.join(" ")}\`` });
    for (const word of words) expect(body(page).split(word), word).toHaveLength(2);
    const parts = ["figure-sources", "packed-script"].map((id) => `<script type="text/plain" id="${id}">`);
    for (const part of parts) expect(page.split(part), part).toHaveLength(2);
  });

  it("stays well under 4 MB", () => {
    expect(html.length).toBeLessThan(2_000_000);
  });

  it("names no file, host or font outside itself", () => {
    for (const page of [html, clean])
      expect(body(page).match(/(?:src|href|poster)="(?!#|data:)[^"]*"/g) ?? []).toEqual([]);
    const style = html.slice(html.indexOf("<style>"), html.indexOf("</style>"));
    expect(style.match(/url\((?!["']?(?:data:|#|%23))[^)]{0,60}\)/g) ?? []).toEqual([]);
  });

  it("has unique ids, and every link inside the page has its target", () => {
    const ids = [...body(html).matchAll(/\sid="([^"]+)"/g)].map((match) => match[1]!);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    const links = [...body(html).matchAll(/href="#([^"]+)"/g)].map((match) => decodeURIComponent(match[1]!));
    expect(links.length).toBeGreaterThan(10);
    expect(links.filter((link) => !ids.includes(link))).toEqual([]);
  });

  it("names at the very top what went wrong, and nothing when nothing did", () => {
    const alarms = html.slice(html.indexOf('class="alarms"'), html.indexOf('id="abstract"'));
    expect(alarms).toContain(
      "04-hostile: cell 3 failed (error): RangeError: topK: k must be an integer in [1, 1024], got 0",
    );
    expect(alarms).toContain("L4.2-jensen: came out inconclusive, expected holds");
    expect(alarms).toContain("L4.2-jensen: its control came out inconclusive and must be violated");
    expect(clean).not.toContain('class="alarms"');
    expect(plain(clean)).toContain(
      "2 claims: 1 holds, 1 violated; all as expected; all 2 controls behaved as required.",
    );
  });

  it("says on the first screen how the run came out, and loudly by name what is not as required", () => {
    const head = (page: string): string =>
      plain(`<body>${page.slice(page.indexOf('class="run-verdict'), page.indexOf('class="run"'))}`);
    expect(head(clean)).toContain(
      "2 of 2 claims as expected : 1 holds, 1 violated; all 2 controls behaved as required.",
    );
    expect(clean).toContain('<p class="run-verdict"><a href="#ledger">');
    expect(head(html)).toContain(
      "2 of 3 claims as expected : 1 holds, 1 violated, 1 inconclusive; 1 of 3 controls did not behave as required.",
    );
    expect(html).toMatch(/<p class="run-verdict deviates">.*<strong>Not as required: <a href="#l4-2-jensen">/);
  });

  it("shows a claim as a numbered box with statement, numbers, verdict and how it could have failed", () => {
    const box = html.slice(html.indexOf('id="t4-3-order"'), html.indexOf("Over the window"));
    const text = plain(`<body>${box}`);
    expect(text).toContain("Theorem 4.3 of the paper, sharpened: T4.3-order . The ");
    expect(text).toContain("not in the paper; the comparison needs it");
    expect(text).toContain("measured 0.0031 [0.0029, 0.0033]");
    expect(text).toContain("holds on the grid that was run, as expected :");
    expect(text).toContain("All 16 cells");
    expect(text).toContain("Control: how this could have failed");
    expect(text).toContain(
      "found violated, as it must be . Each draw of it fails with probability at least 0.930, where the rule allows 0.1",
    );
    expect(text).toContain("Figure 1.1");
  });

  it("heads every box with the label that the ledger file has, and links to it by the short form of it", () => {
    const heads = [...html.matchAll(/<h4 id="([^"]+)-title">([^]*?)<\/h4>/g)];
    const labels = new Map(heads.map(([, anchor, head]) => [anchor, plainText(head!).split(". ")[0]]));
    const recorded = PAGE_INPUT.document.ledger.map(({ anchor, label }) => [anchor, label] as const);
    expect([...labels]).toEqual(recorded);
    const ledger = html.slice(html.indexOf('id="ledger"'), html.indexOf('id="verdicts"'));
    const links = [...ledger.matchAll(/<td><a href="#([^"]+)">([^<]+)<\/a>/g)];
    expect(links.map(([, anchor, text]) => [anchor, text])).toEqual([
      ["t4-3-order", "Theorem 4.3 [T4.3-order]"],
      ["l4-2-literal", "Lemma 4.2 [L4.2-literal]"],
      ["l4-2-jensen", "Finding 2a"],
    ]);
  });

  it("numbers figures and tables through the chapter, those of a claim inside its box", () => {
    expect([...html.matchAll(/<span class="figure-label">([^<]*)</g)].map((match) => match[1])).toEqual([
      "Table 1.1",
      "Figure 1.1",
      "Figure 1.2",
      "Figure 1.3",
      "Figure 2.1",
      "Figure 2.2",
      "Figure 2.3",
    ]);
    expect(html.indexOf('id="fig-1-1"')).toBeLessThan(html.indexOf("Control: how this could have failed"));
  });

  it("refuses in place a figure that wants the network", () => {
    expect(html).toContain("This figure was not drawn: figure: &quot;data.url&quot; would load something");
  });

  it("shows a failed cell where it stands, without terminal colours", () => {
    expect(html).toContain("<strong>RangeError</strong> topK: k must be an integer in [1, 1024], got 0");
    expect(html).not.toContain("\u001b");
  });

  it("repeats listings in an appendix for paper, and leaves long tables to the files beside it", () => {
    const appendix = html.slice(html.indexOf('aria-label="Appendix to chapter 1"'));
    expect(appendix).toContain("Listing 1.1");
    expect(appendix.slice(0, appendix.indexOf("</section>"))).not.toContain("<table");
    expect(html).toContain("<code>claims.csv</code>");
  });

  it("tells every finding at its end, with the box that it comes from", () => {
    const findings = html.slice(html.indexOf('id="findings"'), html.indexOf('id="colophon"'));
    expect(findings).toMatch(
      /A finding with .*<a class="finding-claim" href="#t4-3-order">Theorem 4\.3 \[T4\.3-order\]<\/a>/,
    );
  });

  it("pins its three scripts by hash, the packed one as it is unpacked, and lets nothing else run", () => {
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)![1]!;
    const signs: Record<string, string> = { "&#39;": "'", "&#x2F;": "/", "&#x3D;": "=" };
    const plainPolicy = policy.replace(/&#\w+;/g, (sign) => signs[sign]!);
    const packed = /id="packed-script">([^<]*)</.exec(html)![1]!;
    const run = [...html.matchAll(/<script>([^]*?)<\/script>/g)].map(([, code]) => code!);
    expect(run).toHaveLength(2);
    run.push(gunzipSync(Buffer.from(packed, "base64")).toString());
    const hashes = run.map((code) => `'sha256-${createHash("sha256").update(code).digest("base64")}'`);
    expect(plainPolicy).toContain("default-src 'none'; ");
    expect(plainPolicy).toContain(`; script-src ${hashes.join(" ")}; `);
  });
});

describe("a figure for the head of the report", () => {
  it("stands under the findings, keeps its number, and leaves a pointer in its chapter", async () => {
    const notebook = structuredClone(SPARSITY);
    for (const cell of notebook.notebook.cells) {
      for (const output of cell.cell_type === "code" ? cell.outputs : []) {
        if ("metadata" in output && JSON.stringify(output.metadata).includes("two windows")) {
          output.metadata.ncsparse = { caption: "moved", place: "front" };
        }
      }
    }
    const page = await renderPage({ ...CLEAN_INPUT, document: readDocument([notebook]) });
    expect(page.indexOf('<figure id="fig-1-2"')).toBeLessThan(page.indexOf('id="ledger"'));
    expect(page).toContain('<p class="moved"><a href="#fig-1-2">Figure 1.2</a> stands at the head of the report.</p>');
  });
});

describe("the ledger's representative cell", () => {
  it("is the lower median by tightness", () => {
    const ordered = [...CELLS].sort((a, b) => a.tightness! - b.tightness!);
    expect(representative(CELLS)).toBe(ordered[7]);
    expect(representative([])).toBeNull();
  });

  it("is taken from cells in range where there are any", () => {
    const outside = { ...CELLS[0]!, outcome: "out of range" as const, tightness: 2 };
    expect(representative([outside, CELLS[7]!])).toBe(CELLS[7]);
    expect(representative([outside])).toBe(outside);
  });
});
