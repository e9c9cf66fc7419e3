/** The watching server, asked as no browser would ask it. */
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withLiveScript } from "../../../report/watch/live-page.js";
import { startServer, type LiveServer } from "../../../report/watch/server.js";

let folder: string;
let server: LiveServer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ncsparse-server-"));
  await mkdir(join(folder, "out", "figures"), { recursive: true });
  await writeFile(join(folder, "secret.txt"), "secret");
  await writeFile(join(folder, "out", ".ncsparse-files.json"), "[]");
  await writeFile(join(folder, "out", "figures", "a b.svg"), "<svg/>");
  await symlink(join(folder, "secret.txt"), join(folder, "out", "link.txt"));
  server = await startServer(join(folder, "out"), 0);
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

interface Answer {
  status: number;
  type: string | undefined;
  body: string;
}

/** Asks with a path as it is written: `fetch` would tidy it up. */
async function ask(path: string, options: { host?: string; method?: string } = {}): Promise<Answer> {
  const { port, host } = new URL(server.url);
  const headers = { host: options.host ?? host };
  return await new Promise((resolve, reject) => {
    const asked = request({ host: "127.0.0.1", port, path, method: options.method ?? "GET", headers }, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (text: string) => (body += text));
      response.on("end", () => resolve({ status: response.statusCode!, type: response.headers["content-type"], body }));
    });
    asked.on("error", reject).end();
  });
}

describe("the watching server", () => {
  it("listens on this machine's own address alone, and sends files with their type", async () => {
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    expect(await ask("/figures/a%20b.svg")).toEqual({
      status: 200,
      type: "image/svg+xml; charset=utf-8",
      body: "<svg/>",
    });
  });

  it("shows a page that waits where there is no report yet", async () => {
    const { status, body } = await ask("/");
    expect(status).toBe(200);
    expect(body).toContain("The report is being made");
    expect(body).toMatch(/script-src 'sha256-[^']+'; connect-src 'self'/);
  });

  it.each([
    ["a folder above", "/../secret.txt"],
    ["the same, encoded", "/%2e%2e/secret.txt"],
    ["the same, encoded with its slash", "/..%2fsecret.txt"],
    ["a link that leads outside", "/link.txt"],
    ["the report's own list of files", "/.ncsparse-files.json"],
    ["a folder", "/figures"],
    ["a name that is no address", "/%E0%A4%A"],
    ["a name with a zero", "/index.html%00"],
    ["what is not there", "/nothing"],
  ])("gives nothing for %s", async (_, path) => {
    expect(await ask(path)).toMatchObject({ status: 404, body: "" });
  });

  it("answers only to its own name, and only to reading", async () => {
    const { port } = new URL(server.url);
    for (const host of ["evil.example", `evil.example:${port}`, "127.0.0.1", "localhost:1"]) {
      expect(await ask("/", { host }), host).toMatchObject({ status: 403, body: "" });
    }
    expect(await ask("/", { host: `localhost:${port}` })).toMatchObject({ status: 200 });
    expect(await ask("/", { method: "POST" })).toMatchObject({ status: 405 });
  });

  it("refuses a port that is taken with one line", async () => {
    const port = Number(new URL(server.url).port);
    await expect(startServer(folder, port)).rejects.toThrow(`--port ${port}: it cannot be had (EADDRINUSE)`);
  });
});

describe("the script in a page that is served", () => {
  const page = (policy: string): string =>
    `<html><head><meta http-equiv="Content-Security-Policy" content="${policy}"></head><body>text</body></html>`;

  it("is permitted beside the page's own, as written by the template", () => {
    const html = withLiveScript(page("default-src 'none'; script-src 'sha256-a/b='"), "1", "v");
    expect(html).toMatch(
      /content="default-src 'none'; script-src 'sha256-a\/b=' 'sha256-[^']{44}'; connect-src 'self'"/,
    );
    expect(html).toContain('text<script data-version="v">1</script>\n</body>');
  });

  it("replaces what permits nothing, and adds nothing else", () => {
    const html = withLiveScript(page("script-src 'none'; connect-src 'none'; img-src data:"), "1", "v");
    expect(html).toMatch(/content="script-src 'sha256-[^']+'; connect-src 'self'; img-src data:"/);
  });
});
