/** What the watching process and its builder say to each other. */
import type { ReportRequest } from "../build.js";

/** A request that can travel between processes. */
export interface WatchRequest extends Omit<ReportRequest, "project" | "cache" | "pdf" | "kept"> {
  /** Path of the config, which is read anew for each build. */
  config: string;
  cacheFolder: string;
}

export type ToBuilder = { type: "build"; request: WatchRequest } | { type: "abort" };

/** How a build ended. */
export type BuildEnd =
  /** The report is written; `code` is what `ncsparse report` would exit with, `paths` the image files that it shows. */
  | { type: "built"; code: number; paths: readonly string[] }
  /** The input is wrong, or the program is; nothing was written. */
  | { type: "failed"; message: string }
  | { type: "aborted" };

export type FromBuilder = { type: "progress"; line: string } | BuildEnd;
