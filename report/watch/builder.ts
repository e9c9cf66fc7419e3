/**
 * The process that builds while another watches: it keeps what it has drawn between builds, and is replaced when the code
 * changes. It ends with the process that started it.
 */
import { buildReport, type BetweenBuilds } from "../build.js";
import { pieceFingerprint } from "../cache/fingerprint.js";
import { ProcessLayer } from "../cache/memory.js";
import { CacheStore } from "../cache/store.js";
import { createProgress, type Progress } from "../cli/progress.js";
import { readProject } from "../config/read-project.js";
import { InputError } from "../errors.js";
import { KeptChapters } from "../page/kept-chapters.js";
import type { BuildEnd, FromBuilder, ToBuilder, WatchRequest } from "./builder-messages.js";

let stop = new AbortController();
let building: Promise<void> = Promise.resolve();
let kept: BetweenBuilds | undefined;

process.on("message", (message: ToBuilder) => {
  if (message.type === "abort") stop.abort();
  else building = build(message.request).then(send);
});
// The terminal sends Ctrl-C to both processes; the watching one says what is to be done.
process.on("SIGINT", () => undefined);
process.on("SIGTERM", () => void end());
process.on("disconnect", () => void end());

async function end(): Promise<void> {
  stop.abort();
  await building;
  process.exit();
}

async function build({ config, cacheFolder, ...request }: WatchRequest): Promise<BuildEnd> {
  const own = (stop = new AbortController());
  try {
    const project = readProject(config);
    kept ??= nothingYet(project.root);
    const asked = { ...request, cache: new CacheStore(cacheFolder), kept, project, pdf: false };
    const code = await buildReport(asked, toldProgress(), own.signal);
    return { type: "built", code, paths: kept.imagePaths };
  } catch (error) {
    if (own.signal.aborted) return { type: "aborted" };
    if (error instanceof InputError) return { type: "failed", message: error.message };
    return { type: "failed", message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

function nothingYet(root: string): BetweenBuilds {
  const pieces = pieceFingerprint(root);
  return { memory: new ProcessLayer(), pieces, chapters: new KeptChapters(), imagePaths: [] };
}

/** On the terminal, and to those who look at the page. */
function toldProgress(): Progress {
  const terminal = createProgress();
  return {
    step: (title, run, failed) =>
      terminal.step(
        title,
        async (tell) => {
          send({ type: "progress", line: title });
          return await run((line) => {
            tell(line);
            send({ type: "progress", line });
          });
        },
        failed,
      ),
  };
}

function send(message: FromBuilder): void {
  if (process.connected) process.send?.(message);
}
