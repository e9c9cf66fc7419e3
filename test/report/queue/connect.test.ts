/** Addresses that lead to no queue: one line each, and no password in it. */
import { spawnSync } from "node:child_process";
import { createServer, type Server, type AddressInfo, type Socket } from "node:net";
import { pathToFileURL } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { InputError } from "../../../report/errors.js";
import { enginePath } from "../../../report/root.js";
import { connect } from "../../../report/queue/connect.js";
import { addressOf, MadeUpReport } from "./made-up.js";
import { HAS_REDIS, RedisServer } from "./redis-server.js";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** The port of a server of the test's own. */
async function listening(answer: (socket: Socket) => void): Promise<number> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

/** Why no connection comes of a URL. */
async function refusal(url: string): Promise<string> {
  const error: unknown = await connect(addressOf(url), () => undefined).then(
    (redis) => redis.disconnect(),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(InputError);
  return (error as InputError).message;
}

describe("an address where there is no queue", () => {
  it("is told to refuse the connection", async () => {
    const port = await listening(() => undefined);
    servers.pop()!.close();
    expect(await refusal(`redis://user:secret@127.0.0.1:${port}/3`)).toBe(
      `queue redis://127.0.0.1:${port}/3: the connection is refused; nothing listens there`,
    );
  });

  it("leaves nothing for which the process would wait", () => {
    const module = (name: string): string => JSON.stringify(pathToFileURL(enginePath("report", "dist", "queue", name)));
    const program = `import { queueAddress } from ${module("address.js")}; import { requireServer } from ${module("connect.js")};
      await requireServer(queueAddress("redis://127.0.0.1:1")).catch(() => undefined);
      await new Promise((soon) => setTimeout(soon, 100));
      console.log(process.getActiveResourcesInfo().join());`;
    const run = spawnSync(process.execPath, ["--input-type=module", "--eval", program], { encoding: "utf8" });
    expect([run.stderr, run.status]).toEqual(["", 0]);
    expect(run.stdout).not.toContain("Timeout");
  });

  it("is told to be no Redis server", async () => {
    const port = await listening((socket) => socket.once("data", () => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n")));
    expect(await refusal(`redis://127.0.0.1:${port}`)).toBe(
      `queue redis://127.0.0.1:${port}: what answers there is no Redis server`,
    );
  });

  it("is told to be too old", async () => {
    const info = "# Server\r\nredis_version:5.0.7\r\n";
    const port = await listening((socket) =>
      socket.on("data", (asked) => {
        for (const [name] of String(asked).matchAll(/\b(?:info|client)\b/gi)) {
          socket.write(name.toLowerCase() === "info" ? `$${info.length}\r\n${info}\r\n` : "+OK\r\n");
        }
      }),
    );
    expect(await refusal(`redis://127.0.0.1:${port}`)).toBe(
      `queue redis://127.0.0.1:${port}: Redis must be 6.2 or later, got 5.0.7`,
    );
  });

  it("is told to have no such host", async () => {
    expect(await refusal("redis://no-such-host.invalid:6379")).toBe(
      "queue redis://no-such-host.invalid:6379: the host's name is unknown",
    );
  });
});

describe.skipIf(!HAS_REDIS)("a server with a password", () => {
  let server: RedisServer;
  let place: string;
  beforeAll(async () => {
    server = await RedisServer.start({ options: ["--requirepass", "secret"] });
    place = server.url.replace("redis://", "");
  });
  afterAll(() => server.stop());

  it("is told to want it, or to refuse another", async () => {
    expect(await refusal(`redis://${place}`)).toBe(`queue redis://${place}: the server wants a password`);
    const wrong = await refusal(`redis://:guess@${place}`);
    expect(wrong).toBe(`queue redis://${place}: user or password is wrong`);
    expect(await refusal(`redis://nobody:guess@${place}`)).toBe(wrong);
  });

  it("is told what it does not let a user do, once that is tried", async () => {
    const url = `redis://weak:secret@${place}`;
    const admin = await connect(addressOf(`redis://:secret@${place}`), () => undefined);
    await admin.call("ACL", "SETUSER", "weak", "on", ">secret", "~*", "&*", "+@all", "-zadd");
    admin.disconnect();
    const message = new RegExp(`^queue redis://${place}: the user may not do what a queue needs: NOPERM .*zadd`);
    await expect(new MadeUpReport({ url, tasks: ["A"] }).run()).rejects.toThrow(message);
  });

  it("takes the right one", async () => {
    const redis = await connect(addressOf(`redis://default:secret@${place}`), () => undefined);
    expect(await redis.ping()).toBe("PONG");
    redis.disconnect();
  });
});
