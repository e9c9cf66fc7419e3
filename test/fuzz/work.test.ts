/** Every search of the calculator ends, for every number: by a bound on the turns of its loops, whatever the clock says. */
import type { Command } from "commander";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it, test, vi } from "vitest";
import type * as Panels from "../../report/page/client/explore/phase-values.js";
import type * as Rows from "../../report/page/client/explore/row-values.js";
import type * as Parse from "../../report/page/client/explore/parse.js";
import type * as Library from "ncsparse";
import { countedModule, turnsOf, WorkExceeded } from "../support/counted-loops.js";
import { CASES, FUZZ_TIMEOUT_MS, trying } from "./settings.js";

/** Turns of loops of one command with two sampled rows; the costliest of 3,000 cases took a fifth of it. */
const MOST_TURNS = 60_000_000;

interface Counted {
  readonly commands: Readonly<Record<string, () => Command>>;
  readonly library: typeof Library;
  readonly phases: typeof Panels;
  readonly rows: typeof Rows;
  readonly parse: typeof Parse;
}

let counted: Counted;
beforeAll(async () => {
  counted = await countedModule(
    "calculator",
    `import { boundCommand } from "./report/cli/calculator/bound.js";
     import { collapseCommand } from "./report/cli/calculator/collapse.js";
     import { exponentsCommand } from "./report/cli/calculator/exponents.js";
     import { rowCommand } from "./report/cli/calculator/row.js";
     import { sampleCommand } from "./report/cli/calculator/sample.js";
     import { windowCommand } from "./report/cli/calculator/window.js";
     export * as library from "ncsparse";
     export * as phases from "./report/page/client/explore/phase-values.js";
     export * as rows from "./report/page/client/explore/row-values.js";
     export * as parse from "./report/page/client/explore/parse.js";
     export const commands = {
       bound: boundCommand, collapse: collapseCommand, exponents: exponentsCommand,
       row: rowCommand, sample: sampleCommand, window: windowCommand,
     };`,
  );
  vi.spyOn(process.stdout, "write").mockImplementation(() => true);
});
afterAll(() => vi.restoreAllMocks());

/** Runs a task that may refuse its numbers; anything but a refusal, too much work above all, is a defect. */
async function ends(task: () => unknown): Promise<number> {
  return await turnsOf(async () => {
    try {
      await task();
    } catch (error) {
      if (error instanceof WorkExceeded || !isRefusal(error)) throw error;
    }
  }, MOST_TURNS);
}

/** What only a defect further out can hand these: a NaN, counts out of order, a search without a root. */
const INNER = /^(logGammaDraw|logBinomialDraw|drawBlock|logDifference|logNormal|integerCount|firstInteger|portableLog)/;

function isRefusal(error: unknown): boolean {
  const { name, message } = error as Error;
  if (INNER.test(message)) return false;
  return ["RangeError", "InputError", "CommanderError"].includes(name) || error instanceof counted.parse.Refusal;
}

async function run(line: readonly string[]): Promise<void> {
  const command = counted.commands[line[0]!]!();
  command.exitOverride().configureOutput({ outputError: () => undefined });
  await command.parseAsync(line.slice(1), { from: "user" });
}

/** Numbers at every size, and those about which integers turn to logarithms. */
const size = fc.oneof(
  fc.double({ min: 0, max: 60, noNaN: true }),
  fc.double({ min: 36, max: 40, noNaN: true }),
  fc.double({ min: -20, max: 27, noNaN: true }).map(Math.exp),
  fc.double({ min: -700, max: 709, noNaN: true }).map(Math.exp),
  fc.constantFrom(0, 1, 2, Math.log(2 ** 53), Math.log(2 ** 53 - 1), 36.352, 1e12, 1e308, 5e-324),
);
const share = fc.oneof(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.double({ min: -740, max: 0, noNaN: true }).map(Math.exp),
  fc.constantFrom(0.5, 1 - 2 ** -53, 5e-324),
);
const whole = fc.oneof(
  size.map((ln) => Math.max(1, Math.min(2 ** 53 - 1, Math.round(Math.exp(Math.min(ln, 37)))))),
  fc.constantFrom(1, 2, 1024, 1025, 2 ** 53 - 2, 2 ** 53 - 1),
);
const option = (name: string, value: fc.Arbitrary<number>): fc.Arbitrary<string[]> =>
  value.map((x) => [`${name}=${x}`]);
