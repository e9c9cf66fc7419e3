/**
 * JupyterLab itself, started by `npm run lab`, in a real browser: what a person does there by buttons, menus and keys. Where no
 * JupyterLab is to be had, these tests are skipped and say so. NCSPARSE_SCREENSHOTS names a folder that keeps the pictures.
 */
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "puppeteer";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { executeAll } from "../../../report/notebooks/execute-all.js";
import { readNotebook } from "../../../report/notebooks/read.js";
import { enginePath } from "../../../report/root.js";
import type { Output } from "../../../report/types.js";
import { joinedOutputs, outputsIn } from "../nbclient.js";
import { launchOnLoopback } from "../../report/watch/launch-on-loopback.js";
import { OpenNotebook } from "./open-notebook.js";
import { jupyterCommands } from "./python.js";
import { startServer, type LabServer } from "./server.js";

/** One of claims and figures, a light one, and one by a stranger. */
const NOTEBOOKS = ["notebooks/01-setting", "notebooks/09-longbench", "test/jupyter/notebooks/stranger"].map((name) =>
  enginePath(...`${name}.ipynb`.split("/")),
);
const MISSING = "JupyterLab 4.6 is not installed, and pip cannot get it";

let folder: string;
let commands: string | undefined;
let browser: Browser | undefined;
let server: LabServer | undefined;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ncsparse-test-"));
  commands = await jupyterCommands(folder);
  if (commands === undefined) {
    console.warn(`lab.slow.test.ts is skipped: ${MISSING}`);
    return;
  }
  server = await startServer(join(folder, "project"), commands, NOTEBOOKS);
  browser = await launchOnLoopback();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});
beforeEach(({ skip }) => skip(commands === undefined, MISSING));

async function withNotebook(
  name: string,
  use: (notebook: OpenNotebook) => Promise<void>,
  of: LabServer = server!,
): Promise<void> {
  const notebook = await OpenNotebook.open(browser!, of.address(`${name}.ipynb`));
  try {
    await use(notebook);
  } finally {
    await notebook.close();
  }
}

async function keepPicture({ page }: OpenNotebook, name: string): Promise<void> {
  const kept = process.env.NCSPARSE_SCREENSHOTS;
  if (kept === undefined) return;
  await mkdir(kept, { recursive: true });
  await page.screenshot({ path: join(kept, `${name}.png`) });
}

/** Without the picture that JupyterLab adds to a chart which it has drawn. */
function withoutPictures(outputs: readonly Output[]): Output[] {
  return outputs.map((output) => {
    if (!("data" in output) || !("application/vnd.vegalite.v5+json" in output.data)) return output;
    const data = Object.fromEntries(Object.entries(output.data).filter(([mime]) => mime !== "image/png"));
    return { ...output, data };
  });
}

describe("Run All", () => {
  it("shows of each notebook what the report shows, and saving it then changes not a byte", async () => {
    const files = await Promise.all(NOTEBOOKS.map((path, index) => readNotebook(path, index + 1)));
    const expected = await executeAll(files, { parallel: 1, workers: 1 });
    for (const [index, { name, path }] of files.entries()) {
      await withNotebook(name, async (notebook) => {
        await notebook.runAll();
        const shown = (await notebook.outputs()).map((outputs) => withoutPictures(joinedOutputs(outputs)));
        expect(shown, name).toEqual(outputsIn(expected[index]!));
        await notebook.save();
        expect(await readFile(server!.path(`${name}.ipynb`), "utf8"), name).toBe(await readFile(path, "utf8"));
      });
    }
  });
});

describe("what is shown", () => {
  /** The colours of the first chart, of its words, and of a claim's box. */
  const COLOURS = `(() => {
    const svg = document.querySelector(".jp-RenderedVegaCommon5 svg.marks");
    const box = document.querySelector(".jp-RenderedHTML div[style]");
    return {
      chart: getComputedStyle(svg).backgroundColor,
      words: getComputedStyle([...svg.querySelectorAll("text")].at(-1)).fill,
      side: getComputedStyle(box).borderLeftColor,
      folded: !box.querySelector("details").open,
    };
  })()`;

  it("follows the theme as it is changed: charts on the page's ground, claims in their boxes", async () => {
    await withNotebook("01-setting", async (notebook) => {
      await notebook.runAll();
      await notebook.scrollTo(".jp-RenderedVegaCommon5");
      expect(await notebook.read(COLOURS)).toMatchObject({
        chart: "rgb(255, 255, 255)",
        side: "rgb(0, 120, 90)",
        folded: true,
      });
      await keepPicture(notebook, "light");
      await notebook.theme("Dark");
      const dark = await notebook.read<Record<string, string>>(COLOURS);
      expect(dark).toMatchObject({ chart: "rgb(17, 17, 17)", side: "rgb(0, 120, 90)" });
      await keepPicture(notebook, "dark");
      await notebook.theme("Light");
      expect((await notebook.read<Record<string, string>>(COLOURS)).words).not.toBe(dark.words);
    });
  });

  it("tells how far a claim is, and then the claim", async () => {
    await withNotebook("stranger", async (notebook) => {
      await notebook.type(`import { findClaim, showClaim } from "ncsparse";
const base = findClaim("T4.3-frontier");
const measure = async (cell, context) => (await new Promise((go) => setTimeout(go, 700)), base.measure(cell, context));
await showClaim({ ...base, measure });`);
      await notebook.run();
      const progress = '[...document.querySelectorAll(".jp-OutputArea progress")].map((e) => e.value + " of " + e.max)';
      await notebook.page.waitForFunction(`${progress}.join() === "2 of 8"`, { timeout: 20_000 });
      await keepPicture(notebook, "progress");
      await notebook.idle();
      expect(await notebook.read(progress)).toEqual([]);
      expect(await notebook.lastText()).toContain("holds, as expected — holds on 4 of 4 cells.");
    });
  });
});

