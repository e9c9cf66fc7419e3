import { readFileSync } from "node:fs";
import { SWEEP_FORMAT, type Sweep } from "./sweep.js";

/**
 * A file of `ncsparse sweep`, which checked it when it was written.
 *
 * @param file its path from the notebook's folder
 * @throws RangeError for a file of another format; the system's error for one that cannot be read
 */
export function loadSweep(file: string): Sweep {
  const sweep = JSON.parse(readFileSync(file, "utf8")) as Sweep;
  if (sweep.format === SWEEP_FORMAT) return sweep;
  throw new RangeError(`loadSweep: ${file} must have the format ${SWEEP_FORMAT}, got ${String(sweep.format)}`);
}
