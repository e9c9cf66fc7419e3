/** Where claims are defined, in processes of their own: a test's modules are not loaded as Node loads them. */
import { execFileSync } from "node:child_process";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { kitPath, libraryPath } from "../../../report/root.js";

const LIBRARY = libraryPath("dist", "claims", "registry.js");
const ORIGIN = kitPath("dist", "claims", "origin.js");
const CLAIM = kitPath("dist", "claims", "claim.js");
const KINDS = kitPath("dist", "claims", "kinds", "index.js");

/** What a program prints as JSON. */
function told(program: string, type: "module" | "commonjs"): unknown {
  const args = ["--disable-warning=ExperimentalWarning", `--input-type=${type}`, "--eval", program];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8" }));
}

const BY_ID = `
  const homes = CLAIMS.flatMap(statementsOf).map((claim) => [claim.id, definedIn(claim)?.split("/claims/")[1] ?? null]);
  const { measure, ...rest } = findClaim("T4.3-paper");
  const exchanged = ["grid", "rule", "control", "figure"].map((part) => definedIn({ measure, ...rest, [part]: {} }));
  console.log(JSON.stringify({ homes, exchanged, merged: definedIn({ measure, ...rest, title: "renamed" }) }));`;

it.each(["module", "commonjs"] as const)(
  "every statement of the library has a module of its own (from a %s)",
  (type) => {
    const from = (path: string): string =>
      type === "module"
        ? `await import(${JSON.stringify(pathToFileURL(path).href)})`
        : `require(${JSON.stringify(path)})`;
    const { homes, exchanged, merged } = told(
      `const { CLAIMS, findClaim } = ${from(LIBRARY)}; const { definedIn } = ${from(ORIGIN)};
     const { statementsOf } = ${from(CLAIM)}; ${BY_ID}`,
      type,
    ) as { homes: [string, string | null][]; exchanged: unknown[]; merged: string };
    expect(homes.length).toBeGreaterThan(150);
    expect(homes.filter(([, home]) => home === null || home.endsWith("index.js"))).toEqual([]);
    const byId = Object.fromEntries(homes);
    expect(byId).toMatchObject({
      "T4.3-paper": "theorem-4.3/sparsity.js",
      "T5.1-count": "theorem-5.1/count.js",
      "LL-window-rule": "limit-law/window-rule.js",
    });
    expect(exchanged).toEqual([null, null, null, null]);
    expect(merged).toMatch(/\/claims\/theorem-4\.3\/sparsity\.js$/);
  },
);

it("a claim that a function makes later has none", () => {
  const program = `
    import { certain, inequalityClaim } from ${JSON.stringify(pathToFileURL(KINDS).href)};
    import { definedIn } from ${JSON.stringify(pathToFileURL(ORIGIN).href)};
    const make = () => inequalityClaim({
      id: "X", title: "x", provenance: "ours", hypotheses: [], scope: "", statement: "", rule: "", reason: "",
      grid: { n: 1 }, measure: () => ({ excess: 0, roundingBound: 1 }), caption: "", chart: () => ({}),
      control: { statement: "", power: certain("x"), how: "", grid: { n: 2 } },
    });
    const made = [make()];
    await new Promise((resolve) => setTimeout(() => resolve(made.push(make())), 1));
    await Promise.resolve();
    made.push(make());
    console.log(JSON.stringify(made.map(definedIn)));`;
  expect((told(program, "module") as (string | null)[]).slice(1)).toEqual([null, null]);
});
