/** Browsers that a machine may have, as files: what can be told of them without starting one. */
import { accessSync, constants, realpathSync, statSync } from "node:fs";
import { delimiter, join } from "node:path";

/** Where browsers usually are, best first. */
export function candidates(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string[] {
  if (platform === "win32") {
    const roots = [env.PROGRAMFILES, env["PROGRAMFILES(X86)"], env.LOCALAPPDATA].filter((root) => root !== undefined);
    const apps = [
      "Google\\Chrome\\Application\\chrome.exe",
      "Chromium\\Application\\chrome.exe",
      "Microsoft\\Edge\\Application\\msedge.exe",
    ];
    return apps.flatMap((app) => roots.map((root) => `${root}\\${app}`));
  }
  if (platform === "darwin") {
    const apps = ["Google Chrome", "Chromium", "Microsoft Edge"].map((name) => `${name}.app/Contents/MacOS/${name}`);
    return apps.flatMap((app) => [`/Applications/${app}`, `${env.HOME ?? ""}/Applications/${app}`]);
  }
  const names = ["google-chrome-stable", "google-chrome", "chromium", "chromium-browser"];
  const folders = [...(env.PATH ?? "").split(delimiter), "/usr/bin", "/usr/local/bin", "/opt/google/chrome"];
  return names.flatMap((name) => folders.filter((folder) => folder !== "").map((folder) => join(folder, name)));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A snap is confined to the home folder and cannot read a report that lies elsewhere. */
function isSnap(path: string): boolean {
  const real = realpathSync(path);
  return real.startsWith("/snap/") || real.endsWith("/snap");
}

/** Those that may be started, best first. */
export function fitCandidates(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string[] {
  return candidates(env, platform).filter((path) => isExecutable(path) && !isSnap(path));
}

/**
 * The browser that `findBrowser` takes, as far as its file tells: one that is named, or installed. Null for one of
 * puppeteer's or of the npm package, which go with the packages.
 */
export function browserFile(env: NodeJS.ProcessEnv = process.env): { path: string; version: string } | null {
  const named = env.PUPPETEER_EXECUTABLE_PATH ?? "";
  const path = named === "" ? fitCandidates(env, process.platform)[0] : named;
  if (path === undefined) return null;
  const found = statSync(path, { throwIfNoEntry: false });
  return { path, version: found === undefined ? "none" : `${found.size} bytes of ${found.mtimeMs}` };
}
