/** Kernels that never answer, and messages that are not the kernel's: what is told, and what is left. */
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { Dealer, Publisher, Router } from "zeromq";
import { KernelClient } from "../../../report/kernel/client.js";
import { channelAddress, createConnection } from "../../../report/kernel/connection.js";
import { startKernel } from "../../../report/kernel/kernel.js";
import { spawnKernel } from "../../../report/kernel/process.js";
import { createRequest, encode, type Message } from "../../../report/kernel/protocol.js";
import { executeNotebook } from "../../../report/notebooks/execute.js";
import { openRawKernel } from "../kernel/raw-kernel.js";
import { fixture } from "../notebooks/fixture.js";

let folder: string;
let temporary: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ncsparse-start-"));
  temporary = join(folder, "tmp");
  await mkdir(temporary);
});
afterEach(() => vi.unstubAllEnvs());
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Has every Node that is started from here run `script` before anything else. */
async function preload(name: string, script: string): Promise<void> {
  const file = join(folder, `${name}.cjs`);
  await writeFile(file, script);
  vi.stubEnv("NODE_OPTIONS", `--require=${file}`);
  vi.stubEnv("TMPDIR", temporary);
}

describe("a kernel that never starts", () => {
  it("because it hangs is ended when the time is up, and the line names what it reached and wrote", async () => {
    await preload("hangs", 'require("fs").writeSync(2, "last words\\n"); for (;;);');
    const load = process.platform === "win32" ? "" : String.raw`, machine's load [\d.]+ on \d+ cores`;
    await expect(startKernel({ cwd: folder, startTimeoutMs: 3000 })).rejects.toThrow(
      new RegExp(
        `^startKernel: no answer from the kernel in 3000 ms \\(process \\d+ runs, shell silent, iopub silent${load}\\): last words$`,
      ),
    );
    expect(await readdir(temporary)).toEqual([]);
  });

  it("after an error tells the error, not the last place that it came from", async () => {
    await preload("throws", 'console.error(new Error("no luck").stack); for (;;);');
    await expect(startKernel({ cwd: folder, startTimeoutMs: 3000 })).rejects.toThrow(/: Error: no luck$/);
  });

  it("because it ends is a failure of the notebook's first cell", async () => {
    await preload(
      "ends",
      'if (process.argv[1]?.endsWith("launcher.cjs")) { console.error("no luck"); process.exit(9); }',
    );
    const { failures } = await executeNotebook(await fixture("one-claim"));
    expect(failures).toMatchObject([
      {
        codeCellNumber: 1,
        kind: "not-started",
        ename: "KernelNotStarted",
        evalue: "startKernel: the kernel exited with code 9 before it answered: no luck",
      },
    ]);
    expect(await readdir(temporary)).toEqual([]);
  });

  it("because a port is taken says so in one line, and exits with 2", async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
    const connection = await createConnection("tcp");
    const info = { ...connection.info, iopub_port: (taken.address() as AddressInfo).port };
    const file = join(folder, "taken.json");
    await writeFile(file, JSON.stringify(info));
    const child = spawnKernel({
      program: "patched",
      connectionFile: file,
      cwd: folder,
      env: {},
      heapMegabytes: undefined,
    });
    const { code, stderr } = await child.ended;
    expect(code).toBe(2);
    expect(stderr).toMatch(/^[^\n]*Address already in use[^\n]*\n$/);
    connection.remove();
    taken.close();
  });
});

/**
 * Has `bind` take seconds, where other work keeps the threads that it runs on, although the socket is bound: as where
 * another process takes the core between ZeroMQ's last step and Node's first.
 */
const SLOW_BINDING = `
  const { pbkdf2 } = require("crypto");
  const { Router } = require(${JSON.stringify(createRequire(import.meta.url).resolve("zeromq"))});
  const bind = Router.prototype.bind;
  const occupy = () => { for (let task = 0; task < 8; task++) pbkdf2("", "", 1e6, 64, "sha512", () => undefined); };
  Object.defineProperty(Router.prototype, "bind", { value(address) {
    this.bindSync(address);
    occupy();
    return bind.call(this, address + "-again");
  } });`;

describe("a kernel that is asked before it has heard that its sockets are bound", () => {
  it("answers", async () => {
    await preload("slow-binding", `if (process.argv[1]?.endsWith("launcher.cjs")) {${SLOW_BINDING}}`);
    const kernel = await startKernel({ cwd: folder, startTimeoutMs: 20_000 });
    const { status } = await kernel.execute("1 + 1", { timeoutMs: 20_000, outputLimitBytes: 1e6 });
    expect(status).toBe("ok");
    await kernel.shutdown();
  });
});

/** A kernel of the test's own making: what it sends is what the client hears. */
async function pretendKernel(): Promise<{
  heard: Message[];
  send: (frames: Buffer[]) => Promise<void>;
  key: string;
  close: () => void;
}> {
  const connection = await createConnection();
  const { info } = connection;
  const [iopub, shell, control] = [new Publisher({ linger: 0 }), new Router({ linger: 0 }), new Router({ linger: 0 })];
  await iopub.bind(channelAddress(info, "iopub"));
  await shell.bind(channelAddress(info, "shell"));
  await control.bind(channelAddress(info, "control"));
  const heard: Message[] = [];
  const hear = (message: Message): unknown => heard.push(message);
  const client = new KernelClient(info, { onReply: hear, onPublished: hear });
  return {
    heard,
    key: info.key,
    send: (frames) => iopub.send(frames),
    close() {
      client.close();
      for (const socket of [iopub, shell, control]) socket.close();
      connection.remove();
    },
  };
}

describe("a message", () => {
  it("with a wrong signature, or truncated, is not heard; the next good one is", async () => {
    const kernel = await pretendKernel();
    const good = encode(createRequest("status", { execution_state: "idle" }, "session"), kernel.key);
    const bad = [
      encode(createRequest("stream", { name: "stdout", text: "forged" }, "session"), "another key"),
      ...[0, 1, 2, 3, 4, 5].map((count) => good.slice(0, count)).filter((frames) => frames.length > 0),
      [...good.slice(0, -1), good.at(-1)!.subarray(0, 5)],
    ];
    // A subscription takes a moment to arrive: good messages go out until the first is heard.
    while (kernel.heard.length === 0) {
      await kernel.send(good);
      await sleep(20);
    }
    const before = kernel.heard.length;
    for (const frames of bad) await kernel.send(frames);
    await kernel.send(good);
    await expect.poll(() => kernel.heard.length).toBe(before + 1);
    expect(new Set(kernel.heard.map(({ header }) => header.msg_type))).toEqual(new Set(["status"]));
    kernel.close();
  });

  it("that is truncated does not end the kernel, which answers the next", async () => {
    const kernel = await openRawKernel();
    const stranger = new Dealer({ linger: 0 });
    stranger.connect(channelAddress(kernel.info, "shell"));
    const whole = encode(
      createRequest("execute_request", { code: "globalThis.torn = 1" }, "stranger"),
      kernel.info.key,
    );
    for (let count = 1; count < whole.length; count++) await stranger.send(whole.slice(0, count));
    const { reply, published } = await kernel.execute("(globalThis as any).torn ?? 'unharmed'");
    expect(reply).toMatchObject({ status: "ok" });
    expect(JSON.stringify(published.map(({ content }) => content))).toContain("unharmed");
    stranger.close();
    await kernel.close();
  });
});
