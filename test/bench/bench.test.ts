/** The benchmark's own command line, and that NumPy's contenders do the same work. What they take is not tested. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const file = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

function bench(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [file("bench.mjs"), ...args], { encoding: "utf8" });
}

describe("npm run bench", () => {
  it("tells its options when asked, and measures nothing", () => {
    const { status, stdout } = bench("--help");
    expect(status).toBe(0);
    for (const option of ["--mode", "--sizes", "--rounds", "--compare", "--out"]) expect(stdout).toContain(option);
  });

  it.each([
    [["--mode", "fast"], "bench: --mode must be one of rows, paper, scaling, sampler, got fast\n"],
    [["--size", "1"], "bench: Unknown option '--size'; --help shows the options\n"],
  ])("refuses %j in one line", (args, message) => {
    expect(bench(...args)).toMatchObject({ status: 2, stdout: "", stderr: message });
  });
});

/** As the bench takes them, by their names. */
type Contenders = Record<"pipeline" | "statistics" | "product" | "exponentials" | "memoryCopy", Contender>;
type Contender = (precision: "float32" | "float64", n: number) => number;

describe("the engine's contenders", () => {
  it.each(["float32", "float64"] as const)("run in %s, and tell nanoseconds a logit", async (precision) => {
    const contenders = (await import(file("contenders.mjs"))) as Contenders;
    const { pipeline, statistics, product, exponentials, memoryCopy } = contenders;
    for (const contender of [pipeline, statistics, product, exponentials, memoryCopy]) {
      const time = contender(precision, 512);
      expect(time, contender.name).toBeGreaterThan(0);
      expect(time, contender.name).toBeLessThan(1000);
    }
  });
});

const hasNumpy = spawnSync("python3", ["-c", "import numpy"]).status === 0;

describe.runIf(hasNumpy)("NumPy's contenders", () => {
  it.each([1, 16, 40])("agree on %i rows: textbook, good and the expert's", (rows) => {
    const [textbook, good, expert] = ["textbook", "good", "expert"].map((name) => {
      const args = [file(`numpy_${name}.py`), "float64", "512", "64", String(rows), "1e-2,1e-4", "1,3,20,256", "1"];
      const { stdout } = spawnSync("python3", args, { encoding: "utf8" });
      return Number(stdout.trim().split(" ").at(-1));
    });
    expect(textbook).toBeGreaterThan(0);
    for (const one of [good, expert]) expect(one! / textbook!).toBeCloseTo(1, 12);
  });
});
