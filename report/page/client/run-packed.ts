/** Runs the page's packed script. */
import { unpackText } from "./unpack.js";

/** Runs it as an element of its own: the page's policy names its hash, and permits no `eval`. */
export async function runPacked(): Promise<void> {
  const script = document.createElement("script");
  script.textContent = await unpackText("packed-script");
  document.body.append(script);
}
