/** A server that speaks TLS alone and wants user and password: the command's own way there, with an authority of one's own. */
import { execFileSync, spawn, spawnSync, type ChildProcess } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { smallProject, type SmallProject } from "../compute/small-project.js";
import { freePort, HAS_REDIS } from "./redis-server.js";
import { WorkerCommand } from "./worker-command.js";

describe.skipIf(!mayHaveTls())("a queue on a server by TLS", () => {
  let folder: string;
  let project: SmallProject;
  let server: ChildProcess;
  let port: number;
  /** As the machines' owner would set it. */
  let trusting: Readonly<Record<string, string>>;
  beforeAll(async () => {
    [folder, project, port] = await Promise.all([mkdtemp(join(tmpdir(), "ncsparse-tls-")), smallProject(), freePort()]);
    makeCertificate(folder);
    server = await startServer(folder, port);
    trusting = { NODE_EXTRA_CA_CERTS: join(folder, "certificate.pem") };
  });
  afterAll(async () => {
    server.kill("SIGKILL");
    await Promise.all([project.remove(), rm(folder, { recursive: true, force: true })]);
  });

  const address = (password: string): string => `rediss://someone:${password}@localhost:${port}`;

  /** A sweep of the small project by the queue. */
  async function sweep(env: Readonly<Record<string, string>>, password = "secret"): ReturnType<SmallProject["run"]> {
    const file = join(project.folder, "sweep.json");
    const queue = { NCSPARSE_QUEUE: address(password), ...env };
    return await project.runWith(queue, "sweep", "--seeds", "1..2", "--out", file, "--queue");
  }

  it("brings all blocks back, and neither end tells user and password", async () => {
    const worker = new WorkerCommand(project, {
      args: ["--workers", "2"],
      env: { ...trusting, NCSPARSE_QUEUE: address("secret") },
    });
    const { code, out, err } = await sweep(trusting);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toContain(` by rediss://localhost:${port}\n`);
    expect(await readdir(project.folder)).toContain("sweep.json");
    expect(await worker.end()).toBe(130);
    expect(worker.told).toMatch(/\ncomputing for run [0-9a-f]{8}: small 0\.1\.0, quick, seeds 1\.\.2\n/);
    expect(out + worker.told).not.toMatch(/secret|someone/);
  });

  it.each([
    ["nobody vouches for its certificate", {}, "secret", "self-signed certificate"],
    ["the password is another", null, "other", "user or password is wrong"],
  ])("is one line and exit code 2 where %s", async (_, env, password, reason) => {
    const { code, err } = await sweep(env ?? trusting, password);
    expect([code, err]).toEqual([2, `ncsparse: queue rediss://localhost:${port}: ${reason}\n`]);
  });

  it("is one line and exit code 2 where the address says no TLS", async () => {
    const { code, err } = await sweep({ NCSPARSE_QUEUE: `redis://someone:secret@localhost:${port}` });
    expect(code).toBe(2);
    expect(err).toMatch(new RegExp(`^ncsparse: queue redis://localhost:${port}: .*\\n$`));
    expect(err).not.toMatch(/secret|someone/);
  });
});

/** Whether certificates can be made here, and Redis was built with TLS. */
function mayHaveTls(): boolean {
  if (spawnSync("openssl", ["version"]).status !== 0) return false;
  return HAS_REDIS && spawnSync("redis-cli", ["--tls", "--version"]).status === 0;
}

function makeCertificate(folder: string): void {
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", "key.pem"];
  const certificate = ["-x509", "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
  execFileSync("openssl", ["req", ...key, ...certificate, "-out", "certificate.pem"], { cwd: folder, stdio: "ignore" });
}

async function startServer(folder: string, port: number): Promise<ChildProcess> {
  const place = ["--bind", "127.0.0.1", "--port", "0", "--tls-port", String(port), "--dir", folder, "--save", ""];
  const tls = ["--tls-cert-file", "certificate.pem", "--tls-key-file", "key.pem", "--tls-auth-clients", "no"];
  const user = ["--user", "someone", "on", ">secret", "~*", "&*", "+@all", "--user", "default", "off"];
  const server = spawn("redis-server", [...place, ...tls, ...user], { stdio: "ignore" });
  const ping = ["--tls", "--cacert", join(folder, "certificate.pem"), "-h", "localhost", "-p", String(port), "ping"];
  while (!spawnSync("redis-cli", ping, { encoding: "utf8" }).stdout.includes("NOAUTH")) await sleep(25);
  return server;
}
