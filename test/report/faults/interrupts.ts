/** Builds that are interrupted at random moments of their lives. */
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { stream } from "ncsparse-kit/random/stream";
import { afterAll, beforeAll, expect } from "vitest";
import { notebooksIn } from "./build-folder.js";
import { contentOf, startBuild, waitForEnd, type ProcessEnd } from "./own-process.js";

/** Signals that a build cleans up after; one that comes before it listens simply ends it. */
export const HEARD: readonly NodeJS.Signals[] = ["SIGINT", "SIGTERM", "SIGHUP"];
/** Milliseconds in which processes end whose parent has; a kernel looks for its parent twice a second. */
const ORPHANS_END_MS = 5_000;
/** Of the moments, as parts of a whole build's time, which the machine sets. */
const SEED = 5;

/** A finished report of one notebook, over which others are built and interrupted. */
export class Interrupts {
  #folder = "";
  #notebooks = "";
  #whole = new Map<string, string>();
  #milliseconds = 0;

  constructor(
    private readonly pdf: boolean,
    fixture: string,
  ) {
    beforeAll(async () => {
      this.#folder = await mkdtemp(join(tmpdir(), "ncsparse-interrupts-"));
      this.#notebooks = await notebooksIn(this.#folder, [fixture]);
      const { code, seconds, out } = await this.#run(() => Promise.resolve());
      expect(code).toBe(0);
      this.#whole = contentOf(out);
      this.#milliseconds = seconds * 1000;
    });
    afterAll(() => rm(this.#folder, { recursive: true, force: true }));
  }

  /**
   * Ends `count` builds, the i-th at a random moment of the i-th part of the time that a whole one takes, two at a time.
   * After each its output folder holds nothing, or the whole report, and no process is left.
   */
  async test(count: number, signals: readonly NodeJS.Signals[]): Promise<void> {
    const drawn = stream(SEED, "interrupts", count);
    const moments = Array.from(
      { length: count },
      (_, i) => ((i + drawn.uniform()) / count) * this.#milliseconds,
    ).entries();
    const lane = async (): Promise<void> => {
      for (const [i, moment] of moments) await this.#interrupt(signals[i % signals.length]!, moment);
    };
    await Promise.all([lane(), lane()]);
  }

  async #interrupt(name: NodeJS.Signals, moment: number): Promise<void> {
    const where = `${name} after ${moment.toFixed(0)} ms`;
    const end = await this.#run(async (send) => {
      await sleep(moment);
      send(name);
    });
    expect(await waitForEnd(end.temporary, ORPHANS_END_MS), where).toEqual([]);
    const names = await readdir(end.home);
    if (name !== "SIGKILL") {
      expect(await readdir(end.temporary), where).toEqual([]);
      expect(
        names.filter((entry) => entry.startsWith(".")),
        where,
      ).toEqual([]);
      this.#checkEnd(end, name, where);
    }
    if (end.code === 0) expect(contentOf(end.out), where).toEqual(this.#whole);
    else if (names.includes("out")) this.#checkWhole(end.out, where);
    await rm(end.home, { recursive: true, force: true });
  }

  /** Interrupted, with a line; or over before it listened; or, when the signal came too late, done. */
  #checkEnd({ code, signal, stderr }: ProcessEnd, name: NodeJS.Signals, where: string): void {
    if (signal !== null) expect([signal, stderr], where).toEqual([name, ""]);
    else if (code !== 0) expect([code, stderr], where).toEqual([130, "ncsparse: interrupted; nothing was written\n"]);
  }

  /** A process that was killed while it moved files has moved some of them, each of them whole. */
  #checkWhole(out: string, where: string): void {
    for (const [file, content] of contentOf(out)) {
      if (!file.startsWith(".ncsparse-lock")) expect(content === this.#whole.get(file), `${where}: ${file}`).toBe(true);
    }
  }

  async #run(interrupt: (send: (name: NodeJS.Signals) => void) => Promise<void>): Promise<ProcessEnd & Places> {
    const home = await mkdtemp(join(this.#folder, "run-"));
    const temporary = await mkdtemp(join(this.#folder, "tmp-"));
    const out = join(home, "out");
    const build = startBuild({ notebooks: this.#notebooks, out, temporary, pdf: this.pdf });
    await Promise.race([interrupt((name) => build.signal(name)), build.ended]);
    return { ...(await build.ended), home, temporary, out };
  }
}

interface Places {
  /** Holds the output folder, and nothing else when all is well. */
  home: string;
  temporary: string;
  out: string;
}
