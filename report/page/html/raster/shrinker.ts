/** The wide pictures of a page, made smaller one after the other on a thread, each once. */
import { pathToFileURL } from "node:url";
import type { Piscina } from "piscina";
import { enginePath } from "../../../root.js";
import type { Pieces } from "../../pieces.js";
import type { Shrunk } from "./shrink.js";

/** Pictures of fewer bytes stay as they are. */
const LEAST_BYTES = 200_000;

export class Shrinker {
  #pool: Piscina | null = null;

  /** @param pieces where pictures that were made smaller before come from */
  constructor(private readonly pieces: Pieces) {}

  /** A picture as a page embeds it; null where that is as it is. */
  async shrink(base64: string): Promise<Shrunk | null> {
    if (base64.length < (LEAST_BYTES * 4) / 3) return null;
    const make = async (): Promise<string> => JSON.stringify(await this.#run(base64));
    return JSON.parse(await this.pieces.once("image", "a picture", [base64], make)) as Shrunk | null;
  }

  async close(): Promise<void> {
    await this.#pool?.destroy();
    this.#pool = null;
  }

  async #run(base64: string): Promise<Shrunk | null> {
    // Node runs what the compiler wrote, also where this module runs from its source, as under test.
    const file = enginePath("report", "dist", "page", "html", "raster", "shrink.js");
    const { Piscina } = await import("piscina");
    this.#pool ??= new Piscina({ filename: pathToFileURL(file).href, maxThreads: 1 });
    return (await this.#pool.run(base64)) as Shrunk | null;
  }
}

const EMBEDDED = /(?<=<img src=")data:image\/(?:png|jpe?g);base64,([A-Za-z0-9+/=]+)(?=")/g;

/** A page's HTML with its wide pictures made smaller. */
export async function shrinkImages(html: string, pieces: Pieces): Promise<string> {
  const shrinker = new Shrinker(pieces);
  try {
    const parts: string[] = [];
    let end = 0;
    for (const { 0: uri, 1: base64, index } of html.matchAll(EMBEDDED)) {
      const shrunk = await shrinker.shrink(base64!);
      if (shrunk === null) continue;
      parts.push(html.slice(end, index), `data:${shrunk.mime};base64,${shrunk.base64}`);
      end = index + uri.length;
    }
    return parts.join("") + html.slice(end);
  } finally {
    await shrinker.close();
  }
}
