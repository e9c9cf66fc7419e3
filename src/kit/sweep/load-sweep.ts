import { readFileSync } from "node:fs";
import { SWEEP_FORMAT, type Sweep } from "./sweep.js";

/**
 * A file of `ncsparse sweep`, which checked it when it was written.
 *
 * @param file its path from the notebook's folder
 * @throws RangeError for a file of another format; the system's error for one that cannot be read
 */
export function loadSweep(file: string): Sweep {
  const sweep = JSON.parse(readFileSync(file, "utf8")) as Partial<Sweep> & { readonly format?: unknown };
  if (sweep.format === SWEEP_FORMAT) return sweep as Sweep;
  throw new RangeError(`loadSweep: ${file} must have the format ${SWEEP_FORMAT}, got ${String(sweep.format)}`);
}
