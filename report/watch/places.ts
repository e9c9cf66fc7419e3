/** What a watched report is made from. */
import { existsSync } from "node:fs";
import type { Project } from "../config/project.js";
import { enginePath } from "../root.js";
import type { WatchedPlace } from "./changes.js";

/**
 * Where a change makes the report another one: the project's files, and in the engine's own checkout its sources.
 * An installed engine does not change.
 */
export function watchedPlaces({ notebooks, code, files }: Project): WatchedPlace[] {
  const content = [notebooks, ...code, ...files];
  const engine = existsSync(enginePath("tsconfig.json"))
    ? [
        { path: enginePath("templates"), change: "content" as const },
        { path: enginePath("src"), change: "code" as const },
        { path: enginePath("report"), change: "code" as const },
      ]
    : [];
  return [...content.map((path) => ({ path, change: "content" as const })), ...engine];
}
