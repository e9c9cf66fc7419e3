/** A project of notebooks that make no claims, about no paper. */
import { cp, mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, vi } from "vitest";
import { buildReport } from "../../report/build.js";
import { enginePath } from "../../report/root.js";
import type { ClaimsFile } from "../../report/types.js";
import { projectOf } from "../fixtures/report/project.js";

it("has a report without a word about claims, on the page, in its summary and on the terminal", async () => {
  const folder = await mkdtemp(join(tmpdir(), "plain-"));
  const notebooks = join(folder, "notebooks");
  await mkdir(notebooks);
  await cp(enginePath("test", "fixtures", "intake", "prose-alone.ipynb"), join(notebooks, "01-prose.ipynb"));
  const write = vi.spyOn(process.stdout, "write").mockImplementation(() => true);
  const out = join(folder, "out");
  const run = { profile: "quick", seed: 1, pdf: false, cores: 1, cache: null } as const;
  const code = await buildReport(
    { project: projectOf(notebooks, { paper: null }), only: [], out, ...run },
    { step: async (_, step) => await step(() => undefined) },
    new AbortController().signal,
  );
  const told = write.mock.calls.map(([text]) => String(text)).join("");
  write.mockRestore();
  const page = await readFile(join(out, "index.html"), "utf8");
  const body = page.slice(page.indexOf("<body")).replace(/<script[^]*?<\/script>/g, "");
  const words = [body.replace(/<[^>]+>/g, " "), ...body.matchAll(/(?:aria-label|title)="[^"]*"/g)].join(" ");
  expect(words).toContain("No kernel is needed for words.");
  for (const text of [words, told, await readFile(join(out, "summary.md"), "utf8")])
    expect(text).not.toMatch(/claim|finding|ledger|verdict|reproduction|control/i);
  expect(body).not.toMatch(/<p class="subtitle">|id="abstract"/);
  expect(body).toContain('<a class="skip" href="#01-prose">Skip to the text</a>');
  expect(code).toBe(0);
  const { project } = JSON.parse(await readFile(join(out, "claims.json"), "utf8")) as ClaimsFile;
  expect(project.paper).toBeNull();
  await rm(folder, { recursive: true });
});
