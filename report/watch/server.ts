/** The server of `--watch`: sends the output folder's files to this machine alone, and tells open pages what changes. */
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { InputError } from "../errors.js";
import { CHANGES_PATH, EVENTS_PATH, liveScript, WAITING_PAGE, withLiveScript } from "./live-page.js";
import { changedParts, takeApart, type PageVersion } from "./page-parts.js";
import { findFile, mediaType } from "./served-file.js";

const LOOPBACK = "127.0.0.1";

/** Each is as large as the page; a page that is open follows every one of them. */
const REMEMBERED_VERSIONS = 4;

/** What a reader of the page is told of the build. */
export interface BuildState {
  kind: "building" | "ready" | "problem";
  text: string;
}

export interface LiveServer {
  url: string;
  tell(state: BuildState): void;
  /** Pages that show another version than the file on disk fetch what changed, or load themselves again. */
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
  /** The versions that open pages may show, oldest first. */
  readonly #versions = new Map<string, PageVersion>();

  constructor(
    private readonly folder: string,
    private readonly script: string,
  ) {}

  tell(state: BuildState): void {
    this.#state = state;
    for (const listener of this.#listeners) sendEvent(listener, "state", state);
  }

  async pageChanged(): Promise<void> {
    const { version } = this.#remember(await this.#page());
    for (const listener of this.#listeners) sendEvent(listener, "page", { version });
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [path = "/", query = ""] = (request.url ?? "/").split(/[?#]/);
    // Another site may have its name resolved to this machine; its pages still send its name.
    if (!this.hosts.has(request.headers.host ?? "")) refuse(response, 403);
    else if (request.method !== "GET" && request.method !== "HEAD") refuse(response, 405);
    else if (path === EVENTS_PATH) await this.#listen(response);
    else if (path === CHANGES_PATH) await this.#sendChanges(query, response);
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
    response.end(withLiveScript(html, this.script, this.#remember(html).version));
  }

  /** What turns the version that a page shows into the one on disk; no parts where only loading it anew does. */
  async #sendChanges(shown: string, response: ServerResponse): Promise<void> {
    const newer = this.#remember(await this.#page());
    const older = this.#versions.get(shown);
    const parts = older === undefined ? null : changedParts(older, newer);
    response.writeHead(200, { ...HEADERS, "content-type": "application/json; charset=utf-8" });
    response.end(JSON.stringify({ version: newer.version, parts }));
  }

  async #listen(response: ServerResponse): Promise<void> {
    response.writeHead(200, { ...HEADERS, "content-type": "text/event-stream" });
    this.#listeners.add(response);
    response.on("close", () => this.#listeners.delete(response));
    sendEvent(response, "state", this.#state);
    sendEvent(response, "page", { version: this.#remember(await this.#page()).version });
  }

  #remember(html: string): PageVersion {
    const page = takeApart(html);
    this.#versions.delete(page.version);
    this.#versions.set(page.version, page);
    const [oldest] = this.#versions.keys();
    if (this.#versions.size > REMEMBERED_VERSIONS) this.#versions.delete(oldest!);
    return page;
  }

  async #page(): Promise<string> {
    return await readFile(join(this.folder, "index.html"), "utf8").catch(() => WAITING_PAGE);
  }
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
