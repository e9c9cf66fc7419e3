/** Starting and ending kernels: what listens where, and what is left behind (nothing). */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, statSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { InterruptedError } from "../../../report/errors.js";
import { KernelClient } from "../../../report/kernel/client.js";
import { createConnection } from "../../../report/kernel/connection.js";
import { KernelStartError, startKernel } from "../../../report/kernel/kernel.js";
import type { CellRun, Kernel } from "../../../report/kernel/kernel.js";
import { launcherPath, spawnKernel } from "../../../report/kernel/process.js";
import { enginePath } from "../../../report/root.js";
import { openRawKernel } from "./raw-kernel.js";
import { filesIn, isRunning, withTemporaryFolder } from "./temporary.js";

const LIMITS = { timeoutMs: 20_000, outputLimitBytes: 100_000 };
const NOTEBOOKS = enginePath("notebooks");

const textOf = ({ outputs }: CellRun): string =>
  outputs.map((output) => (output.output_type === "stream" ? (output.text as string) : output.output_type)).join("");

async function withKernel(
  options: Parameters<typeof startKernel>[0],
  test: (kernel: Kernel) => Promise<void>,
): Promise<void> {
  const kernel = await startKernel(options);
  try {
    await test(kernel);
  } finally {
    await kernel.shutdown();
  }
}

describe("a connection", () => {
  it.skipIf(process.platform === "win32")("is a 0600 file in a 0700 folder, with a key of its own", async () => {
    const [first, second] = [await createConnection(), await createConnection()];
    expect(statSync(first.file).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(first.file)).mode & 0o777).toBe(0o700);
    expect(first.info.transport).toBe("ipc");
    expect(first.info.ip.startsWith(dirname(first.file))).toBe(true);
    expect(first.info.key).toMatch(/^[0-9a-f]{64}$/);
    expect(second.info.key).not.toBe(first.info.key);
    for (const connection of [first, second]) connection.remove();
    expect(() => statSync(dirname(first.file))).toThrow("ENOENT");
  });

  it("over tcp uses five free ports of the loopback address", async () => {
    const { info, remove } = await createConnection("tcp");
    const ports = [info.shell_port, info.iopub_port, info.stdin_port, info.control_port, info.hb_port];
    expect(info.ip).toBe("127.0.0.1");
    expect(new Set(ports).size).toBe(5);
    remove();
  });

  it.skipIf(process.platform === "win32")("keeps sockets' paths short when TMPDIR is long", async () => {
    await withTemporaryFolder(async (folder) => {
      process.env.TMPDIR = join(folder, "x".repeat(100));
      const { info, remove } = await createConnection();
      expect(info.ip).toMatch(/^\/tmp\/ncsparse-[^/]+\/k$/);
      remove();
    });
  });
});

describe("the launcher", () => {
  it("is what the kernelspec starts, under the name that notebooks ask for", () => {
    const spec = JSON.parse(readFileSync(join(dirname(launcherPath()), "kernel.json"), "utf8")) as { argv: string[] };
    const flag = "--no-force-async-hooks-checks";
    expect(spec.argv).toEqual(["node", flag, "{resource_dir}/launcher.cjs", "--config-path", "{connection_file}"]);
    expect(spec).toMatchObject({ language: "typescript", interrupt_mode: "message" });
    expect(basename(dirname(launcherPath()))).toBe("tslab");
  });

  it("is what jslab's kernelspec starts, too, for JavaScript", () => {
    const folder = join(dirname(launcherPath()), "..", "jslab");
    const spec = JSON.parse(readFileSync(join(folder, "kernel.json"), "utf8")) as { argv: string[] };
    const [, , launcher, ...options] = spec.argv;
    expect(join(launcher!.replace("{resource_dir}", folder))).toBe(launcherPath());
    expect(options).toEqual(["--js", "--config-path", "{connection_file}"]);
    expect(spec).toMatchObject({ language: "javascript", interrupt_mode: "message" });
  });

  it("refuses, with one line, to listen where other machines could reach it", async () => {
    await withTemporaryFolder(async (folder) => {
      const connection = await createConnection("tcp");
      for (const [change, line] of [
        [{ ip: "0.0.0.0" }, 'launcher: a tcp kernel binds loopback addresses only, got "0.0.0.0"\n'],
        [{ transport: "pgm" }, 'launcher: transport must be "tcp" or "ipc", got "pgm"\n'],
        [{ signature_scheme: "none" }, 'launcher: signature_scheme must be "hmac-sha256", got "none"\n'],
      ] as const) {
        const file = join(folder, "connection.json");
        await writeFile(file, JSON.stringify({ ...connection.info, ...change }));
        const child = spawnKernel({
          program: "patched",
          connectionFile: file,
          cwd: folder,
          env: {},
          heapMegabytes: undefined,
        });
        expect(await child.ended).toEqual({ code: 2, signal: null, stderr: line });
      }
      connection.remove();
    });
  });

  it.skipIf(process.platform === "win32")("ends a kernel whose parent was killed, even in a busy cell", async () => {
    const connection = await createConnection();
    // The parent starts a kernel and names its process; the cell below keeps the kernel's main thread busy.
    const script = `const child = require("child_process").spawn(process.execPath, process.argv.slice(1), { detached: true });
      console.log(child.pid); setInterval(() => {}, 1000);`;
    const parent = spawn(process.execPath, ["-e", script, launcherPath(), "--config-path", connection.file]);
    const [output] = (await once(parent.stdout, "data")) as [Buffer];
    const pid = Number(output.toString());
    const { promise: busy, resolve } = deferred();
    const client = new KernelClient(connection.info, {
      onReply: () => undefined,
      onPublished: ({ header }) => header.msg_type === "stream" && resolve(),
    });
    client.send("shell", "execute_request", { code: "await 0; for (;;) console.log('busy');" });
    await busy;
    parent.kill("SIGKILL");
    await expect.poll(() => isRunning(pid), { timeout: 5000 }).toBe(false);
    client.close();
    connection.remove();
  });
});

