/** Shares and merges that are ended at random moments: files are whole or not there, and what is merged later is right. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { stream } from "ncsparse-kit/random/stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readManifest } from "../../../report/compute/read-shard.js";
import { isRecord, keysIn } from "../../../report/compute/records.js";
import { waitForEnd } from "../faults/own-process.js";
import { computeShards, PROGRAM, smallProject, type SmallProject } from "./small-project.js";

/** Each command is ended so often by each signal. */
const TIMES = 20;
/** Milliseconds in which processes end whose parent has. */
const ORPHANS_END_MS = 5_000;

let project: SmallProject;
let parts: string[];
beforeAll(async () => {
  project = await smallProject();
  parts = await computeShards(project, 2);
});
afterAll(() => project.remove());

interface Ended {
  readonly code: number | null;
  readonly err: string;
  readonly milliseconds: number;
}

/** Runs a command, and sends it a signal after a time. */
async function runFor(
  args: readonly string[],
  temporary: string,
  after?: readonly [number, NodeJS.Signals],
): Promise<Ended> {
  const [command, ...others] = args;
  const env = { ...process.env, TMPDIR: temporary, NO_COLOR: "1" };
  const started = performance.now();
  const child = spawn(process.execPath, [...PROGRAM, command!, "--config", project.config, ...others], { env });
  let err = "";
  child.stdout.resume();
  child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
  const closed = new Promise<number | null>((resolve) => child.once("close", resolve));
  if (after !== undefined) {
    await Promise.race([sleep(after[0]), closed]);
    child.kill(after[1]);
  }
  return { code: await closed, err, milliseconds: performance.now() - started };
}

/** Ends a command at moments spread over the time that it takes; what must hold after each is checked. */
async function endOften(
  args: readonly string[],
  signal: NodeJS.Signals,
  check: (end: Ended) => Promise<void>,
): Promise<void> {
  const temporary = join(project.folder, "tmp");
  await mkdir(temporary, { recursive: true });
  const { code, milliseconds } = await runFor(args, temporary);
  expect(code).toBe(0);
  const drawn = stream(11, "interrupts", args[0]!, signal);
  for (let time = 0; time < TIMES; time++) {
    const moment = ((time + drawn.uniform()) / TIMES) * milliseconds;
    const end = await runFor(args, temporary, [moment, signal]);
    expect(await waitForEnd(temporary, ORPHANS_END_MS)).toEqual([]);
    if (signal === "SIGINT" && end.code === 130) expect(await readdir(temporary)).toEqual([]);
    await check(end);
  }
}

describe.each(["SIGINT", "SIGKILL"] as const)("ended by %s at random moments", (signal) => {
  it("a share is written whole, or not at all", async () => {
    const out = join(project.folder, "share");
    await endOften(["compute", "--shard", "1/1", "--out", out], signal, async ({ code, err }) => {
      if (existsSync(out)) expect((await readManifest(out)).records.length).toBeGreaterThan(0);
      if (code === 130) expect(err).toBe("ncsparse: interrupted; nothing was written\n");
      const left = (await readdir(project.folder)).filter((name) => name.startsWith(".share."));
      if (signal === "SIGINT") expect(left).toEqual([]);
      for (const name of [out, ...left.map((one) => join(project.folder, one))]) await rm(name, { force: true });
    });
  });

  it("a merge leaves whole records alone, and the next one is right", async () => {
    const records = join(project.folder, ".ncsparse", "cache", "records");
    await rm(records, { recursive: true, force: true });
    await endOften(["merge", ...parts], signal, async () => {
      const keys = existsSync(records) ? keysIn(records) : [];
      expect(keys.filter((key) => !isRecord(records, key))).toEqual([]);
      await rm(records, { recursive: true, force: true });
    });
    expect((await project.run("merge", ...parts)).out).toContain("the numbers of 3 statements");
  });
});
