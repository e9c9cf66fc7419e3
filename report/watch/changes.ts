/** What changed on disk: a stream of saves, told once an editor has finished with them. */
import { watch } from "chokidar";
import { basename, sep } from "node:path";

/** "code": the library or the report must be built anew; "content": notebooks, their data, templates. */
export type Change = "content" | "code";

/** A folder or a file to watch, and what a change in it means. */
export interface WatchedPlace {
  path: string;
  change: Change;
}

export interface Changes {
  /** The most far-reaching change since the last call, as soon as there is one; null once the watcher is closed. */
  next(): Promise<Change | null>;
  /** Watch these files, too, whether they are there or not: a change of one is one of content. */
  watchToo(paths: readonly string[]): void;
  close(): Promise<void>;
}

/** An editor saves by several steps (a copy, a rename); this many milliseconds without a further one end a save. */
const QUIET_MS = 60;
/** Built files, packages, and what editors and Jupyter leave beside a file while they save it. */
const NOT_OURS = /^(?:dist|node_modules|\..*|.*~|.*\.(?:sw[a-z]|tmp|bak|tsbuildinfo)|#.*#|4913)$/;

/** Watches places and files. Resolves when every change from then on will be noticed. */
export async function watchPlaces(places: readonly WatchedPlace[]): Promise<Changes> {
  const roots = new Set(places.map(({ path }) => path));
  const watcher = watch([...roots], {
    ignoreInitial: true,
    ignored: (path) => !roots.has(path) && NOT_OURS.test(basename(path)),
  });
  const queue = new ChangeQueue();
  watcher.on("all", (_event, path) => {
    const place = places.find((one) => path === one.path || path.startsWith(one.path + sep));
    if (place !== undefined || roots.has(path)) queue.add(place?.change ?? "content");
  });
  // A folder that went away or cannot be read: what is still watched goes on.
  watcher.on("error", (error) => process.stderr.write(`ncsparse: watching: ${String(error)}\n`));
  await new Promise<void>((resolve) => watcher.once("ready", resolve));
  return {
    next: () => queue.next(),
    watchToo(paths) {
      const more = paths.filter((path) => !roots.has(path) && !places.some((one) => path.startsWith(one.path + sep)));
      for (const path of more) roots.add(path);
      watcher.add(more);
    },
    async close() {
      queue.close();
      await watcher.close();
    },
  };
}

/** Merges changes until nobody adds one for a moment and somebody asks. */
class ChangeQueue {
  #pending: Change | null = null;
  #timer: NodeJS.Timeout | undefined;
  #settled = false;
  #closed = false;
  #waiting: ((change: Change | null) => void) | null = null;

  add(change: Change): void {
    if (this.#pending !== "code") this.#pending = change;
    this.#settled = false;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#settled = true;
      this.#hand();
    }, QUIET_MS);
  }

  next(): Promise<Change | null> {
    return new Promise((resolve) => {
      this.#waiting = resolve;
      this.#hand();
    });
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#closed = true;
    this.#hand();
  }

  #hand(): void {
    if (this.#waiting === null || !(this.#closed || (this.#settled && this.#pending !== null))) return;
    this.#waiting(this.#closed ? null : this.#pending);
    this.#waiting = null;
    this.#pending = null;
  }
}
