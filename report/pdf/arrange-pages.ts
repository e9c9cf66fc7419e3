/** Fills a PDF's pages: figures and boxes that do not fit where they were written are set later, text before them. */
import type { Page } from "puppeteer";
import { bundleScript } from "../page/assets/client-bundle.js";

/**
 * Opens a page and arranges it for paper.
 *
 * @param open opens the page, the same each time: what is changed is found on a copy, since a page that was shown as paper
 *   before prints its tags in changing order
 */
export async function arrangePages(open: () => Promise<Page>): Promise<Page> {
  const copy = await open();
  await copy.emulateMediaType("print");
  await copy.evaluate((await bundleScript("paper/plan.ts")).code);
  const plan = (await copy.evaluate("JSON.stringify(paperPlan)")) as string;
  await copy.close();
  const page = await open();
  await page.evaluate((await bundleScript("paper/apply.ts", { PAPER_PLAN: plan })).code);
  return page;
}
