/** The parts of d3-format that the report uses; the package brings no types. */
declare module "d3-format" {
  /** @throws Error for what is no specifier */
  export function formatSpecifier(specifier: string): { type: string };
  /** @throws Error for what is no specifier */
  export function format(specifier: string): (value: number) => string;
}
