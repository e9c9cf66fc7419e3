/** The Indexed Job of the examples: its fields, and what each of its pods runs. */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { enginePath } from "../../report/root.js";

interface Container {
  command: [program: string, ...args: string[]];
  volumeMounts: { name: string }[];
}
interface Job {
  spec: {
    completions: number;
    template: { spec: { containers: [Container]; volumes: { name: string }[] } };
  };
}

const SOURCE = readFileSync(enginePath("examples", "kubernetes-job.yaml"), "utf8");
const SCHEMA = JSON.parse(
  readFileSync(enginePath("test", "fixtures", "kubernetes", "job-v1.schema.json"), "utf8"),
) as object;
const job = parse(SOURCE) as Job;
const { containers, volumes } = job.spec.template.spec;

describe("the example for Kubernetes", () => {
  const check = new Ajv({ allErrors: true }).compile(SCHEMA);

  it("has the fields of a Job of batch/v1, with values that they take", () => {
    expect(check(job), JSON.stringify(check.errors)).toBe(true);
  });

  it("would be refused with a field misspelt, or a number as a text", () => {
    for (const [from, to] of [
      ["completionMode", "completionsMode"],
      ["completions: 16", 'completions: "16"'],
    ] as const) {
      expect(check(parse(SOURCE.replace(from, to)))).toBe(false);
    }
  });

  it("mounts volumes that there are", () => {
    expect(containers[0].volumeMounts.map(({ name }) => name)).toEqual(volumes.map(({ name }) => name));
  });

  it.skipIf(process.platform === "win32")("asks for each share once, from the first index to the last", () => {
    const folder = mkdtempSync(join(tmpdir(), "ncsparse-job-"));
    writeFileSync(join(folder, "npx"), '#!/bin/sh\necho "$@"\n');
    chmodSync(join(folder, "npx"), 0o755);
    const [program, ...args] = containers[0].command;
    const { completions } = job.spec;
    const told = [0, completions - 1].map((index) => {
      const env = { PATH: `${folder}${delimiter}${process.env.PATH ?? ""}`, JOB_COMPLETION_INDEX: String(index) };
      return spawnSync(program, args, { cwd: folder, env, encoding: "utf8" }).stdout;
    });
    rmSync(folder, { recursive: true });
    expect(told).toEqual(
      [1, completions].map(
        (share) =>
          `ncsparse compute --profile full --shard ${share}/${completions} --workers 2 --out parts/part-${share}\n`,
      ),
    );
  });
});