describe("the kernel's process", () => {
  it("exits with code 0 when asked to shut down, whatever timers a cell has left", async () => {
    const kernel = await openRawKernel();
    await kernel.execute("void setInterval(() => {}, 1000);");
    const { replyType, reply } = await kernel.answer(kernel.send("shutdown_request", { restart: false }, "control"));
    expect([replyType, reply]).toEqual(["shutdown_reply", { status: "ok", restart: false }]);
    expect(await kernel.child.ended).toMatchObject({ code: 0, signal: null });
    await kernel.close();
  });

  it.skipIf(process.platform === "win32")("ends at SIGTERM", async () => {
    const kernel = await openRawKernel();
    process.kill(kernel.child.pid!, "SIGTERM");
    expect(await kernel.child.ended).toMatchObject({ code: null, signal: "SIGTERM" });
    await kernel.close();
  });
});

describe("startKernel", () => {
  it("runs cells in the given folder and environment, and leaves no process and no file", async () => {
    await withTemporaryFolder(async (folder) => {
      let pid = 0;
      await withKernel({ cwd: NOTEBOOKS, env: { NCSPARSE_TEST: "given" } }, async (kernel) => {
        pid = kernel.pid!;
        expect(statSync(kernel.connectionFile).mode & 0o777).toBe(0o600);
        const run = await kernel.execute("console.log(process.cwd(), process.env.NCSPARSE_TEST)", LIMITS);
        expect(textOf(run)).toBe(`${NOTEBOOKS} given\n`);
        expect(kernel.alive).toBe(true);
      });
      expect(isRunning(pid)).toBe(false);
      expect(filesIn(folder)).toEqual([]);
    });
  });

  it("lets cells outside the project import its packages, with types", async () => {
    await withTemporaryFolder(async (folder) => {
      await withKernel({ cwd: folder }, async (kernel) => {
        const code = `import { CLAIM_MIME } from "ncsparse"; import * as tslab from "tslab";
          const mime: number = CLAIM_MIME;`;
        const typed = await kernel.execute(code, LIMITS);
        expect(typed.failure?.evalue).toBe("2:17 - Type 'string' is not assignable to type 'number'.");
        const run = await kernel.execute(
          code.replace(": number", "") + "console.log(mime, tslab.versions.tslab)",
          LIMITS,
        );
        expect(textOf(run)).toMatch(/^application\/\S+ 1\.0\.22\n$/);
      });
    });
  });

  it("says in one line why a kernel did not start, and leaves nothing", async () => {
    await withTemporaryFolder(async (folder) => {
      const missing = startKernel({ cwd: join(folder, "missing") });
      await expect(missing).rejects.toThrow(KernelStartError);
      await expect(missing).rejects.toThrow(
        /^startKernel: the kernel could not be run before it answered: spawn .*ENOENT$/,
      );
      await expect(startKernel({ cwd: NOTEBOOKS, startTimeoutMs: 1 })).rejects.toThrow(
        "startKernel: no answer from the kernel in 1 ms",
      );
      expect(filesIn(folder)).toEqual([]);
    });
  });

  it("is interrupted by its signal, before and while it starts", async () => {
    await withTemporaryFolder(async (folder) => {
      await expect(startKernel({ cwd: NOTEBOOKS, signal: AbortSignal.abort() })).rejects.toThrow(InterruptedError);
      await expect(startKernel({ cwd: NOTEBOOKS, signal: AbortSignal.timeout(50) })).rejects.toThrow(InterruptedError);
      expect(filesIn(folder)).toEqual([]);
    });
  });
});

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve!: () => void;
  const promise = new Promise<void>((fulfil) => (resolve = fulfil));
  return { promise, resolve };
}
