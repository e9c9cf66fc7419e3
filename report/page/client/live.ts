/**
 * In the page that `--watch` serves: puts what was saved in the place of what it shows, or loads the page again where that
 * does not do, and keeps the reader's place.
 */
import { changedParts, readPage, type SentPage } from "./live/page-parts.js";
import { replacePart } from "./live/replace.js";
import { currentPlace, keepPlace, restorePlace, stayAt } from "./place.js";

declare const EVENTS_PATH: string;

let version = document.currentScript?.dataset.version ?? "";
const line = statusLine();
restorePlace();

const events = new EventSource(EVENTS_PATH);
/** The page that is shown, as it was before its scripts made more of it; null where the server did not answer. */
let sent = fetchPage();
let following: Promise<void> = Promise.resolve();
events.addEventListener("page", ({ data }: MessageEvent<string>) => {
  const newest = (JSON.parse(data) as { version: string }).version;
  // One change after the other: each is told against the version that is shown.
  following = following.then(() => (newest === version ? undefined : follow())).catch(loadAnew);
});
events.addEventListener("state", ({ data }: MessageEvent<string>) => {
  const { kind, text } = JSON.parse(data) as { kind: string; text: string };
  show(kind, text);
});
events.addEventListener("error", () => show("problem", "The watcher does not answer: has it ended?"));

/** Comes to show the newest version. */
async function follow(): Promise<void> {
  const older = await sent;
  const newer = await fetchPage();
  const changes = older?.version === version && newer !== null ? changedParts(older, newer) : null;
  if (changes === null || newer === null) {
    loadAnew();
    return;
  }
  const place = currentPlace();
  for (const [selector, part] of changes) replace(document.querySelector(selector)!, document.importNode(part, true));
  ({ version } = newer);
  sent = Promise.resolve(newer);
  if (place !== null) stayAt(place);
}

function loadAnew(): void {
  events.close();
  keepPlace();
  location.reload();
}

async function fetchPage(): Promise<SentPage | null> {
  const answer = await fetch("/").catch(() => null);
  return answer?.ok === true ? readPage(await answer.text()) : null;
}

function replace(old: Element, part: Element): void {
  if (old.tagName === "STYLE") old.textContent = part.textContent;
  else replacePart(old, part);
}

function show(kind: string, text: string): void {
  line.textContent = text;
  line.dataset.kind = kind;
  line.style.display = text === "" ? "none" : "block";
  line.style.borderLeftColor = kind === "problem" ? "#c0392b" : "#7f8c8d";
}

/** A line at the foot of the window, in colours that stand on every page. */
function statusLine(): HTMLElement {
  const element = document.createElement("output");
  element.id = "live-status";
  element.style.cssText =
    "display:none;position:fixed;left:0;right:0;bottom:0;z-index:99;padding:.4rem 1rem;max-height:40vh;overflow:auto;" +
    "white-space:pre-wrap;font:14px/1.4 sans-serif;background:#1d1f21;color:#f5f5f5;border-left:.5rem solid #7f8c8d";
  document.body.append(element);
  return element;
}
