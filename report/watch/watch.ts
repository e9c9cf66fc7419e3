/** `ncsparse report --watch`: builds at every save, and shows the page as it is now. */
import { EXIT } from "../errors.js";
import { refuseToShrink } from "../publish.js";
import { Builder } from "./builder-process.js";
import type { WatchRequest } from "./builder-messages.js";
import { watchPlaces, type Change, type Changes, type WatchedPlace } from "./changes.js";
import { compileProject } from "./compile.js";
import { startServer, type LiveServer } from "./server.js";

export interface WatchOptions {
  /** Port on 127.0.0.1; 0 for one that is free. */
  port: number;
  places: readonly WatchedPlace[];
  /** Told once the page can be opened. */
  onUrl: (url: string) => void;
}

/**
 * Build, serve and build again until `signal` aborts; then end every process that was started.
 *
 * @throws InputError if the output folder is refused or the port cannot be had
 */
export async function watchReport(request: WatchRequest, options: WatchOptions, signal: AbortSignal): Promise<void> {
  await refuseToShrink(request.out, request.only.length > 0);
  const server = await startServer(request.out, options.port);
  const builder = new Builder((line) => server.tell({ kind: "building", text: line }));
  const changes = await watchPlaces(options.places);
  const end = (): void => void changes.close();
  signal.addEventListener("abort", end);
  if (signal.aborted) end();
  options.onUrl(server.url);
  try {
    // The command line has built the code before it started this.
    let change: Change | null = "content";
    while (change !== null) {
      const next: Promise<Change | null> = changes.next();
      const building = buildOnce(change, request, { server, builder, changes }, signal);
      const sooner = await Promise.race([next.then(() => true), building.then(() => false)]);
      if (sooner) builder.abort();
      await building;
      change = await next;
    }
  } finally {
    signal.removeEventListener("abort", end);
    await Promise.all([changes.close(), builder.stop(), server.close()]);
  }
}

interface Parts {
  server: LiveServer;
  builder: Builder;
  changes: Changes;
}

async function buildOnce(
  change: Change,
  request: WatchRequest,
  { server, builder, changes }: Parts,
  signal: AbortSignal,
): Promise<void> {
  if (change === "code") {
    server.tell({ kind: "building", text: "Building the library" });
    const [complaint] = await Promise.all([compileProject(signal), builder.stop()]);
    if (complaint !== null) {
      report(server, `the library does not build: ${complaint}`);
      return;
    }
  }
  const end = await builder.build(request);
  if (end.type === "failed") report(server, end.message);
  if (end.type !== "built") return;
  changes.watchToo(end.paths);
  await server.pageChanged();
  server.tell(
    end.code === EXIT.ok
      ? { kind: "ready", text: "" }
      : { kind: "problem", text: "Not everything came out as it should: see the head of the page, or the terminal." },
  );
}

function report(server: LiveServer, message: string): void {
  process.stderr.write(`ncsparse: ${message}\n`);
  server.tell({ kind: "problem", text: message });
}
