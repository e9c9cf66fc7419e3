/** Interrupting the library's work in a real kernel: it stops at once, and what it computes afterwards is right. */
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findClaim } from "../../../src/claims/registry.js";
import { CLAIM_MIME } from "../../../src/kit/claims/result.js";
import { runClaim } from "../../../src/kit/claims/run.js";
import { readSession } from "../../../src/kit/notebook/session.js";
import { contentOf, openRawKernel, printed, types } from "./raw-kernel.js";
import type { Answer, RawKernel } from "./raw-kernel.js";

/** Milliseconds. */
const PROMPT_MS = 2000;
/** Clock ticks (of 10 ms) in a second. */
const TICKS = 100;

let kernel: RawKernel;
beforeEach(async () => {
  kernel = await openRawKernel();
  await kernel.execute(
    `import { measureMatrices, isotropicWeights, session, show } from "ncsparse"; const earlier = 41;`,
  );
});
afterEach(() => kernel.close());

/** Interrupts a cell `after` milliseconds of its run. */
async function interrupted(code: string, after: number): Promise<Answer> {
  const id = kernel.send("execute_request", { code: `console.log("begun"); const kept = earlier + 1; ${code}` });
  const soFar = (): string => printed({ published: kernel.published(id), reply: {}, replyType: "" });
  await expect.poll(soFar, { timeout: 10_000 }).toContain("begun");
  await sleep(after);
  const asked = performance.now();
  kernel.interrupt();
  const answer = await kernel.answer(id);
  expect(performance.now() - asked).toBeLessThan(PROMPT_MS);
  expect(answer.reply).toMatchObject({ status: "error", ename: "Interrupted" });
  return answer;
}

/** Ticks of processor time that the kernel's process has used. */
function ticks(): number {
  const fields = readFileSync(`/proc/${kernel.child.pid}/stat`, "utf8").split(") ").at(-1)!.split(" ");
  return Number(fields[11]) + Number(fields[12]);
}

async function expectIdle(): Promise<void> {
  await sleep(300);
  const before = ticks();
  await sleep(1000);
  expect(ticks() - before).toBeLessThan(TICKS / 5);
}

async function shown(id: string): Promise<unknown> {
  const answer = await kernel.execute(`await show("${id}");`);
  expect(answer.reply).toMatchObject({ status: "ok" });
  const records = answer.published
    .filter(({ header }) => header.msg_type === "update_display_data")
    .map(({ content }) => (content.data as Record<string, unknown>)[CLAIM_MIME]);
  return records.at(-1);
}

describe.skipIf(process.platform !== "linux")("an interrupt of a claim", () => {
  // Whole matrices, sampled rows, the pool's blocks, heads; early and late in their run.
  it.each([
    ["T4.3-rows", 50],
    ["T4.3-rows", 900],
    ["T6.1-part1", 1200],
    ["F1-attention", 500],
    ["LL-frozen-squares", 700],
    ["NA-along", 1500],
    ["P7.2-lengths", 700],
  ])(
    "%s after %i ms stops it, shows nothing but how far it came, and the claim run again is the same",
    async (id, after) => {
      const answer = await interrupted(`await show("${id}");`, after);
      await expectIdle();
      const [progress, ...rest] = types(answer).slice(2);
      expect(progress).toBe("display_data");
      expect(new Set(rest)).toEqual(new Set(["update_display_data", "error"]));
      const last = answer.published.filter(({ header }) => header.msg_type === "update_display_data").at(-1)!;
      expect((last.content.data as Record<string, string>)["text/plain"]).toMatch(/ cells? measured, \d+ s; stopped$/);
      const expected = await runClaim(findClaim(id), readSession({}));
      expect(await shown(id)).toEqual(JSON.parse(JSON.stringify(expected)));
      expect(contentOf(await kernel.execute("kept"), "execute_result")).toMatchObject({ data: { "text/plain": "42" } });
    },
  );
});

describe.skipIf(process.platform !== "linux")("an interrupt of the pool's workers", () => {
  const plan = `{ seed: 1, path: ["interrupt"], matrices: 4000, n: 512, input: "gaussian", inputScale: 1,
    weights: isotropicWeights(16), attention: "self", rows: "all", values: "none", precision: "float32", thresholds: [],
    windows: [4] }`;

  it.each([1, 2])("frees %i of them", async (workers) => {
    await interrupted(
      `await measureMatrices(${plan} as any, { workers: ${workers}, signal: session().signal }); console.log("never");`,
      1500,
    );
    await expectIdle();
  });
});
