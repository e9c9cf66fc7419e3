/** Connections to the queue's server: one try at first, told in one line where it fails; later, again and again. */
import type { Redis, RedisOptions } from "ioredis";
import { InputError } from "../errors.js";
import type { QueueAddress } from "./address.js";
import { loadRedis } from "./packages.js";

/** An answer may take so long at first. Nothing waits for ever for a server that accepts and is silent. */
const ANSWER_MS = 10_000;
/** A connection on which an answer is awaited for so long is broken, whatever the network says, and is made anew. */
const SILENCE_MS = 30_000;
/** Between two tries to reach a server that was there. */
const LONGEST_PAUSE_MS = 2_000;
/** What BullMQ's scripts need (LPOS, ZRANGE ... BYSCORE, GETDEL); Valkey calls itself Redis 7.2. */
const OLDEST: readonly [major: number, minor: number] = [6, 2];

/**
 * A connection that survives the server: while it is away, commands wait.
 *
 * @param onState hears when the server is lost and found again
 * @throws as `requireServer`
 */
export async function connect(address: QueueAddress, onState: (reachable: boolean) => void): Promise<Redis> {
  await requireServer(address);
  const redis = await openRedis(address, {
    maxRetriesPerRequest: null,
    socketTimeout: SILENCE_MS,
    retryStrategy: (times) => Math.min(50 * 2 ** times, LONGEST_PAUSE_MS),
  });
  let reachable = true;
  const tell = (now: boolean): void => {
    if (now !== reachable) onState((reachable = now));
  };
  redis.on("ready", () => tell(true));
  redis.on("reconnecting", () => tell(false)); // and not at the end, when it is closed from here
  await redis.connect();
  return redis;
}

/**
 * One try, by a connection of its own.
 *
 * @throws InputError in one line if the server cannot be reached, refuses the password, is too old, or is no Redis
 */
export async function requireServer(address: QueueAddress): Promise<void> {
  // The process would wait as long for the end of a connection that was refused.
  const redis = await openRedis(address, { maxRetriesPerRequest: 0, retryStrategy: () => null, disconnectTimeout: 0 });
  let problem: unknown;
  redis.on("error", (error) => (problem ??= error));
  try {
    const information = await withinTime(redis.connect().then(() => redis.info("server")));
    requireVersion(address, information);
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`queue ${address.shown}: ${reasonOf(problem ?? error)}`);
  } finally {
    redis.disconnect();
  }
}

/**
 * The error to tell people: what the server refuses (leave, room, writing to a copy) is its own line, and no fault of ours.
 */
export function asTold({ shown }: QueueAddress, error: unknown): unknown {
  if (!(error instanceof Error) || error.name !== "ReplyError") return error;
  // Of commands that go together, the first that was refused says why.
  const [first = error] = (error as { previousErrors?: Error[] }).previousErrors ?? [];
  return new InputError(`queue ${shown}: ${reasonOf(first)}`);
}

async function openRedis({ url }: QueueAddress, options: RedisOptions): Promise<Redis> {
  const { Redis } = await loadRedis();
  const redis = new Redis(url, { lazyConnect: true, connectTimeout: ANSWER_MS, ...options });
  redis.on("error", () => undefined); // "close" and the command that failed tell of it
  return redis;
}

async function withinTime<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error(`no answer in ${ANSWER_MS / 1000} s`)), ANSWER_MS);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

function requireVersion({ shown }: QueueAddress, information: string): void {
  const found = /^redis_version:((\d+)\.(\d+)\S*)/m.exec(information);
  if (found === null) throw new InputError(`queue ${shown}: the server must be Redis or Valkey, got no version of it`);
  const [, version, major, minor] = found;
  const [least, leastMinor] = OLDEST;
  if (Number(major) > least || (Number(major) === least && Number(minor) >= leastMinor)) return;
  throw new InputError(`queue ${shown}: Redis must be ${OLDEST.join(".")} or later, got ${version}`);
}

/** In words for what is met most often; the client's own line for the rest. */
function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (/WRONGPASS|invalid username-password|invalid password/i.test(message)) return "user or password is wrong";
  if (message.includes("NOAUTH")) return "the server wants a password";
  if (message.includes("NOPERM")) return `the user may not do what a queue needs: ${message}`;
  if (/Protocol error|ParserError/i.test(message)) return "what answers there is no Redis server";
  if (code === "ECONNREFUSED") return "the connection is refused; nothing listens there";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "the host's name is unknown";
  if (message.includes("ETIMEDOUT")) return `no answer in ${ANSWER_MS / 1000} s`;
  return message;
}
