/** A report that is verified by its provenance.json: as it was written, and after somebody tampered with it. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cp, readdir, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Statement } from "../../../report/provenance/statement.js";
import { runCommand, type CommandRun } from "../../support/run-command.js";
import { smallProject, type SmallProject } from "../compute/small-project.js";
import { editJson, editProvenance, forgeClaims } from "./forged.js";
import type { ClaimsFile } from "../../../report/types.js";

let project: SmallProject;
let out: string;
beforeAll(async () => {
  project = await smallProject();
  const { code, err } = await project.run("report", "--no-pdf");
  expect({ code, err }).toEqual({ code: 0, err: "" });
});
afterAll(() => project.remove());
beforeEach(async () => {
  out = join(project.folder, "downloaded");
  await rm(out, { recursive: true, force: true });
  await cp(join(project.folder, "out"), out, { recursive: true });
});

/** The lines of a verification by hashes alone, without those that say that all is well. */
async function byHashes(): Promise<{ code: number; lines: string[] }> {
  const { code, out: text, err } = await runCommand(["verify", out, "--sample", "0"]);
  expect(err).toBe("");
  return { code, lines: linesOf(text).filter((line) => !line.endsWith(": as recorded")) };
}

/** Numbers computed anew, in a process of its own. */
const byNumbers = async (...args: string[]): Promise<CommandRun> => await project.run("verify", out, ...args);
const linesOf = (text: string): string[] => text.trimEnd().split("\n");
const toldOf = (text: string): string[] => linesOf(text).filter((line) => !line.startsWith("["));

describe("provenance.json", () => {
  it("names every file of the report by its hash, and what it was made from", async () => {
    const statement = JSON.parse(await readFile(join(out, "provenance.json"), "utf8")) as Statement;
    const names = statement.subject.map(({ name }) => name);
    const listed = JSON.parse(await readFile(join(out, ".ncsparse-files.json"), "utf8")) as string[];
    expect(names).toEqual(listed.filter((name) => name !== "provenance.json"));
    for (const { name, digest } of statement.subject) {
      const content = await readFile(join(out, name));
      expect(digest, name).toEqual({ sha256: createHash("sha256").update(content).digest("hex") });
    }
    const { buildDefinition, runDetails } = statement.predicate;
    expect(buildDefinition.externalParameters).toEqual({
      ...{ project: "small 0.1.0", config: "ncsparse.config.json", profile: "quick", seed: 240402690 },
      ...{ only: [], pdf: false, sourceDateEpoch: null },
    });
    const materials = buildDefinition.resolvedDependencies.map(({ name }) => name);
    expect(materials).toEqual(["code", "ncsparse.config.json", "notebooks/01-one.ipynb", "notebooks/02-two.ipynb"]);
    expect(runDetails.byproducts.map(({ name }) => name)).toEqual(["numbers/A", "numbers/B", "numbers/C"]);
  });
});

describe("a report as it was written", () => {
  it("is verified: its files, its claims, and all of its numbers, computed anew", async () => {
    const { code, out: text, err } = await byNumbers("--sample", "all", "--seed-of-sample", "1");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(toldOf(text)).toEqual([
      "11 files: as recorded",
      "the numbers of 3 statements in claims.json: as recorded",
      `the same commit, code and packages, Node ${process.versions.node} on ${process.arch}`,
      "12 cells of 3 of 3 statements, computed anew in 6 of 6 blocks (--seed-of-sample 1): as recorded",
      "verified",
    ]);
    const leftovers = (await readdir(tmpdir())).filter((name) => name.startsWith("ncsparse-verify-"));
    expect(leftovers).toEqual([]);
  });

  it("is verified by hashes alone where nothing is to be computed", async () => {
    expect(await byHashes()).toEqual({ code: 0, lines: ["verified by hashes alone"] });
  });
});

