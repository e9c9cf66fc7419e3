import puppeteer, { type Browser } from "puppeteer";
import { findBrowser } from "../../../report/pdf/browser.js";

/** The report's own launcher lets a browser reach nothing, not even this machine. */
export async function launchOnLoopback(): Promise<Browser> {
  const { executablePath, shell, env } = await findBrowser({ installed: false });
  const root = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return await puppeteer.launch({
    executablePath,
    headless: shell ? "shell" : true,
    args: [
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
      "--disable-gpu",
      ...root,
      ...(shell ? ["--no-zygote"] : []),
    ],
    env: { ...process.env, ...env },
    pipe: true,
  });
}
