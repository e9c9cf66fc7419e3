/** Runs the page's packed script. */
import { unpackText } from "./unpack.js";

/** Runs it, where the page has one, as an element of its own: the page's policy names its hash, and permits no `eval`. */
export async function runPacked(): Promise<void> {
  if (document.getElementById("packed-script") === null) return;
  const script = document.createElement("script");
  script.textContent = await unpackText("packed-script");
  document.body.append(script);
}
