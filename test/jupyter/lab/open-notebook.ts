/** A notebook that is open in JupyterLab: its buttons, its menus, its keys, and what its model holds. */
import type { Browser, Page } from "puppeteer";
import type { Output } from "../../../report/types.js";
import { read } from "../../report/page/open-page.js";

/** JupyterLab's own objects, as `--expose-app-in-browser` leaves them. */
const PANEL = "jupyterapp.shell.currentWidget";
const KERNEL = `${PANEL}?.sessionContext?.session?.kernel`;
/** Whatever a notebook needs for its cells. */
const RUN_MS = 300_000;

export class OpenNotebook {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  /** Opens a notebook and waits for its kernel. */
  static async open(browser: Browser, address: string): Promise<OpenNotebook> {
    const page = await browser.newPage();
    await page.setViewport({ width: 1300, height: 1000 });
    await page.goto(address, { waitUntil: "domcontentloaded" });
    await page.bringToFront();
    const notebook = new OpenNotebook(page);
    await page.waitForFunction(`window.jupyterapp !== undefined && ${KERNEL} !== undefined`, { timeout: 90_000 });
    await notebook.idle();
    return notebook;
  }

  command(id: string, args: object = {}): Promise<void> {
    return read(
      this.page,
      `jupyterapp.commands.execute(${JSON.stringify(id)}, ${JSON.stringify(args)}).then(() => {})`,
    );
  }

  /** Presses a button of the notebook's toolbar. */
  async press(command: string): Promise<void> {
    await this.page.click(`.jp-NotebookPanel-toolbar [data-command="${command}"]`);
  }

  idle(): Promise<unknown> {
    return this.page.waitForFunction(`${KERNEL}?.status === "idle" && ${KERNEL}.connectionStatus === "connected"`, {
      timeout: RUN_MS,
    });
  }

  /** Run All Cells of the menu; waits for the end. */
  async runAll(): Promise<void> {
    await this.command("notebook:run-all-cells");
    await this.idle();
    // Charts are drawn a moment after they have come.
    await this.page.waitForFunction(
      `[...document.querySelectorAll(".jp-RenderedVegaCommon5")].every((one) => one.querySelector("canvas, svg"))`,
      { timeout: 60_000 },
    );
  }

  /** The outputs of every code cell, as JupyterLab's model has them. */
  outputs(): Promise<Output[][]> {
    return this.read(
      `[...${PANEL}.content.model.cells].filter((cell) => cell.type === "code").map((cell) => cell.outputs.toJSON())`,
    );
  }

  /** What is shown below the active cell, without the prompt beside a value. */
  async lastText(): Promise<string> {
    const text = await this.read<string>(`${PANEL}.content.activeCell.outputArea.node.innerText.trim()`);
    return text.replace(/^\[\d+\]:\s*/, "");
  }

  /** The active cell's code. */
  code(): Promise<string> {
    return this.read(`${PANEL}.content.activeCell.model.sharedModel.getSource()`);
  }

  /** Writes code into a new cell at the end, which is then being edited. */
  async type(code: string): Promise<void> {
    await this.read(`void (${PANEL}.content.activeCellIndex = ${PANEL}.content.widgets.length - 1)`);
    await this.command("notebook:insert-cell-below");
    await this.command("notebook:enter-edit-mode");
    await this.page.keyboard.type(code);
    // What the editor closed or indented by itself goes.
    await this.read(`${PANEL}.content.activeCell.model.sharedModel.getSource() === ${JSON.stringify(code)}
      || ${PANEL}.content.activeCell.model.sharedModel.setSource(${JSON.stringify(code)})`);
    await this.page.keyboard.press("End");
  }

  /** Runs the active cell, and does not wait for its end. */
  async run(): Promise<void> {
    await this.page.keyboard.down("Control");
    await this.page.keyboard.press("Enter");
    await this.page.keyboard.up("Control");
  }

  async runToEnd(): Promise<void> {
    await this.run();
    await this.page.waitForFunction(`${PANEL}.content.activeCell.model.executionCount !== null`, { timeout: RUN_MS });
    await this.idle();
  }

  /** Confirms what a dialog asks. */
  async accept(): Promise<void> {
    await this.page.waitForSelector(".jp-Dialog .jp-mod-accept");
    await this.page.click(".jp-Dialog .jp-mod-accept");
  }

  /** Waits until the kernel has begun anew. */
  async restarted(): Promise<void> {
    await this.page.waitForFunction(`${KERNEL}?.status !== "idle"`, { timeout: 30_000 });
    await this.idle();
  }

  async scrollTo(selector: string): Promise<void> {
    await this.page.waitForSelector(selector, { timeout: 20_000 });
    await this.read(`document.querySelector(${JSON.stringify(selector)}).scrollIntoView({ block: "center" })`);
  }

  /** Saves by the button, and waits until the file is written. */
  async save(): Promise<void> {
    await this.read(`void (window.saved = new Promise((resolve) => {
      const { context } = ${PANEL};
      const onState = (_, state) => {
        if (!state.startsWith("completed")) return;
        context.saveState.disconnect(onState);
        resolve();
      };
      context.saveState.connect(onState);
    }))`);
    await this.press("docmanager:save");
    await this.read("window.saved");
  }

  async theme(name: "Light" | "Dark"): Promise<void> {
    await this.command("apputils:change-theme", { theme: `JupyterLab ${name}` });
    await this.page.waitForFunction(`document.body.dataset.jpThemeLight === "${String(name === "Light")}"`);
    // A theme is a style sheet, which comes a moment later.
    const ground = name === "Light" ? "white" : "#111";
    await this.page.waitForFunction(
      `getComputedStyle(document.body).getPropertyValue("--jp-layout-color0").trim().startsWith("${ground}")`,
    );
  }

  read<T>(expression: string): Promise<T> {
    return read(this.page, expression);
  }

  /** Ends the kernel, and leaves nothing unsaved that would be asked about. */
  async close(): Promise<void> {
    await this.read(`${PANEL}.sessionContext.shutdown()`);
    await this.page.close({ runBeforeUnload: false });
  }
}
