/** The server of `--watch`: sends the output folder's files to this machine alone, and tells open pages what changes. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { InputError } from "../errors.js";
import { EVENTS_PATH, liveScript, WAITING_PAGE, withLiveScript } from "./live-page.js";
import { findFile, mediaType } from "./served-file.js";

const LOOPBACK = "127.0.0.1";

/** What a reader of the page is told of the build. */
export interface BuildState {
  kind: "building" | "ready" | "problem";
  text: string;
}

export interface LiveServer {
  url: string;
  tell(state: BuildState): void;
  /** Pages that show another version than the file on disk fetch that, and replace what changed. */
  pageChanged(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Serve a folder on 127.0.0.1.
 *
 * @throws InputError if the port cannot be had
 */
export async function startServer(folder: string, port: number): Promise<LiveServer> {
  const live = new Live(folder, await liveScript());
  const server = createServer((request, response) => {
    live.answer(request, response).catch(() => response.destroy());
  });
  const bound = await listen(server, port);
  live.hosts = new Set([`${LOOPBACK}:${bound}`, `localhost:${bound}`]);
  return {
    url: `http://${LOOPBACK}:${bound}/`,
    tell: (state) => live.tell(state),
    pageChanged: () => live.pageChanged(),
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function listen(server: Server, port: number): Promise<number> {
  return await new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(new InputError(`--port ${port}: it cannot be had (${error.code ?? error.message})`)),
    );
    server.listen(port, LOOPBACK, () => resolve((server.address() as AddressInfo).port));
  });
}

class Live {
  hosts: ReadonlySet<string> = new Set();
  readonly #listeners = new Set<ServerResponse>();
  #state: BuildState = { kind: "building", text: "" };

  constructor(
    private readonly folder: string,
    private readonly script: string,
  ) {}

  tell(state: BuildState): void {
    this.#state = state;
    for (const listener of this.#listeners) sendEvent(listener, "state", state);
  }

  async pageChanged(): Promise<void> {
    const version = versionOf(await this.#page());
    for (const listener of this.#listeners) sendEvent(listener, "page", { version });
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [path = "/"] = (request.url ?? "/").split(/[?#]/);
    // Another site may have its name resolved to this machine; its pages still send its name.
    if (!this.hosts.has(request.headers.host ?? "")) refuse(response, 403);
    else if (request.method !== "GET" && request.method !== "HEAD") refuse(response, 405);
    else if (path === EVENTS_PATH) await this.#listen(response);
    else if (path === "/" || path === "/index.html") await this.#sendPage(response);
    else await this.#sendFile(path, response);
  }

  async #sendFile(path: string, response: ServerResponse): Promise<void> {
    const file = await findFile(this.folder, path);
    if (file === null) {
      refuse(response, 404);
      return;
    }
    // What stands beside the page runs nothing: a figure may hold what a notebook wrote.
    const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";
    response.writeHead(200, { ...HEADERS, "content-type": mediaType(file), "content-security-policy": policy });
    response.end(await readFile(file));
  }

  async #sendPage(response: ServerResponse): Promise<void> {
    const html = await this.#page();
    response.writeHead(200, { ...HEADERS, "content-type": "text/html; charset=utf-8" });
    response.end(withLiveScript(html, this.script, versionOf(html)));
  }

  async #listen(response: ServerResponse): Promise<void> {
    response.writeHead(200, { ...HEADERS, "content-type": "text/event-stream" });
    this.#listeners.add(response);
    response.on("close", () => this.#listeners.delete(response));
    sendEvent(response, "state", this.#state);
    sendEvent(response, "page", { version: versionOf(await this.#page()) });
  }

  async #page(): Promise<string> {
    return await readFile(join(this.folder, "index.html"), "utf8").catch(() => WAITING_PAGE);
  }
}

/** No two pages have the same. */
function versionOf(html: string): string {
  return createHash("sha256").update(html, "utf8").digest("hex").slice(0, 16);
}

const HEADERS = {
  "cache-control": "no-store",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, HEADERS).end();
}

function sendEvent(response: ServerResponse, name: string, data: object): void {
  response.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
}
