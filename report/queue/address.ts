/** Where a queue is: the URL of a Redis or Valkey server, which may carry a password that nothing here prints. */
import { InputError } from "../errors.js";

export interface QueueAddress {
  /** With user and password, for the connection alone. */
  readonly url: string;
  /** The server as people may read it: without user, password and query. */
  readonly shown: string;
  /** What the names of all keys begin with, which keeps projects on one server apart. */
  readonly prefix: string;
}

/** Names the server where no URL is typed: what is typed stands in the shell's history and in the list of processes. */
export const QUEUE_VARIABLE = "NCSPARSE_QUEUE";
export const DEFAULT_PREFIX = "ncsparse";

/** Braces, as clusters and their proxies use them, and what needs no quoting in a shell; no ":" at an end. */
const PREFIX = /^[\w.{}-]+(?::[\w.{}-]+)*$/;
const LONGEST_PREFIX = 100;

/**
 * The address that a command line and its environment name.
 *
 * @param typed the URL; true or undefined where none is typed
 * @param env an address in it is taken out, so that no process that this one starts inherits the password
 * @throws InputError for a URL that names no Redis server, or a prefix that is none; no message quotes the URL
 */
export function queueAddress(
  typed: string | true | undefined,
  prefix: string = DEFAULT_PREFIX,
  env: NodeJS.ProcessEnv = process.env,
): QueueAddress {
  const { NCSPARSE_QUEUE: named } = env;
  delete env.NCSPARSE_QUEUE;
  const text = typeof typed === "string" ? typed : named;
  if (text === undefined || text.trim() === "") {
    throw new InputError(`the queue's address must be given, as redis://HOST:PORT or in ${QUEUE_VARIABLE}`);
  }
  if (!PREFIX.test(prefix) || prefix.length > LONGEST_PREFIX) {
    throw new InputError(
      `--queue-prefix: it must be at most ${LONGEST_PREFIX} letters, digits and . _ - { } in parts joined by ":", got ${JSON.stringify(prefix)}`,
    );
  }
  return { ...readUrl(text), prefix };
}

function readUrl(text: string): Pick<QueueAddress, "url" | "shown"> {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new InputError("the queue's address must be a URL such as redis://HOST:6379, got something else");
  }
  const { protocol, hostname, host, pathname } = url;
  if (protocol !== "redis:" && protocol !== "rediss:") {
    throw new InputError(`the queue's address must begin with redis:// or rediss://, got ${protocol}//`);
  }
  if (hostname === "") throw new InputError(`the queue's address must name a host after ${protocol}//, got none`);
  if (!/^\/?\d{0,4}$/.test(pathname)) {
    throw new InputError("the queue's address must end with the host, its port, or the number of a database after it");
  }
  return { url: text, shown: `${protocol}//${host}${pathname.replace(/^\/$/, "")}` };
}
