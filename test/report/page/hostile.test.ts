/**
 * The page of a hostile notebook, in a real browser: nothing of it runs, nothing is loaded. Once as the page is, and once
 * without its Content-Security-Policy: what is written into the page must be harmless by itself.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FORGED_CLAIM, HOSTILE_INPUT, HOSTILE_SCRIPTS } from "../../fixtures/report/hostile.js";
import { openPage, read, type Visitor } from "./open-page.js";

const withoutPolicy = (html: string): string => {
  const open = html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, "");
  expect(open.length).toBeLessThan(html.length);
  return open;
};

it("the fixture's claim matches the schema, or it would test nothing", () => {
  expect(HOSTILE_SCRIPTS).toBeGreaterThan(500);
  expect(HOSTILE_INPUT.document.ledger).toMatchObject([{ id: FORGED_CLAIM.id }]);
});

/** Elements and attributes that could run or load, other than the page's own, by what they are. */
const FOUND = `(() => {
  const found = [];
  for (const element of document.querySelectorAll("*")) {
    const name = element.localName;
    if (/^(?:iframe|frame|object|embed|base|link|video|audio|foreignobject|use|image|template|noscript)$/i.test(name)) found.push(name);
    if (name === "meta" && element.httpEquiv === "refresh") found.push("refresh");
    if (name === "form" && element.getAttribute("action") !== null) found.push("action");
    // An address that was printed leads there if its reader asks for it, and nowhere else.
    const isPrinted = name === "a" && element.closest("pre") !== null && element.rel === "noreferrer";
    for (const { name: attribute, value } of element.attributes) {
      if (isPrinted && attribute === "href" && /^https?:\\/\\/[^\\s"'<>]+$/.test(value)) continue;
      if (/^on/i.test(attribute) || attribute === "srcset" || attribute === "srcdoc") found.push(name + " " + attribute);
      // A link is followed by its reader alone, and tells nobody where from.
      if (name === "a" && attribute === "href" && /^https?:/.test(value) && element.rel === "noreferrer") continue;
      if (/^(?:href|src|action|formaction|xlink:href|poster)$/i.test(attribute) && !/^(?:#|data:image\\/(?:png|jpeg|gif|svg\\+xml);base64,|https:\\/\\/doi\\.org\\/|mailto:)/.test(value))
        found.push(name + " " + attribute + "=" + value.slice(0, 60));
      if (/url\\((?!#|"#|&quot;#)/i.test(attribute === "style" || attribute === "fill" ? value : "")) found.push(name + " " + attribute + "=" + value.slice(0, 60));
    }
  }
  return found;
})()`;

/** A script and an image, planted as an attack that gets through would: with the policy neither may come to anything. */
const PLANT = `(() => {
  const script = document.createElement("script");
  script.textContent = "window.pwned = [0]";
  const image = new Image();
  const settled = new Promise((settle) => (image.onload = image.onerror = settle));
  image.src = "https://evil.example/planted.png";
  document.body.append(script, image);
  return settled.then(() => window.pwned ?? null);
})()`;

describe.each([
  { name: "as it is", change: (html: string) => html, noticed: null },
  { name: "without its policy", change: withoutPolicy, noticed: [0] },
])("the page of a hostile notebook, $name", ({ change, noticed }) => {
  let visitor: Visitor;
  beforeAll(async () => {
    visitor = await openPage(HOSTILE_INPUT, change);
  });
  afterAll(() => visitor.close());

  it("runs nothing and loads nothing, also when everything is opened and pointed at", async () => {
    const { page, complaints, requests } = await visitor.visit(1280);
    page.on("dialog", (dialog) => void dialog.dismiss());
    await read(page, 'document.querySelectorAll("details").forEach((one) => (one.open = true))');
    for (const mark of (await page.$$("figure svg.chart .mark-rect path")).slice(0, 6)) {
      await mark.scrollIntoView();
      await mark.hover();
    }
    expect(await read(page, "window.pwned ?? null")).toBeNull();
    expect(requests).toEqual([]);
    expect(complaints).toEqual([]);
    expect(page.url()).toMatch(/^file:/);
    // What looks on would notice a script and a request; and the policy stops what the page is not told to hold.
    expect(await read(page, PLANT)).toEqual(noticed);
    expect(complaints).not.toEqual([]);
    if (noticed !== null) expect(requests).toEqual(["https://evil.example/planted.png"]);
    await page.close();
  });

  it("holds no element and no attribute that could", async () => {
    const { page } = await visitor.visit(1280);
    expect(await read(page, FOUND)).toEqual([]);
    expect(await read(page, 'document.querySelectorAll("style").length')).toBe(1);
    // Those of the page: in its head, at its end, and the one that was packed.
    expect(await read(page, 'document.querySelectorAll("script:not([type])").length')).toBe(3);
    await page.close();
  });

  it("loads nothing without JavaScript either", async () => {
    const { page, requests } = await visitor.visit(1280, { script: false });
    expect(requests).toEqual([]);
    expect(page.url()).toMatch(/^file:/);
    await page.close();
  });
});