const length = fc.oneof(option("--n", whole), option("--ln-n", size));
const few = fc.constant<string[]>(["--rows", "2"]);
const line = (name: string, ...parts: fc.Arbitrary<string[]>[]): fc.Arbitrary<string[]> =>
  fc.tuple(...parts).map((texts) => [name, ...texts.flat()]);
const scale = fc.oneof(option("--sigma", size), option("--c", size));
const LINES = fc.oneof(
  { weight: 6, arbitrary: line("window", length, option("--sigma", size), option("--tv", share), few) },
  {
    weight: 4,
    arbitrary: line(
      "sample",
      length,
      scale,
      fc.oneof(option("--k", whole), option("--C", share)),
      option("--eps", share),
      few,
    ),
  },
  line(
    "bound",
    fc.constantFrom(["T4.3"], ["L4.2"]),
    length,
    option("--k", whole),
    option("--R", size),
    option("--delta", share),
  ),
  line("collapse", option("--eps", share), option("--R", size), option("--delta", share)),
  line("exponents", length, option("--c", size), option("--C", share)),
  line(
    "row",
    fc
      .array(fc.double({ noNaN: true, min: -1e300, max: 1e300 }), { minLength: 1, maxLength: 8 })
      .map((z) => [`--logits=${z.join(",")}`]),
  ),
);

describe("work is bounded", () => {
  test.each([
    "window --ln-n 40 --sigma 8 --tv .1",
    "window --ln-n 39 --sigma 0 --tv .9",
    "window --ln-n 38 --sigma 1 --tv .406",
    "sample --ln-n 50 --sigma 2 --k 7000000000000000",
    "sample --ln-n 36.7368005696771 --sigma 2 --k 9007199254740991",
    "collapse --eps 0.999 --R 0",
    "window --n 2 --sigma 1e100 --tv 1e-300",
  ])("%s is carried out", async (text) => {
    const rows = text.startsWith("collapse") ? [] : ["--rows", "2"];
    expect(await turnsOf(() => run([...text.split(" "), ...rows]), MOST_TURNS)).toBeLessThan(MOST_TURNS);
  });

  it("for every number that the calculator takes", { timeout: FUZZ_TIMEOUT_MS }, async () => {
    let most = 0;
    await fc.assert(
      fc.asyncProperty(LINES, async (args) => {
        most = Math.max(most, await ends(() => run(args)));
      }),
      trying(CASES.numbers),
    );
    expect(most).toBeGreaterThan(10_000); // the loops are counted
  });

  it("for every number that the page's panels take", { timeout: FUZZ_TIMEOUT_MS }, async () => {
    const { library, parse, phases, rows } = counted;
    const ask = fc.record({
      n: fc.oneof(
        whole.map(String),
        size.map((x) => `10^${x}`),
      ),
      sigma: size,
      tv: share,
      c: size,
      C: share,
    });
    await fc.assert(
      fc.asyncProperty(ask, async ({ n, sigma, tv, c, C }) => {
        await ends(() => {
          const size = parse.parseLength("n", n);
          const point = {
            c: parse.parseNumber("c", String(c), { least: 0, most: 1.5 }),
            C: parse.parseNumber("C", String(C), { least: 0, most: 1, open: true }),
          };
          phases.phaseValues(parse.lnOf(size), point);
        });
        await ends(() => {
          const size = parse.parseLength("n", n);
          const scale = parse.parseNumber("sigma", String(sigma), { least: 0, most: 100, open: true });
          const found = library.inspectWindow({ n: size, sigma: scale, budget: { tv }, rows: 2 });
          rows.drawnRow(found.n, found.k, scale, 0);
          rows.lawCurve(found.n, scale);
        });
      }),
      trying(CASES.numbers),
    );
  });

  it("in a loop without end: the counter ends it", async () => {
    const { forever } = await countedModule<{ forever: () => void }>(
      "endless",
      "export function forever() { for (;;); }",
    );
    await expect(turnsOf(forever, 1000)).rejects.toThrow(WorkExceeded);
  });
});
