/** Finds a browser that can print: one the user names, an installed one, puppeteer's own, or the one in an npm package. */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { promisify } from "node:util";
import { PdfError } from "../errors.js";
import { fitCandidates } from "./candidates.js";
import { npmBrowser } from "./npm-browser.js";

const run = promisify(execFile);

/** A browser to launch. */
export interface BrowserInfo {
  executablePath: string;
  /** Where it was found, for `--verbose` and run.json. */
  source: "PUPPETEER_EXECUTABLE_PATH" | "installed" | "puppeteer" | "npm package";
  /** True for a headless-only build, which is started with the old headless mode. */
  shell: boolean;
  /** Environment variables that it needs besides the caller's. */
  env: Record<string, string>;
}

/** What `findBrowser` looks at; tests pass their own. */
export interface BrowserSearch {
  env?: NodeJS.ProcessEnv;
  platform?: NodeJS.Platform;
  /** Looks for installed browsers; false leaves only the named one and the npm package. */
  installed?: boolean;
}

const ADVICE = "install Chrome or Chromium, or set PUPPETEER_EXECUTABLE_PATH";

/**
 * The browser to print with.
 *
 * @throws PdfError with one line that says what to install
 */
export async function findBrowser(search: BrowserSearch = {}): Promise<BrowserInfo> {
  const env = search.env ?? process.env;
  const named = env.PUPPETEER_EXECUTABLE_PATH;
  if (named !== undefined && named !== "") {
    if (!existsSync(named))
      throw new PdfError(`no PDF: PUPPETEER_EXECUTABLE_PATH names ${named}, which does not exist`);
    return { executablePath: named, source: "PUPPETEER_EXECUTABLE_PATH", shell: /headless.shell/.test(named), env: {} };
  }
  if (search.installed ?? true) {
    const installed = await installedBrowser(env, search.platform ?? process.platform);
    if (installed !== null) return { executablePath: installed, source: "installed", shell: false, env: {} };
    const cached = await puppeteerBrowser();
    if (cached !== null) return { executablePath: cached, source: "puppeteer", shell: false, env: {} };
  }
  const packaged = await npmBrowser();
  if (packaged !== null) return { ...packaged, source: "npm package", shell: true };
  throw new PdfError(`no PDF: no browser was found on ${process.platform} ${process.arch}; ${ADVICE}`);
}

async function installedBrowser(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): Promise<string | null> {
  for (const path of fitCandidates(env, platform)) {
    if (platform !== "linux" || (await answers(path))) return path;
  }
  return null;
}

/** `--version` works: some systems ship a stub that only asks for another package to be installed. */
async function answers(path: string): Promise<boolean> {
  try {
    const { stdout } = await run(path, ["--version"], { timeout: 20_000 });
    return stdout.includes("Chrom");
  } catch {
    return false;
  }
}

async function puppeteerBrowser(): Promise<string | null> {
  try {
    // Half a second to load; who has a browser installed does not wait for it.
    const { default: puppeteer } = await import("puppeteer");
    const path = puppeteer.executablePath();
    return path !== "" && existsSync(path) ? path : null;
  } catch {
    return null;
  }
}