describe("somebody else's change of a report is told", () => {
  it.each<[string, () => Promise<void>, (string | RegExp)[]]>([
    [
      "a page with other words",
      () => writeFile(join(out, "index.html"), "<p>all is well"),
      [/^CHANGED index\.html: its SHA-256 begins with \w{12}, and with \w{12} where it was recorded$/],
    ],
    [
      "a claim with another number",
      () =>
        editJson<ClaimsFile>(
          join(out, "claims.json"),
          ({ claims }) => (claims[1]!.parts[0]!.cells[2]!.estimate.value += 1),
        ),
      [/^CHANGED claims\.json: /, "CHANGED C: its numbers in claims.json are not those recorded"],
    ],
    [
      "claims.json cut short",
      () => writeFile(join(out, "claims.json"), "{"),
      [/^CHANGED claims\.json: /, /^NOT RECOMPUTED: .*claims\.json: not JSON/],
    ],
    [
      "two files swapped",
      async () => {
        const [a, b] = ["figures/01-one-a.svg", "figures/02-two-b.svg"].map((name) => join(out, name)) as [
          string,
          string,
        ];
        await rename(a, `${a}.x`);
        await rename(b, a);
        await rename(`${a}.x`, b);
      },
      [
        "CHANGED figures/01-one-a.svg: it is the file that is recorded as figures/02-two-b.svg",
        "CHANGED figures/02-two-b.svg: it is the file that is recorded as figures/01-one-a.svg",
      ],
    ],
    ["a file that is gone", () => rm(join(out, "junit.xml")), ["MISSING junit.xml"]],
    [
      "a file in excess",
      () => writeFile(join(out, "notebooks", "x.js"), ""),
      ["EXTRA notebooks/x.js: no file of this report"],
    ],
    [
      "a link in a file's place",
      async () => {
        await rename(join(out, "summary.md"), join(project.folder, "summary.md"));
        await symlink(join(project.folder, "summary.md"), join(out, "summary.md"));
      },
      ["CHANGED summary.md: it is no plain file"],
    ],
    [
      "a provenance with another seed",
      () => editProvenance(out, ({ predicate }) => (predicate.buildDefinition.externalParameters.seed = 7)),
      ["CHANGED claims.json: its seed is 240402690, and 7 where it was recorded"],
    ],
    [
      "a provenance with another hash of a claim's numbers",
      () =>
        editProvenance(out, ({ predicate }) => (predicate.runDetails.byproducts[0]!.digest.sha256 = "0".repeat(64))),
      ["CHANGED A: its numbers in claims.json are not those recorded"],
    ],
    [
      "a provenance without a file",
      () => editProvenance(out, ({ subject }) => subject.splice(0, 1)),
      ["EXTRA claims.csv: no file of this report"],
    ],
  ])("%s", async (_, tamper, told) => {
    await tamper();
    const { code, lines } = await byHashes();
    expect(code).toBe(1);
    const differences = told.filter((line) => !(line instanceof RegExp && line.source.startsWith("^NOT"))).length;
    expect(lines.pop()).toBe(`not verified: ${differences} ${differences === 1 ? "difference" : "differences"}`);
    expect(lines).toHaveLength(told.length);
    for (const [index, line] of told.entries()) expect(lines[index]).toMatch(line);
  });

  it("by the numbers themselves, where all hashes were made to fit", async () => {
    let before = 0;
    await forgeClaims(out, ({ claims }) => {
      before = claims[1]!.cells[1]!.estimate.value;
      claims[1]!.cells[1]!.estimate.value = -1;
    });
    expect(await byHashes()).toEqual({ code: 0, lines: ["verified by hashes alone"] });
    const { code, out: text } = await byNumbers("--sample", "all");
    expect(code).toBe(1);
    expect(toldOf(text).slice(-2)).toEqual([
      `DIFFERENT B/claim/1: estimate.value is -1 in claims.json, ${before} as computed now`,
      "not verified: 1 difference",
    ]);
  });
});

describe("a checkout of another commit", () => {
  afterAll(() => rm(join(project.folder, ".git"), { recursive: true }));

  it("checks the hashes, says why it computes nothing, and exits with 3", async () => {
    const git = (...args: string[]): string =>
      execFileSync("git", ["-c", "user.name=T", "-c", "user.email=t@example.org", ...args], {
        cwd: project.folder,
        encoding: "utf8",
      }).trim();
    git("init", "--quiet");
    git("add", "code", "notebooks", "package.json", "ncsparse.config.json");
    git("commit", "--quiet", "--message", "First");
    const here = git("rev-parse", "HEAD");
    await editProvenance(out, ({ predicate }) => {
      const source = { name: "source", digest: { gitCommit: "0".repeat(40) } };
      predicate.buildDefinition.resolvedDependencies.unshift(source);
    });
    const { code, out: text, err } = await runCommand(["verify", out, "--config", project.config]);
    expect({ code, err }).toEqual({ code: 3, err: "" });
    expect(linesOf(text).slice(-2)).toEqual([
      `NOT RECOMPUTED: the report is of commit 000000000000, but this is ${here.slice(0, 12)}`,
      "verified by hashes alone",
    ]);
  });
});

describe("what is no report is refused in one line", () => {
  const refused = async (...args: string[]): Promise<string> => {
    const { code, out: text, err } = await runCommand(["verify", out, "--sample", "0", ...args]);
    expect({ code, text }).toEqual({ code: 2, text: "" });
    expect(err).toMatch(/^ncsparse: [^\n]*\n$/);
    return err;
  };

  it("a folder without provenance.json, and none at all", async () => {
    await rm(join(out, "provenance.json"));
    expect(await refused()).toContain(`${out}: there is no provenance.json in it, as a report has`);
    await rm(out, { recursive: true });
    expect(await refused()).toContain(`${out}: there is no such folder`);
  });

  it.each<[string, (statement: Statement) => unknown, string]>([
    [
      "of another type",
      (statement) => ({ ...statement, predicateType: "x" }),
      "/predicateType must be equal to constant",
    ],
    ["without files", (statement) => ({ ...statement, subject: [] }), "/subject must NOT have fewer than 1 items"],
    ["that is a list", () => [], "/ must be object"],
    [
      "with a file twice",
      ({ subject, ...statement }) => ({ ...statement, subject: [subject[0], subject[0]] }),
      '/subject must have each name once, got "claims.csv" again',
    ],
  ])("a provenance %s", async (_, edit, problem) => {
    const file = join(out, "provenance.json");
    const statement = JSON.parse(await readFile(file, "utf8")) as Statement;
    await writeFile(file, JSON.stringify(edit(statement)));
    expect(await refused()).toContain(`${file}: not a provenance of this version: ${problem}`);
  });

  it.each([
    ["--sample", "-1", "it must be an integer in [0, 1000000], or all."],
    ["--sample", "some", "it must be an integer in [0, 1000000], or all."],
    ["--seed-of-sample", "1.5", "it must be an integer in [0, 4294967295]."],
  ])("%s %s", async (option, value, problem) => {
    expect(await refused(option, value)).toContain(problem);
  });
});