describe("the buttons", () => {
  it("stop a loop, after which the kernel goes on; and restart it, after which its names are gone", async () => {
    await withNotebook("stranger", async (notebook) => {
      await notebook.type('const kept = 41; console.log("begun"); while (true) {}');
      await notebook.run();
      await expect.poll(() => notebook.lastText(), { timeout: 20_000 }).toBe("begun");
      await notebook.press("notebook:interrupt-kernel");
      await notebook.idle();
      expect(await notebook.lastText()).toContain("Interrupted: the cell was interrupted");
      await notebook.type("kept + 1");
      await notebook.runToEnd();
      expect(await notebook.lastText()).toBe("42");
      await notebook.press("notebook:restart-kernel");
      await notebook.accept();
      await notebook.restarted();
      await notebook.type("kept + 1");
      await notebook.runToEnd();
      expect(await notebook.lastText()).toContain("Cannot find name 'kept'");
    });
  });
});

describe("the keys", () => {
  const CHOICES = `[...document.querySelectorAll(".jp-Completer-item .jp-Completer-match")].map((e) => e.textContent)`;

  it("Tab completes a claim's id, and names between the braces of an import", async () => {
    await withNotebook("stranger", async (notebook) => {
      await notebook.type('import { show } from "ncsparse";');
      await notebook.runToEnd();
      await notebook.type('await show("L4.2-');
      await notebook.page.keyboard.press("Tab");
      await notebook.page.waitForFunction(`${CHOICES}.length > 5`, { timeout: 20_000 });
      expect((await notebook.read<string[]>(CHOICES)).every((choice) => choice.startsWith("L4.2-"))).toBe(true);
      await keepPicture(notebook, "completion");
      await notebook.page.keyboard.type("boun");
      await notebook.page.waitForFunction(`${CHOICES}.length === 1`, { timeout: 20_000 });
      await notebook.page.keyboard.press("Enter");
      expect(await notebook.code()).toBe('await show("L4.2-bounded');
      await notebook.type("import { showFig");
      await notebook.page.keyboard.press("Tab");
      // In JupyterLab's own order.
      const both = ["ncsparse-kit", "ncsparse"].map((module) => `showFigure } from "${module}";`);
      await notebook.page.waitForFunction(`${CHOICES}.join("|") === ${JSON.stringify(both.join("|"))}`, {
        timeout: 20_000,
      });
      await keepPicture(notebook, "import");
      await notebook.page.keyboard.press("ArrowDown");
      await notebook.page.keyboard.press("Enter");
      expect(await notebook.code()).toBe('import { showFigure } from "ncsparse";');
    });
  });

  it("Shift-Tab says how a function is called", async () => {
    await withNotebook("stranger", async (notebook) => {
      await notebook.type('import { show } from "ncsparse"; await show(');
      await notebook.page.keyboard.down("Shift");
      await notebook.page.keyboard.press("Tab");
      await notebook.page.keyboard.up("Shift");
      await notebook.page.waitForSelector(".jp-Tooltip", { timeout: 20_000 });
      const text = await notebook.read<string>('document.querySelector(".jp-Tooltip").innerText');
      expect(text).toContain("show(claimOrId: Claim | ClaimId | FormerClaimId): Promise<void>");
      expect(text).toContain("Run a claim and display it");
      await keepPicture(notebook, "signature");
    });
  });
});

describe("Clear Outputs and Save", () => {
  it("leave what is committed, byte for byte, where nothing cleans as JupyterLab saves", async () => {
    const bare = await startServer(join(folder, "bare"), commands!, NOTEBOOKS, [
      process.execPath,
      enginePath("report", "bin", "ncsparse.js"),
      "lab",
    ]);
    try {
      await withNotebook(
        "09-longbench",
        async (notebook) => {
          await notebook.runAll();
          await notebook.save();
          const path = bare.path("09-longbench.ipynb");
          expect(await readFile(path, "utf8")).toContain('"execution_count": 1');
          await notebook.command("editmenu:clear-all");
          await notebook.save();
          expect(await readFile(path, "utf8")).toBe(
            await readFile(enginePath("notebooks", "09-longbench.ipynb"), "utf8"),
          );
        },
        bare,
      );
    } finally {
      await bare.close();
    }
  });
});
