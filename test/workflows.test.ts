/** The workflows as GitHub reads them: what they may do, what they run, and the scripts between their lines. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync, chmodSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { claimsFile } from "../report/ledger/claims-file.js";
import { ledgerMarkdown } from "../report/ledger/summary.js";
import { enginePath } from "../report/root.js";

interface Step {
  name?: string;
  uses?: string;
  run?: string;
  id?: string;
  if?: string;
  env?: Record<string, string>;
  "continue-on-error"?: boolean;
  with?: Record<string, unknown>;
}
interface Workflow {
  on: Record<string, unknown>;
  permissions: Record<string, string>;
  jobs: Record<string, Job>;
}
interface Job {
  needs?: string;
  if?: string;
  permissions: Record<string, string>;
  "timeout-minutes": number;
  steps: Step[];
}

interface ShareJob {
  needs?: string;
  strategy: { matrix: { shard: number[] } };
  steps: Step[];
}

const FOLDER = enginePath(".github", "workflows");
const NEW_PROJECT = enginePath("templates", "init", "dot-github", "workflows", "ci.yml");
const read = (name: string): Workflow => parse(readFileSync(join(FOLDER, name), "utf8")) as Workflow;
const stepsOf = (workflow: Workflow): Step[] => Object.values(workflow.jobs).flatMap(({ steps }) => steps);
const files = readdirSync(FOLDER);
const isAttesting = (steps: readonly Step[]): boolean =>
  steps.some(({ uses }) => uses?.startsWith("actions/attest-build-provenance@") === true);

describe.each(files)("%s", (name) => {
  const workflow = read(name);

  it("may do nothing by default, and in a job no more than read", () => {
    expect(workflow.permissions).toEqual({});
    for (const { permissions, steps } of Object.values(workflow.jobs)) {
      if (isAttesting(steps)) continue; // see below
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
    expect(commands).toContain("npm run test:whole");
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

describe("what is signed of a report", () => {
  const jobs = files.flatMap((name) =>
    Object.values(read(name).jobs).flatMap((job) => (isAttesting(job.steps) ? [{ name, job }] : [])),
  );

  it("is its provenance, in each workflow that uploads a report", () => {
    const uploading = files.filter((name) =>
      stepsOf(read(name)).some(({ uses, with: options }) => {
        return uses?.startsWith("actions/upload-artifact@") === true && String(options?.path).includes("out/");
      }),
    );
    expect(jobs.map(({ name }) => name)).toEqual(uploading);
    expect(uploading.length).toBeGreaterThan(0);
    for (const { job } of jobs) {
      const [fetch, attest] = job.steps;
      expect(attest!.with!["subject-path"]).toMatch(
        new RegExp(`^${String(fetch!.with!.path)}/(out/)?provenance\\.json$`),
      );
    }
  });

  it("is fetched from the job that made it, and signed where nothing of the repository runs", () => {
    for (const { name, job } of jobs) {
      expect(job.permissions).toEqual({ "id-token": "write", attestations: "write" });
      expect(job.needs).toBe("report");
      expect(job.steps.map(({ uses }) => uses?.split("@")[0])).toEqual([
        "actions/download-artifact",
        "actions/attest-build-provenance",
      ]);
      const uploads = read(name).jobs.report!.steps.filter(({ uses }) => uses?.startsWith("actions/upload-artifact@"));
      expect(uploads.map(({ with: options }) => options!.name)).toContain(job.steps[0]!.with!.name);
    }
  });

  it("is never of a pull request, which may come from a fork", () => {
    for (const { name, job } of jobs) {
      if ("pull_request" in read(name).on) expect(job.if).toBe("github.event_name == 'push'");
    }
  });
});

describe("the full report", () => {
  const { share, report } = read("full.yml").jobs as unknown as Record<"share" | "report", ShareJob>;
  const stepsLike = (job: ShareJob, text: string): Step[] =>
    job.steps.filter(({ run, uses }) => `${run ?? ""}${uses ?? ""}`.includes(text));

  it("is made every week of shares that one matrix counts, each written, kept, fetched and merged", () => {
    const { shard } = share.strategy.matrix;
    expect(shard).toEqual(Array.from({ length: shard.length }, (_, index) => index + 1));
    const [compute] = stepsLike(share, "ncsparse compute");
    expect(compute!.env).toEqual({ SHARD: "${{ strategy.job-index }}", SHARDS: "${{ strategy.job-total }}" });
    expect(compute!.run).toContain('--shard "$((SHARD + 1))/$SHARDS" --out "part-$((SHARD + 1))"');
    expect(stepsLike(share, "upload-artifact")[0]!.with).toMatchObject({ path: "part-${{ matrix.shard }}" });
    expect(report.needs).toBe("share");
    expect(stepsLike(report, "download-artifact")[0]!.with).toMatchObject({ pattern: "part-*", path: "parts" });
    expect(stepsLike(report, "ncsparse merge")[0]!.run).toContain("parts/part-*");
    expect(stepsLike(report, "npm run report")[0]!.run).toBe("npm run report -- --profile full");
  });

  it("runs by one exact Node, as records of another are not found", () => {
    const versions = [share, report].flatMap((job) =>
      stepsLike(job, "setup-node").map((step) => step.with!["node-version"]),
    );
    expect(new Set(versions).size).toBe(1);
    expect(versions[0]).toMatch(/^\d+\.\d+\.\d+$/);
  });
});

describe.skipIf(process.platform === "win32")("the job's summary", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "ncsparse-workflow-"));
    for (const name of ["bin", "temp", "work/out"]) mkdirSync(join(folder, name), { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const stepOf = (name: string, workflow = read("ci.yml")): Step =>
    stepsOf(workflow).find((one) => one.name?.startsWith(name) === true)!;

  /** Runs a step's script as the runner does, with programs of ours in place of `gh` and `npx`. */
  function runStep(
    step: Step,
    programs: Record<string, string> = {},
    env: Record<string, string> = {},
  ): { status: number | null; summary: string } {
    for (const [program, script] of Object.entries(programs)) {
      writeFileSync(join(folder, "bin", program), `#!/bin/sh\n${script}\n`);
      chmodSync(join(folder, "bin", program), 0o755);
    }
    expect(step.if).toBe("always()");
    const summary = join(folder, "summary.md");
    writeFileSync(summary, "");
    const { status } = spawnSync("bash", ["-e", "-o", "pipefail", "-c", step.run!], {
      cwd: join(folder, "work"),
      env: {
        PATH: `${join(folder, "bin")}:${process.env.PATH ?? ""}`,
        RUNNER_TEMP: join(folder, "temp"),
        GITHUB_STEP_SUMMARY: summary,
        ...env,
      },
    });
    return { status, summary: readFileSync(summary, "utf8") };
  }

  describe.each([
    ["this project's", () => read("ci.yml")],
    ["a new project's", () => parse(readFileSync(NEW_PROJECT, "utf8")) as Workflow],
  ])("in %s workflow", (_, workflow) => {
    const LEDGER = "Write the ledger";

    it("links to the artifact, which is uploaded before", () => {
      const steps = stepsOf(workflow());
      const upload = steps.findIndex(({ id }) => id === "report");
      expect(steps.findIndex(({ name }) => name?.startsWith(LEDGER))).toBeGreaterThan(upload);
      expect(steps[upload]!.uses).toMatch(/^actions\/upload-artifact@/);
      expect(stepOf(LEDGER, workflow()).env).toEqual({ ARTIFACT_URL: "${{ steps.report.outputs.artifact-url }}" });
    });

    it("is the ledger, its link leading to the artifact", () => {
      const project = { name: "n", version: "1", paper: "p" };
      const ledger = ledgerMarkdown(claimsFile(project, { profile: "quick", seed: 1 }, { chapters: [], ledger: [] }));
      writeFileSync(join(folder, "work", "out", "summary.md"), ledger);
      const url = "https://github.com/a/b/actions/runs/1/artifacts/2";
      const { status, summary } = runStep(stepOf(LEDGER, workflow()), {}, { ARTIFACT_URL: url });
      expect(status).toBe(0);
      expect(summary).toBe(ledger.replace("`index.html`", `[index.html](${url})`));
      expect(summary).toContain(`[index.html](${url})`);
    });

    it("is empty where there was no report", () => {
      expect(runStep(stepOf(LEDGER, workflow()), {}, { ARTIFACT_URL: "" })).toEqual({ status: 0, summary: "" });
    });
  });

  describe("compares with the main branch", () => {
    const FETCH = stepOf("Fetch the report");
    const COMPARE = stepOf("Write what changed");
    const ARTIFACT = { ARTIFACT: "report-node-22" };
    const DOWNLOADS =
      'case "$2" in list) echo 12;; download) mkdir "$RUNNER_TEMP/main"; echo "$*" > "$RUNNER_TEMP/main/claims.json";; esac';
    const compare = (npx: string, mayChange: boolean) => {
      mkdirSync(join(folder, "temp", "main"), { recursive: true });
      for (const place of ["temp/main", "work/out"]) writeFileSync(join(folder, place, "claims.json"), "{}");
      return runStep(COMPARE, { npx }, { CLAIMS_MAY_CHANGE: String(mayChange) });
    };

    it("downloads the artifact of the last run, by name", () => {
      expect(runStep(FETCH, { gh: DOWNLOADS }, ARTIFACT)).toEqual({ status: 0, summary: "" });
      const asked = readFileSync(join(folder, "temp", "main", "claims.json"), "utf8");
      expect(asked).toMatch(/^run download 12 --name report-node-22 /);
    });

    it.each([
      ["no run", "exit 0"],
      ["no artifact any more", 'test "$2" = list && echo 12'],
      ["no answer", "exit 1"],
    ])("says so and goes on where there is %s", (_, gh) => {
      const { status, summary } = runStep(FETCH, { gh }, ARTIFACT);
      expect(status).toBe(0);
      expect(summary).toContain("no report to compare with");
      const compared = runStep(COMPARE, { npx: "echo compared" }, { CLAIMS_MAY_CHANGE: "false" });
      expect(compared).toEqual({ status: 0, summary: "" });
    });

    it("writes the comparison into the summary, and fails with it", () => {
      const clean = compare('echo "$*"', false);
      expect(clean.status).toBe(0);
      expect(clean.summary).toMatch(/## Against the main branch\n\nncsparse diff --markdown \S+\/main out\n/);
      expect(compare("echo changed; exit 1", false)).toMatchObject({ status: 1 });
    });

    it("lets claims change where they may, but not an outcome leave its expectation", () => {
      const allowed = compare('echo "$*"', true);
      expect(allowed).toMatchObject({ status: 0 });
      expect(allowed.summary).toMatch(/ncsparse diff --markdown --allow-changed-claims \S+\/main out\n/);
      expect(compare("exit 1", true)).toMatchObject({ status: 1 });
    });

    it("goes on from a claims.json that diff cannot read where claims may change, and else fails", () => {
      const [strict, allowed] = [compare("exit 2", false), compare("exit 2", true)];
      expect([strict.status, allowed.status]).toEqual([2, 0]);
      for (const { summary } of [strict, allowed]) expect(summary).toContain("cannot be compared");
    });

    it("takes claims for changed on purpose by a label, and on the main branch, where they were reviewed", () => {
      expect(COMPARE.env?.CLAIMS_MAY_CHANGE).toBe(
        "${{ github.event_name == 'push' || contains(github.event.pull_request.labels.*.name, 'changes-claims') }}",
      );
      expect(read("ci.yml").on).toMatchObject({
        push: { branches: ["main"] },
        pull_request: { types: ["opened", "synchronize", "reopened", "labeled", "unlabeled"] },
      });
    });
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
