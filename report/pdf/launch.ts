/** A browser's life: launched without network, always ended, its profile removed. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer, { type Browser, type LaunchOptions } from "puppeteer";
import { InterruptedError, machineProblem, PdfError } from "../errors.js";
import type { BrowserInfo } from "./browser.js";

/** The page is a local file that loads nothing: the browser gets no network, and does none of its own. */
const CLOSED_NETWORK = [
  "--host-resolver-rules=MAP * ~NOTFOUND",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-quic",
  "--no-first-run",
  "--no-default-browser-check",
];

/** Drawing: no GPU, and glyphs placed as the font says, so that widths do not depend on the machine's hinting. */
const DRAWING = ["--disable-gpu", "--font-render-hinting=none", "--force-color-profile=srgb"];

/** How long a browser may take to say goodbye before it is killed. */
const CLOSE_GRACE_MS = 3000;

/** A running browser, and the way to end it. */
export interface OpenBrowser {
  browser: Browser;
  /** Ends the browser, by force if need be, and removes its profile. */
  close: () => Promise<void>;
}

/**
 * Starts a browser with a profile of its own.
 *
 * @throws PdfError where it does not start; then its process is gone, even one that hangs
 * @throws InterruptedError when `signal` is aborted before it has started
 */
export async function launchBrowser(info: BrowserInfo, timeoutMs: number, signal?: AbortSignal): Promise<OpenBrowser> {
  const profile = await makeProfile();
  const removeProfile = (): Promise<void> => rm(profile, { recursive: true, force: true, maxRetries: 5 });
  try {
    const browser = await launch(info, profile, timeoutMs, signal);
    return { browser, close: () => end(browser).then(removeProfile) };
  } catch (error) {
    await removeProfile();
    throw error;
  }
}

/** Runs `work` with a fresh browser and ends the browser whatever happens. */
export async function withBrowser<T>(
  info: BrowserInfo,
  timeoutMs: number,
  work: (browser: Browser) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const open = await launchBrowser(info, timeoutMs, signal);
  try {
    return await work(open.browser);
  } finally {
    await open.close();
  }
}

async function makeProfile(): Promise<string> {
  try {
    return await mkdtemp(join(tmpdir(), "ncsparse-browser-"));
  } catch (error) {
    const problem = machineProblem(error);
    throw problem === null ? error : new PdfError(`no PDF: the browser's profile cannot be made (${problem})`);
  }
}

/**
 * A browser that is told to stop while it starts is let finish, which takes less than a second, and then closed: killed in
 * the middle, it resets the pipe that puppeteer writes to, and nobody hears of that error but Node, which ends the process.
 */
async function launch(info: BrowserInfo, profile: string, timeoutMs: number, signal?: AbortSignal): Promise<Browser> {
  // Puppeteer asks a browser that did not answer to close, and waits for that as long again; this ends it at once.
  const stop = new AbortController();
  let late: NodeJS.Timeout | undefined;
  const abort = (): void => {
    late = setTimeout(() => stop.abort(), CLOSE_GRACE_MS);
  };
  signal?.addEventListener("abort", abort, { once: true });
  try {
    const browser = await puppeteer.launch({ ...launchOptions(info, profile, timeoutMs), signal: stop.signal });
    if (signal?.aborted !== true) return browser;
    await end(browser);
  } catch (error) {
    stop.abort();
    if (signal?.aborted !== true) {
      throw new PdfError(
        `no PDF: ${info.executablePath} did not start (${reasonOf(error, timeoutMs)}); set PUPPETEER_EXECUTABLE_PATH to another browser`,
      );
    }
  } finally {
    clearTimeout(late);
    signal?.removeEventListener("abort", abort);
  }
  throw new InterruptedError("interrupted while the browser started");
}

function launchOptions(info: BrowserInfo, profile: string, timeoutMs: number): LaunchOptions {
  // Root cannot use Chromium's sandbox; everyone else keeps it.
  const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const zygote = info.shell ? ["--no-zygote"] : [];
  return {
    executablePath: info.executablePath,
    headless: info.shell ? "shell" : true,
    args: [...CLOSED_NETWORK, ...DRAWING, ...sandbox, ...zygote],
    env: { ...process.env, ...info.env },
    userDataDir: profile,
    // Through a pipe the browser notices our death, however sudden, and ends.
    pipe: true,
    timeout: timeoutMs,
    protocolTimeout: timeoutMs,
    // Pages are opened one by one; a browser that is killed before its first one would be waited for until the time is up.
    waitForInitialPage: false,
    // The command line handles signals; puppeteer would exit the process by itself.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  };
}

function reasonOf(error: unknown, timeoutMs: number): string {
  const text = error instanceof Error ? error.message : String(error);
  if (text.includes("Target closed")) return "it ended before it answered";
  if (text.includes("timed out")) return `no answer in ${timeoutMs / 1000} s`;
  return text.split("\n").find((line) => line.trim() !== "") ?? "no reason given";
}

async function end(browser: Browser): Promise<void> {
  const child = browser.process();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, CLOSE_GRACE_MS);
  });
  await Promise.race([browser.close().catch(() => undefined), late]);
  clearTimeout(timer);
  // No process of ours, or one that has ended.
  if (child?.exitCode !== null || child.signalCode !== null) return;
  try {
    // Puppeteer starts browsers as process groups, except on Windows.
    if (child.pid !== undefined && process.platform !== "win32") process.kill(-child.pid, "SIGKILL");
    else child.kill("SIGKILL");
  } catch {
    // It ended in between.
  }
}
