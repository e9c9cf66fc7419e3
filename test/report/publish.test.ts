import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { publish, refuseToShrink } from "../../report/publish.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ncsparse-publish-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function stageOf(files: Record<string, string>): Promise<string> {
  const stage = await mkdtemp(join(folder, "stage-"));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(stage, name)), { recursive: true });
    await writeFile(join(stage, name), text);
  }
  return stage;
}

const out = (): string => join(folder, "out");
const WHOLE = { "index.html": "page", "run.json": '{"complete":true}', "notebooks/00.ipynb": "{}" };

describe("publishing a report", () => {
  it("moves every file into the folder, which it makes", async () => {
    await publish(await stageOf(WHOLE), out());
    expect(await readFile(join(out(), "index.html"), "utf8")).toBe("page");
    expect(await readdir(join(out(), "notebooks"))).toEqual(["00.ipynb"]);
  });

  it("takes away what the last report left and this one no longer has, and nothing else", async () => {
    await publish(await stageOf({ ...WHOLE, "report.pdf": "old" }), out());
    await writeFile(join(out(), "mine.txt"), "a reader's own file");
    await publish(await stageOf(WHOLE), out());
    expect((await readdir(out())).sort()).toEqual([
      ".ncsparse-files.json",
      "index.html",
      "mine.txt",
      "notebooks",
      "run.json",
    ]);
  });

  it("never removes a file outside the folder, whatever the list of files says", async () => {
    await publish(await stageOf(WHOLE), out());
    await writeFile(join(folder, "precious"), "keep");
    await writeFile(join(out(), ".ncsparse-files.json"), JSON.stringify(["../precious", "/etc/hostname", 7]));
    await publish(await stageOf(WHOLE), out());
    expect(await readFile(join(folder, "precious"), "utf8")).toBe("keep");
  });
});

describe("two reports published at once", () => {
  const stageFrom = (who: string): Promise<string> =>
    stageOf({ ...Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`files/${i}.txt`, who])), "run.json": who });

  it("take turns: every file is of the one that came last", async () => {
    const stages = await Promise.all(["a", "b", "c", "d"].map(stageFrom));
    await Promise.all(stages.map((stage) => publish(stage, out())));
    const names = await readdir(join(out(), "files"));
    const writers = await Promise.all(names.map((name) => readFile(join(out(), "files", name), "utf8")));
    expect(names).toHaveLength(40);
    expect(new Set([...writers, await readFile(join(out(), "run.json"), "utf8")]).size).toBe(1);
    expect((await readdir(out())).sort()).toEqual([".ncsparse-files.json", "files", "run.json"]);
  });

  it("do not wait for ever for one that was killed while it moved files", async () => {
    await mkdir(join(out(), ".ncsparse-lock"), { recursive: true });
    const long = new Date(Date.now() - 60_000);
    await utimes(join(out(), ".ncsparse-lock"), long, long);
    await publish(await stageOf(WHOLE), out());
    expect(await readdir(out())).toEqual([".ncsparse-files.json", "index.html", "notebooks", "run.json"]);
  });
});

describe("a folder that cannot take the report", () => {
  it("is refused where it holds a whole report and this is a part", async () => {
    await publish(await stageOf(WHOLE), out());
    await expect(refuseToShrink(out(), true)).rejects.toThrow(
      "it holds a whole report, which --only would overwrite with a part",
    );
    await expect(refuseToShrink(out(), false)).resolves.toBeUndefined();
  });

  it("is accepted where it is missing, empty or holds a part", async () => {
    await expect(refuseToShrink(out(), true)).resolves.toBeUndefined();
    await publish(await stageOf({ "run.json": '{"complete":false}' }), out());
    await expect(refuseToShrink(out(), true)).resolves.toBeUndefined();
  });

  it("is refused where it is a file", async () => {
    await writeFile(out(), "");
    await expect(refuseToShrink(out(), false)).rejects.toThrow(`--out ${out()}: it is not a folder`);
  });
});
