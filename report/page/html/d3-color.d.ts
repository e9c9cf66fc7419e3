/** The part of d3-color that the report uses; the package brings no types. */
declare module "d3-color" {
  /** Channels from 0 to 255, opacity from 0 to 1. */
  interface Rgb {
    r: number;
    g: number;
    b: number;
    opacity: number;
  }
  /** A colour as CSS writes it: a name, `#rgb`, `#rrggbbaa`, `rgb(…)`, `hsl(…)`; null for what is none. */
  export function color(specifier: string): { rgb(): Rgb } | null;
}
