/** The workflows as GitHub reads them: what they may do, what they run, and the scripts between their lines. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync, chmodSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { enginePath } from "../report/root.js";

interface Step {
  name?: string;
  uses?: string;
  run?: string;
  if?: string;
  "continue-on-error"?: boolean;
  with?: Record<string, unknown>;
}
interface Workflow {
  on: Record<string, unknown>;
  permissions: Record<string, string>;
  jobs: Record<string, { permissions: Record<string, string>; "timeout-minutes": number; steps: Step[] }>;
}

const FOLDER = enginePath(".github", "workflows");
const read = (name: string): Workflow => parse(readFileSync(join(FOLDER, name), "utf8")) as Workflow;
const stepsOf = (workflow: Workflow): Step[] => Object.values(workflow.jobs).flatMap(({ steps }) => steps);
const files = readdirSync(FOLDER);

describe.each(files)("%s", (name) => {
  const workflow = read(name);

  it("may do nothing by default, and in a job no more than read", () => {
    expect(workflow.permissions).toEqual({});
    for (const { permissions } of Object.values(workflow.jobs)) {
      expect(Object.values(permissions).every((level) => level === "read")).toBe(true);
      expect(Object.keys(permissions).filter((scope) => !["contents", "actions"].includes(scope))).toEqual([]);
    }
    for (const { uses, with: options } of stepsOf(workflow)) {
      if (uses?.startsWith("actions/checkout@")) expect(options).toMatchObject({ "persist-credentials": false });
    }
  });

  it("names every action by its commit, and bounds every job's time", () => {
    for (const { uses } of stepsOf(workflow))
      if (uses !== undefined) expect(uses).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
    for (const job of Object.values(workflow.jobs)) expect(job["timeout-minutes"]).toBeGreaterThan(0);
  });

  it("runs only npm scripts that there are", () => {
    const { scripts } = JSON.parse(readFileSync(enginePath("package.json"), "utf8")) as { scripts: object };
    const run = stepsOf(workflow).flatMap((step) => [...(step.run ?? "").matchAll(/\bnpm (?:run )?([\w:-]+)/g)]);
    const asked = run.map(([, script]) => script!).filter((script) => !["ci", "audit"].includes(script));
    expect(asked.length).toBeGreaterThan(0);
    for (const script of asked) expect(Object.keys(scripts)).toContain(script);
  });

  it("holds no expression inside a script, where its value would be run", () => {
    for (const { run } of stepsOf(workflow)) expect(run ?? "").not.toContain("${{");
  });
});

describe("the workflows together", () => {
  it("run the fast tests and the report at every change, and the slow tests every week", () => {
    const fast = read("ci.yml");
    expect(Object.keys(fast.on).sort()).toEqual(["pull_request", "push"]);
    const commands = stepsOf(fast).map(({ run }) => run);
    expect(commands).toContain("npm test");
    expect(commands).toContain("npm run report");
    const report = stepsOf(fast).find(({ run }) => run === "npm run report")!;
    expect(report["continue-on-error"]).toBeUndefined();
    const slow = read("slow.yml");
    expect(slow.on.schedule).toEqual([{ cron: expect.stringMatching(/^\d+ \d+ \* \* [0-6]$/) as string }]);
    const weekly = stepsOf(slow).map(({ run }) => run);
    expect(weekly).toContain("npm run test:slow");
    expect(weekly).toContain("npm run fuzz");
  });

  it("look for known holes in packages every week, down to grave ones, and fail for them", () => {
    const audit = stepsOf(read("slow.yml")).find(({ run }) => run?.startsWith("npm audit") === true);
    expect(audit?.run).toBe("npm audit --audit-level=high --package-lock-only");
    expect(audit?.["continue-on-error"]).toBeUndefined();
  });

  it("install what the lockfile says and nothing else, and hold no secret", () => {
    for (const name of files) {
      const source = readFileSync(join(FOLDER, name), "utf8");
      expect(source).not.toMatch(/npm (?:install|i|update)\b|npx (?!ncsparse\b)|secrets\.|pull_request_target/);
    }
  });
});

describe.skipIf(process.platform === "win32")("the comparison with the main branch", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "ncsparse-workflow-"));
    for (const name of ["bin", "temp", "work/out"]) mkdirSync(join(folder, name), { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs a step's script as the runner does, with programs of ours in place of `gh` and `npx`. */
  function runStep(name: string, programs: Record<string, string>): { status: number | null; summary: string } {
    for (const [program, script] of Object.entries(programs)) {
      writeFileSync(join(folder, "bin", program), `#!/bin/sh\n${script}\n`);
      chmodSync(join(folder, "bin", program), 0o755);
    }
    const step = stepsOf(read("ci.yml")).find((one) => one.name?.startsWith(name) === true)!;
    expect(step.if).toBe("always()");
    const summary = join(folder, "summary.md");
    writeFileSync(summary, "");
    const { status } = spawnSync("bash", ["-e", "-o", "pipefail", "-c", step.run!], {
      cwd: join(folder, "work"),
      env: {
        PATH: `${join(folder, "bin")}:${process.env.PATH ?? ""}`,
        RUNNER_TEMP: join(folder, "temp"),
        GITHUB_STEP_SUMMARY: summary,
        ARTIFACT: "report-node-22",
      },
    });
    return { status, summary: readFileSync(summary, "utf8") };
  }

  const FETCH = "Fetch the report";
  const COMPARE = "Write what changed";
  const DOWNLOADS =
    'case "$2" in list) echo 12;; download) mkdir "$RUNNER_TEMP/main"; echo "$*" > "$RUNNER_TEMP/main/claims.json";; esac';

  it("downloads the artifact of the last run, by name", () => {
    expect(runStep(FETCH, { gh: DOWNLOADS })).toEqual({ status: 0, summary: "" });
    const asked = readFileSync(join(folder, "temp", "main", "claims.json"), "utf8");
    expect(asked).toMatch(/^run download 12 --name report-node-22 /);
  });

  it.each([
    ["no run", "exit 0"],
    ["no artifact any more", 'test "$2" = list && echo 12'],
    ["no answer", "exit 1"],
  ])("says so and goes on where there is %s", (_, gh) => {
    const { status, summary } = runStep(FETCH, { gh });
    expect(status).toBe(0);
    expect(summary).toContain("no report to compare with");
    expect(runStep(COMPARE, { npx: "echo compared" })).toEqual({ status: 0, summary: "" });
  });

  it("writes the comparison into the summary, and fails with it", () => {
    runStep(FETCH, { gh: DOWNLOADS });
    writeFileSync(join(folder, "work", "out", "claims.json"), "{}");
    const clean = runStep(COMPARE, { npx: 'echo "$*"' });
    expect(clean.status).toBe(0);
    expect(clean.summary).toMatch(/## Against the main branch\n\nncsparse diff --markdown \S+\/main out\n/);
    expect(runStep(COMPARE, { npx: "echo changed; exit 1" })).toMatchObject({ status: 1 });
  });
});

describe("the scripts in workflows", () => {
  it.skipIf(process.platform === "win32")("are ones that bash can read", () => {
    for (const name of files) {
      for (const { run } of stepsOf(read(name))) {
        if (run !== undefined) execFileSync("bash", ["-n", "-c", run]);
      }
    }
  });
});
