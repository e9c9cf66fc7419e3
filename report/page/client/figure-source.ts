/** What a figure is made of, as the page carries it. */
import type { Spec } from "vega";

export interface FigureSource {
  /** The figure as its notebook has it. */
  readonly vegaLite: Readonly<Record<string, unknown>>;
  /** The same compiled, with the theme. */
  readonly vega: Spec;
}

/** Unpacks a figure's source; undoes `packJson` of the page's builder. */
export async function figureSource(figure: Element): Promise<FigureSource> {
  const packed = figure.querySelector("script.spec")?.textContent ?? "";
  const bytes = Uint8Array.from(atob(packed), (char) => char.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return (await new Response(stream).json()) as FigureSource;
}
