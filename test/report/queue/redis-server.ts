/** A Redis server of a test's own: on loopback, at a free port, in a folder that goes with it. */
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";

/** Whether there is one; tests that need it are skipped by name where not. */
export const HAS_REDIS: boolean = spawnSync("redis-server", ["--version"], { stdio: "ignore" }).status === 0;

export interface ServerOptions {
  /** Whether it remembers everything when it is started again. */
  readonly persistent?: boolean;
  /** Other options of redis-server's, e.g. `["--requirepass", "secret"]`. */
  readonly options?: readonly string[];
  /** In front of the command, e.g. what enters another network namespace; and the address to listen at there. */
  readonly inside?: readonly string[];
  readonly host?: string;
}

export class RedisServer {
  #process: ChildProcess | undefined;

  private constructor(
    private readonly folder: string,
    private readonly port: number,
    private readonly asked: ServerOptions,
  ) {}

  static async start(asked: ServerOptions = {}): Promise<RedisServer> {
    const server = new RedisServer(await mkdtemp(join(tmpdir(), "ncsparse-redis-")), await freePort(), asked);
    await server.restart();
    return server;
  }

  get url(): string {
    return `redis://${this.asked.host ?? "127.0.0.1"}:${this.port}`;
  }

  /** Starts it at its port, with what it remembers. */
  async restart(): Promise<void> {
    const { persistent = false, options = [], inside = [], host = "127.0.0.1" } = this.asked;
    const kept = persistent ? ["--appendonly", "yes", "--appendfsync", "always"] : ["--save", ""];
    const place = ["--bind", host, "--port", String(this.port), "--dir", this.folder];
    const [program, ...args] = [...inside, "redis-server", ...place, ...kept, ...options];
    this.#process = spawn(program!, args, { stdio: "ignore" });
    await this.#answers();
  }

  /** SIGKILL, as if the machine had lost its power. */
  async kill(): Promise<void> {
    const server = this.#process!;
    if (server.exitCode !== null || server.signalCode !== null) return;
    const ended = new Promise((resolve) => server.once("exit", resolve));
    server.kill("SIGKILL");
    await ended;
  }

  async stop(): Promise<void> {
    await this.kill();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** What a client of the test's own says to it. */
  async with<T>(act: (redis: Redis) => Promise<T>): Promise<T> {
    const redis = new Redis(this.url);
    try {
      return await act(redis);
    } finally {
      redis.disconnect();
    }
  }

  /** The names of all keys, sorted. */
  async keys(): Promise<string[]> {
    return await this.with(async (redis) => (await redis.keys("*")).sort());
  }

  /** Any answer at all: one that wants a password is there, too. */
  async #answers(): Promise<void> {
    const { inside = [], host = "127.0.0.1" } = this.asked;
    const [program, ...args] = [...inside, "redis-cli", "-h", host, "-p", String(this.port), "ping"];
    for (let tries = 0; tries < 200; tries++) {
      const { stdout } = spawnSync(program, args, { encoding: "utf8" });
      if (/PONG|NOAUTH/.test(stdout)) return;
      await sleep(25);
    }
    throw new Error(`RedisServer: it must answer at port ${this.port}, got none`);
  }
}

/** A port of loopback that nobody listens at now. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
