/** What a process that builds again and again keeps in memory between its builds. */
import { KeptChapters } from "../page/kept-chapters.js";
import { KeptPieces } from "./kept-pieces.js";
import { KeptRuns } from "./kept-runs.js";
import type { CacheStore } from "./store.js";

export interface KeptWork {
  runs: KeptRuns;
  pieces: KeptPieces;
  chapters: KeptChapters;
  /** The image files that the last page was made from: a change of one makes another page. */
  imagePaths: readonly string[];
}

/** @param fingerprint `pieceFingerprint()` */
export function keepWork(store: CacheStore, fingerprint: string): KeptWork {
  return {
    runs: new KeptRuns(),
    pieces: new KeptPieces(store, fingerprint),
    chapters: new KeptChapters(),
    imagePaths: [],
  };
}
