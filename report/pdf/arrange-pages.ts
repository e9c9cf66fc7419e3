/** Fills a PDF's pages: figures and boxes that do not fit where they were written are set later, text before them. */
import { availableParallelism } from "node:os";
import type { Page } from "puppeteer";
import { bundleScript } from "../page/assets/client-bundle.js";

/** More copies than this each cost as much to open as they save. */
const MOST_COPIES = 2;

/**
 * Opens a page and arranges it for paper.
 *
 * @param open opens the page, the same each time but for a script that is run on it first: what is changed is found on
 *   copies, since a page that was shown as paper before prints its tags in changing order
 */
export async function arrangePages(open: (first?: string) => Promise<Page>): Promise<Page> {
  const of = Math.min(MOST_COPIES, availableParallelism());
  const copies = Array.from({ length: of }, (_, index) => planOfShare(open, { index, of }));
  const [page, ...plans] = await Promise.all([open(), ...copies]);
  const plan = plans.flatMap((json) => JSON.parse(json) as unknown[]);
  await page.evaluate((await bundleScript("paper/apply.ts", { PAPER_PLAN: JSON.stringify(plan) })).code);
  return page;
}

/** What is changed in a share of the chapters, as JSON: a chapter's pages are filled without regard to any other. */
async function planOfShare(
  open: (first?: string) => Promise<Page>,
  share: { index: number; of: number },
): Promise<string> {
  const copy = await open((await bundleScript("paper/share.ts", { PAPER_SHARE: JSON.stringify(share) })).code);
  await copy.emulateMediaType("print");
  await copy.evaluate((await bundleScript("paper/plan.ts")).code);
  const plan = (await copy.evaluate("JSON.stringify(paperPlan)")) as string;
  await copy.close();
  return plan;
}
