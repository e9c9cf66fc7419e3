import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { enginePath } from "../../../report/root.js";
import { RowSampler } from "../../../src/limit/index.js";
import { stream } from "../../../src/kit/random/index.js";
import { runCommand } from "../../support/run-command.js";

const Q = enginePath("test", "fixtures", "npy", "q.npy");
const K = enginePath("test", "fixtures", "npy", "k.npy");
const V = enginePath("test", "fixtures", "npy", "v.npy");
const BIG_ENDIAN = enginePath("test", "fixtures", "npy", "big_endian.npy");

async function answer<T>(command: string): Promise<T> {
  const { code, out, err } = await runCommand([...command.split(" "), "--json"]);
  expect(err).toBe("");
  expect(code).toBe(0);
  return JSON.parse(out) as T;
}

describe("docs/calculator.md", () => {
  const text = readFileSync(enginePath("docs", "calculator.md"), "utf8");
  const sections = text.split(/^## /m).slice(1);
  const commands = sections.flatMap((section) =>
    [...section.matchAll(/^npx ncsparse (.*)$/gm)].map((match) => ({ section, command: match[1]! })),
  );

  it("shows every command of the calculator", () => {
    expect(sections.map((section) => section.split("\n")[0])).toEqual([
      "bound",
      "collapse",
      "exponents",
      "row",
      "window",
      "sample",
      "measure",
    ]);
    expect(commands.length).toBeGreaterThanOrEqual(14);
  });

  test.each(commands)(
    "ncsparse $command: runs, and each key of its JSON is documented",
    async ({ section, command }) => {
      const args = command.replaceAll("test/fixtures", enginePath("test", "fixtures"));
      const printed = await runCommand(args.split(" "));
      expect(printed.err).toBe("");
      expect(printed.code).toBe(0);
      expect(printed.out.split("\n").length).toBeGreaterThan(3);
      for (const key of keysOf(await answer(args))) expect(section).toContain(`\`${key}\``);
    },
  );
});

describe("README.md", () => {
  const text = readFileSync(enginePath("README.md"), "utf8");
  const commands = [...text.matchAll(/^npx ncsparse ((?:bound|window|sample|measure) [^#\n]*?)\s+#/gm)];

  it("shows the calculator's commands by examples that run", async () => {
    expect(commands.length).toBe(2);
    const folder = mkdtempSync(join(tmpdir(), "readme-"));
    try {
      for (const [, command] of commands) {
        const files: Record<string, string> = { "Q.npy": Q, "K.npy": K, "picture.html": join(folder, "picture.html") };
        const { code, err } = await runCommand(command!.split(" ").map((word) => files[word] ?? word));
        expect({ command, code, err }).toEqual({ command, code: 0, err: "" });
      }
      expect(readdirSync(folder)).toEqual(["picture.html"]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

/** Every key at any depth. */
function keysOf(json: unknown): Set<string> {
  if (typeof json !== "object" || json === null) return new Set();
  if (Array.isArray(json)) return new Set(json.flatMap((item) => [...keysOf(item)]));
  return new Set(Object.entries(json).flatMap(([key, value]) => [key, ...keysOf(value)]));
}

describe("values", () => {
  test("bound: the forms of Theorem 4.3, written out anew", async () => {
    const json = await answer<Record<string, number>>("bound T4.3 --n 1024 --k 32 --delta 0.1 --R 0.25");
    // exp(2 R sqrt(2 ln(2 n (n - k) / delta))) / (n - k) and its two sharper forms
    const l = Math.sqrt(2 * Math.log((2 * 1024 * 992) / 0.1));
    const mean = Math.sqrt((2 * Math.log(20480)) / 1023);
    expect(json.eps_paper).toBeCloseTo(Math.exp(0.5 * l) / 992, 14);
    expect(json.eps_jensen).toBeCloseTo(Math.exp(0.25 * (l + mean)) / 1023, 14);
    const t = Math.sqrt(2 * (1 + Math.log(1023 / 32) + Math.log(20480) / 32));
    expect(json.eps_order).toBeCloseTo(Math.exp(0.25 * (t + mean)) / 1023, 14);
    expect(json.trivial).toBeCloseTo(1 / 33, 15);
    expect(json).toMatchObject({ best: "eps_order", vacuous: [], law_applies: true });
  });

  test("bound: a form equal to the trivial bound is vacuous, at R = 0 where n - k = k + 1", async () => {
    const json = await answer<{ vacuous: string[] }>("bound T4.3 --n 9 --k 4 --R 0");
    expect(json.vacuous).toEqual(["eps_paper"]); // 1 / 5 for 1 / 5; the other forms are 1 / 8
  });

  test("row: the identities of a row of six logits", async () => {
    const json = await answer<{ windows: Record<string, number>[] }>("row --logits 2,1,0,-1,0.5,-2 --k 2");
    const weights = [2, 1, 0.5, 0, -1, -2].map(Math.exp);
    const sum = weights.reduce((a, b) => a + b);
    const p = weights.map((w) => w / sum);
    const m = p[0]! + p[1]!;
    const kept = [p[0]! / m, p[1]! / m, 0, 0, 0, 0];
    const [w] = json.windows;
    expect(w!.m).toBeCloseTo(m, 14);
    expect(w!.tv).toBeCloseTo(1 - m, 14);
    expect(w!.l1).toBeCloseTo(2 * (1 - m), 14);
    expect(w!.l2).toBeCloseTo(Math.hypot(...p.map((x, j) => x - kept[j]!)), 14);
    expect(w!.linf).toBeCloseTo(Math.max(...p.map((x, j) => Math.abs(x - kept[j]!))), 14);
    expect(w!.kl).toBeCloseTo(-Math.log(m), 14);
  });

  test("row: certificates stand beside the total variation, and certified windows beside the one needed", async () => {
    type Row = { windows: Record<string, number>[]; budget: Record<string, number> };
    const command = "row --logits 9,1,2,5,1,0,3,1,1,0,-1,-2,-3 --k 1,2 --tv 0.05 --certify --block 4";
    const { windows, budget } = await answer<Row>(command);
    const odds = (T: number, K: number): number => T / (T + K);
    const [one, two] = windows;
    const e = Math.exp;
    expect(one!.tv_gap).toBeCloseTo(odds(12 * e(5), e(9)), 12);
    expect(two!.tv_gap).toBeCloseTo(odds(11 * e(3), 2 * e(5)), 12);
    expect(two!.tv_kept).toBeCloseTo(odds(11 * e(3), e(9) + e(5)), 12);
    expect(two!.tv_gaps).toBeCloseTo(odds(e(3) + 4 * e(2) + 6 * e(1), e(9) + e(5)), 12); // ranks 3; 4 to 7; 8 to 13
    // 9 1 2 5 | 1 0 3 1 | 1 0 -1 -2 | -3, without 9 and 5
    expect(two!.tv_blocks).toBeCloseTo(odds(6 * e(3) + 4 * e(1) + e(-3), e(9) + e(5)), 12);
    expect(budget).toEqual({ tv: 0.05, k: 1, k_gap: 12, k_kept: 2, k_gaps: 1, k_blocks: 2 });
    const { out } = await runCommand(command.split(" "));
    expect(out).toMatch(/^ *k .* tv .* tv_gap +tv_kept +tv_gaps +tv_blocks$/m);
    expect(out).toMatch(/^0\.05 +1 +12 +2 +1 +2$/m);
  });

  test("row: tells the window that a budget needs, and no certificate where none is asked for", async () => {
    const json = await answer<{ windows: object[]; budget: object }>("row --logits 0,0,0,0,0,0,0,0 --k 3 --tv 0.3");
    expect(json.budget).toEqual({ tv: 0.3, k: 6 });
    expect(Object.keys(json.windows[0]!)).toEqual(["k", "m", "tv", "l1", "l2", "linf", "kl"]);
  });

  test("collapse: 451650 is the smallest n from which the condition holds; at R = 4 it is 10^119.65", async () => {
    const small = await answer<{ n0: number }>("collapse --eps 1e-4 --R 0.25 --delta 0.1");
    expect(small.n0).toBe(451650);
    const large = await answer<{ n0: number | null; log10_n0: number }>("collapse --eps 1e-4 --R 4");
    expect(large.n0).toBeNull();
    expect(large.log10_n0).toBeCloseTo(119.65, 2);
  });

  test("window: a range of scales is carried through, and its safe end is the largest window", async () => {
    const json = await answer<{ k: number; choices: { k: number; sigma: number }[] }>(
      "window --n 131072 --sigma 1.8..2.2 --tv 0.05",
    );
    const windows = json.choices.map(({ k }) => k);
    expect(json.choices.map(({ sigma }) => sigma)).toEqual([1.8, 2, 2.2]);
    expect(windows).toHaveLength(3);
    expect(windows).toEqual([...windows].sort((a, b) => b - a));
    expect(json.k).toBe(windows[0]);
  });

  test("window: lengths by one law, each with its window and how it grows; the top level is the largest", async () => {
    type Choice = { n: number; law: string; sigma: number; c: number; k: number; exponent: number };
    const command = "window --n 1e3,1e6,1e9,1e12 --sigma-law log:0.3 --tv 0.05 --rows 2";
    const json = await answer<Choice & { choices: Choice[]; exponent_limit: number }>(command);
    expect(json.choices.map(({ n }) => n)).toEqual([1e3, 1e6, 1e9, 1e12]);
    for (const { n, sigma, c } of json.choices) {
      expect(sigma).toBeCloseTo(0.3 * Math.log(n), 12);
      expect(c).toBeCloseTo((0.3 * Math.log(n)) / Math.sqrt(2 * Math.log(n)), 12);
    }
    // They stop growing near n = 10^8, where c(n) nears 1.
    expect(json.choices.map(({ exponent }) => Math.sign(exponent))).toEqual([1, 1, -1, -1]);
    expect([json.n, json.k, json.exponent_limit]).toEqual([1e9, json.choices[2]!.k, 0]);
    expect(json.k).toBe(Math.max(...json.choices.map(({ k }) => k)));
  });

  test.each([
    ["--sigma 2", "fixed:2", "sigma fixed: as n -> infinity, c -> 0; the window grows like n"],
    ["--sigma 1..2", "fixed:1", "sigma fixed: as n -> infinity, c -> 0; the window grows like n"],
    ["--sigma-law fixed:2", "fixed:2", "sigma fixed: as n -> infinity, c -> 0; the window grows like n"],
    ["--sigma-law log:.5", "log:0.5", "sigma = 0.5 ln n: as n -> infinity, c -> infinity; one key suffices"],
    ["--sigma-law critical:.6", "critical:0.6", "c -> 0.6; the window grows like n^0.64"],
    ["--sigma-law critical:1", "critical:1", "c -> 1; the window grows more slowly than any power of n"],
    [
      "--sigma-law critical:1.5",
      "critical:1.5",
      "sigma = 1.5 sqrt(2 ln n): as n -> infinity, c -> 1.5; the window stops",
    ],
    ["--sigma-law yarn:2@2^6", "yarn:2@64", "sigma = 2 (0.1 ln(n / n_0) + 1)^2 beyond n_0 = 64: as n -> infinity"],
  ])("window %s: names its law %s and says where it leads", async (option, law, text) => {
    const command = `window --n 100 ${option} --tv 0.1 --rows 2`;
    expect(await answer(command)).toMatchObject({ law });
    const { out } = await runCommand(command.split(" "));
    expect(out.split(text)).toHaveLength(2);
  });

  test("sample: a law gives the rows of the scale that it has at this length", async () => {
    const { law, ...byLaw } = await answer<Record<string, unknown>>(
      "sample --n 65536 --sigma-law yarn:2@4096 --k 9 --rows 3",
    );
    const sigma = 2 * (0.1 * (Math.log(65536) - Math.log(4096)) + 1) ** 2;
    const fixed = await answer<Record<string, unknown>>(`sample --n 65536 --sigma ${sigma} --k 9 --rows 3`);
    expect([law, byLaw]).toEqual(["yarn:2@4096", { ...byLaw, sigma: expect.closeTo(sigma, 12) as number }]);
    expect((byLaw.ln_D as { median: number }).median).toBeCloseTo((fixed.ln_D as { median: number }).median, 10);
    expect(await answer("sample --n 100 --c 0.5 --k 9 --rows 2")).toMatchObject({ law: "critical:0.5" });
  });

  // k_half is where Phic(sigma) n entries hold half of the mass; at c = .823, n = 10^6 that says 7.6 where 23.5 are needed.
  test.each([
    ["--c 0.5 --C 0.8 --n 1e6", true, ""],
    ["--c 0.823 --C 0.5 --n 1e6", false, "n must be at least 100 exp(sigma^2) = 13430000000, got 1000000"],
    ["--c 1.2 --C 0.5 --n 1e6", false, "n must be at least 100 exp(sigma^2) = 10^19.28, got 1000000"],
    ["--c 0.9 --C 0.5 --ln-n 230.25850929940458", false, "n must be at least 100 exp(sigma^2) = 10^164, got 10^100"],
  ])("exponents %s: says whether its C_half applies, and why not", async (options, applies, reason) => {
    const json = await answer<{ C_half_applies: boolean; C_half_reason: string }>(`exponents ${options}`);
    expect([json.C_half_applies, json.C_half_reason]).toEqual([applies, reason]);
    const { out } = await runCommand(`exponents ${options}`.split(" "));
    expect(out.includes(`C_half does not apply:\n  ${reason}`)).toBe(!applies);
  });

  test.each([
    [0.5, 0.8, "above critical"],
    [0.5, 0.75, "critical"],
    [0.5, 0.7, "below critical"],
    [1.2, 0.5, "frozen"],
  ])("exponents at c = %d, C = %d: %s, by C against 1 - c^2 and c against 1", async (c, C, phase) => {
    expect(await answer(`exponents --c ${c} --C ${C}`)).toMatchObject({ phase });
  });

  test("sample: two rows have their mean, half their distance for its standard error, and themselves for their ends", async () => {
    type Sampled = { windows: { tv_mean: number; tv_standard_error: number; ln_tv: { low: number; high: number } }[] };
    const [window] = (await answer<Sampled>("sample --n 100 --sigma 4 --k 3 --rows 2")).windows;
    const [low, high] = [Math.exp(window!.ln_tv.low), Math.exp(window!.ln_tv.high)];
    expect(window!.tv_mean).toBeCloseTo((low + high) / 2, 12);
    expect(window!.tv_standard_error).toBeCloseTo((high - low) / 2, 12);
  });

  test("sample: 5 % to 95 % of 21 rows are the second and the last but one", async () => {
    const command = "sample --n 100 --sigma 4 --k 3 --rows 21";
    const { windows } = await answer<{ windows: { ln_tv: { low: number; high: number } }[] }>(command);
    const sampler = new RowSampler({ n: 100, scale: { sigma: 4 }, windows: [3] });
    const tails = Array.from({ length: 21 }, (_, row) => sampler.sample(stream(1, "sample", row)).windows[0]!.lnTail);
    const sorted = tails.sort((a, b) => a - b);
    expect(windows[0]!.ln_tv).toMatchObject({ low: sorted[1], high: sorted[19] });
  });

  test("sample: what no double holds is printed as a power of ten", async () => {
    const { out } = await runCommand("sample --ln-n 2302.585092994046 --sigma 0 --C 0.5 --rows 2".split(" "));
    expect(out).toMatch(/^D +10\^1000 +10\^1000 +10\^1000 +1$/m);
  });

  test("window: ends around 2^53, where counts turn to logarithms", async () => {
    for (const options of [
      "--ln-n 40 --sigma 8 --tv .1",
      "--ln-n 39 --sigma 0 --tv .9",
      "--ln-n 38 --sigma 1 --tv .406",
    ]) {
      const json = await answer<{ tv: number; tv_mean: number }>(`window ${options} --rows 20`);
      expect(json.tv_mean).toBeLessThanOrEqual(json.tv * (1 + 1e-7));
    }
    const sampled = await answer<{ windows: { tv_mean: number }[] }>(
      "sample --ln-n 50 --sigma 2 --k 7000000000000000 --rows 5",
    );
    expect(sampled.windows[0]!.tv_mean).toBeGreaterThan(0.99);
  });

  test("sample: at 10^1000, c = 1/2, the critical window captures about half; the same seed gives the same text", async () => {
    const command = "sample --ln-n 2302.585 --c 0.5 --C 0.75 --rows 50";
    const json = await answer<{ windows: { m_mean: number }[] }>(command);
    expect(json.windows[0]!.m_mean).toBeCloseTo(0.55, 2); // 1/2 is reached like 1 / sqrt(ln n)
    expect(await runCommand(command.split(" "))).toEqual(await runCommand(command.split(" ")));
  });
});

describe("bad input is one line and exit code 2", () => {
  test.each([
    ["bound T4.3 --n 10 --R 1", "bound T4.3: --k must be given"],
    ["bound T4.3 --n 10 --k 10 --R 1", "bound T4.3: k must be below n, got 10"],
    ["bound T9.9 --n 10 --R 1", "Allowed choices are T4.3, L4.2."],
    ["bound T4.3 --k 1 --R 1", "bound: give one of --n and --ln-n"],
    ["bound T4.3 --n 10 --ln-n 3 --k 1 --R 1", "bound: give one of --n and --ln-n"],
    ["bound T4.3 --n 1e300 --k 1 --R 1", "it must be an integer in [2, 2^53); --ln-n takes a longer row."],
    [
      "window --n 9007199254740993 --sigma 1 --tv 0.1",
      "it must be an integer in [2, 2^53); --ln-n takes a longer row.",
    ],
    ["window --n 2.5 --sigma 1 --tv 0.1", "it must be an integer in [2, 2^53)"],
    ["collapse --eps 2 --R 1", "it must be a number in (0, 1)."],
    ["collapse --eps 0.1", "required option '--R <x>' not specified"],
    ["exponents --c 0.4 --C 1", "it must be a number in (0, 1)."],
    ["row --logits 1,,2", "it must be a number."],
    ["row --logits 1,2 --block 2", "row: --block belongs to --certify"],
    ["row --logits 1,2 --certify --block 0", "it must be an integer in [1, 2^53)."],
    ["row --logits 1,2 --tv 1", "it must be a number in (0, 1)."],
    ["row --logits 1,2 --k 3", "rowErrors: k must be an integer in [1, 2], got 3"],
    ["window --n 10 --sigma 2..1 --tv 0.1", "the range must be low..high with low <= high."],
    ["sample --n 10 --c 1 --k 2 --rows 1e9", "it must be an integer in [2, 1000000]."],
    ["window --n 10 --tv 0.1", "window: give one of --sigma and --sigma-law"],
    ["window --n 10 --tv 0.1 --sigma 1 --sigma-law log:1", "window: give one of --sigma and --sigma-law"],
    ["window --n 10,1 --tv 0.1 --sigma 1", "it must be an integer in [2, 2^53)"],
    ["window --n 10 --tv 0.1 --sigma-law ssmax:1", "it must be fixed:SIGMA, log:A, critical:C or yarn:SIGMA@N0"],
    ["window --n 10 --tv 0.1 --sigma-law yarn:1", "it must be fixed:SIGMA, log:A, critical:C or yarn:SIGMA@N0"],
    ["window --n 10 --tv 0.1 --sigma-law log:-1", "it must be a number >= 0."],
    ["window --n 10 --tv 0.1 --sigma-law yarn:1@0", "it must be an integer in [1, 2^53)."],
    ["sample --n 10 --k 2 --c 1 --sigma-law log:1", "sample: give one of --c, --sigma and --sigma-law"],
    ["sample --n 10 --C 0.5", "sample: give one of --c, --sigma and --sigma-law"],
    ["sample --n 10 --c 1", "sample: give windows with --C or --k"],
    ["sample --n 10 --c 1 --k 11", "RowSampler: k must be at most n"],
    [`measure --q ${Q} --k ${V}`, `q and k must have the same width, got ${Q} (96, 16) and ${V} (96, 8)`],
    [`measure --q ${Q} --k nowhere.npy`, "--k nowhere.npy: there is no such file"],
    [`measure --q ${Q} --k ${K} --html nowhere/page.html`, "--html nowhere/page.html: there is no such folder"],
    [`measure --q ${Q} --k ${K} --html ${Q}/page.html`, "page.html: there is no such folder"],
    [`measure --q ${Q} --k ${K} --html ${tmpdir()}`, "it is not the name of a file"],
    [`measure --q ${Q} --k ${K} --html=`, "--html : it is not the name of a file"],
    [`measure --q ${Q} --k ${K} --html ${tmpdir()}/${"x".repeat(300)}`, "it cannot be written (ENAMETOOLONG)"],
    [`measure --q ${Q} --k ${K} --causal --cross`, "cannot be used with option '--cross'"],
    [
      `measure --q ${Q} --k ${K} --v ${BIG_ENDIAN}`,
      `v must have a row for each key, got ${K} (96, 16) and ${BIG_ENDIAN} (2, 2)`,
    ],
  ])("ncsparse %s", async (command, message) => {
    const { code, out, err } = await runCommand(command.split(" "));
    expect(code).toBe(2);
    expect(out).toBe("");
    expect(err).toContain(message);
    expect(err.trimEnd().split("\n")).toHaveLength(1);
  });

  test("measure refuses entries that are not finite, and writes no page", async () => {
    const folder = mkdtempSync(join(tmpdir(), "measure-"));
    try {
      const bytes = readFileSync(V);
      bytes.writeDoubleLE(NaN, bytes.length - 8);
      writeFileSync(join(folder, "bad.npy"), bytes);
      const { code, err } = await runCommand([
        "measure",
        "--q",
        Q,
        "--k",
        K,
        "--v",
        join(folder, "bad.npy"),
        "--html",
        join(folder, "page.html"),
      ]);
      expect(code).toBe(2);
      expect(err).toBe(
        `ncsparse: --v ${join(folder, "bad.npy")}: entries must be finite, got NaN at row 95, column 7\n`,
      );
      expect(readdirSync(folder)).toEqual(["bad.npy"]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

test("measure --html writes one page that loads nothing and holds the figures and the table", async () => {
  const folder = mkdtempSync(join(tmpdir(), "measure-"));
  try {
    const page = join(folder, "page.html");
    const { code, out } = await runCommand(["measure", "--q", Q, "--k", K, "--v", V, "--scale", "0.1", "--html", page]);
    expect(code).toBe(0);
    const html = readFileSync(page, "utf8");
    expect(html.match(/<svg /g)).toHaveLength(2);
    expect(html).toContain(out.split("\n")[0]!);
    expect(html).not.toMatch(/<script|<link|src=|@import|url\(h/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
